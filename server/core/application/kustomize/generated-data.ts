import { nodeAt } from "../../manifest/node.ts";
import { isManifestName } from "../folder.ts";
import { nameOf, readableFile, resolvePath } from "../source-tree.ts";
import type { GeneratedData } from "./hash.ts";
import { entriesOf, type GeneratorEntry, itemsOf, type Kustomization } from "./kustomization.ts";
import { knownText } from "./object.ts";
import type { Build } from "./run.ts";

/** What a generator puts under one key. */
type Pair = readonly [key: string, value: string];

/**
 * The data of what a generator makes; `undefined` where any part of it is not known.
 * Mirrors `Load` in api/kv/kv.go and `MakeConfigMap` and `MakeSecret` in api/internal/generators of kustomize.
 */
export function generatedData(
  entry: GeneratorEntry,
  { folder }: Kustomization,
  build: Build,
): GeneratedData | undefined {
  const { kind, node } = entry;
  if (node.entries.some(({ key }) => !knownFields.has(key.text))) return undefined;
  const textOf = (source: string): string | undefined => contentOf(source, folder, build);
  const pairs = [
    ...textsAt(entry, "envs").flatMap((source) => pairsOfLines(source === undefined ? undefined : textOf(source))),
    ...textsAt(entry, "literals").map((literal) => (literal === undefined ? undefined : pairOfLiteral(literal))),
    ...textsAt(entry, "files").map((source) => (source === undefined ? undefined : pairOfFile(source, textOf))),
  ];
  const values = new Map<string, string>();
  for (const pair of pairs) {
    // A key that is not valid, or given twice, keeps kustomize from building anything.
    if (pair === undefined || !isKey(pair[0]) || values.has(pair[0]) || !survivesYaml(pair[1])) return undefined;
    build.hashedLeft -= pair[1].length;
    values.set(...pair);
  }
  const written = nodeAt(node, "type");
  const type = written === undefined ? "" : knownText(written);
  if (type === undefined || build.hashedLeft < 0) return undefined;
  return { kind, type: kind === "ConfigMap" ? "" : type || "Opaque", values, isMerged: false };
}

/**
 * The data after a generator that changes what another one made. Mirrors `appendReplaceOrMerge` in api/resmap/reswrangler.go.
 */
export function mergedData(
  old: GeneratedData | undefined,
  made: GeneratedData | undefined,
  behavior: string,
): GeneratedData | undefined {
  if (made === undefined || behavior === "replace") return made;
  return old && { ...made, values: new Map([...old.values, ...made.values]), isMerged: true };
}

const knownFields: ReadonlySet<string> = new Set([
  ...["name", "namespace", "behavior", "type", "options", "literals", "files", "envs"],
]);

/** The texts of a list of a generator; `undefined` for what is not known. */
function textsAt({ node }: GeneratorEntry, key: string): readonly (string | undefined)[] {
  const list = nodeAt(node, key);
  if (list === undefined || (list.type === "scalar" && list.scalarType === "null")) return [];
  if (list.type !== "list" || entriesOf(list).length > 0) return [undefined];
  return itemsOf(list).map((item) => (item.type === "scalar" ? knownText(item) : undefined));
}

/** Nobody tells us when a file changes that is no YAML or JSON, so what it holds now is not known. */
function contentOf(path: string, folder: string, { tree, hashedLeft }: Build): string | undefined {
  const resolved = resolvePath(folder, path);
  if (resolved === undefined || path.includes(":") || !isManifestName(resolved) || hashedLeft < 0) return undefined;
  return readableFile(tree, resolved)
    ?.documents.map(({ text }) => text)
    .join("");
}

/** Mirrors `ParseFileSource` in api/internal/generators/utils.go. */
function pairOfFile(source: string, textOf: (path: string) => string | undefined): Pair | undefined {
  const [first = "", second, third] = source.split("=");
  const [key, path] = second === undefined ? [nameOf(first), first] : [first, second];
  const text = third === undefined && key !== "" && path !== "" ? textOf(path) : undefined;
  return text === undefined ? undefined : [key, text];
}

/** Mirrors `parseLiteralSource` and `removeQuotes` in api/kv/kv.go. */
function pairOfLiteral(literal: string): Pair | undefined {
  const at = literal.indexOf("=");
  if (at < 1) return undefined;
  const value = literal.slice(at + 1);
  const quote = value.charAt(0);
  const isQuoted = value.length > 1 && value.endsWith(quote) && (quote === '"' || quote === "'");
  return [literal.slice(0, at), isQuoted ? value.slice(1, -1) : value];
}

/** Mirrors `keyValuesFromLines` in api/kv/kv.go. */
function pairsOfLines(text: string | undefined): readonly (Pair | undefined)[] {
  if (text === undefined) return [undefined];
  const lines = (text.startsWith(byteOrderMark) ? text.slice(1) : text).split("\n");
  return lines.flatMap((written): readonly (Pair | undefined)[] => {
    // The tool stops at a line that is too long, and says nothing.
    if (written.length > maxLine || written.includes(byteOrderMark)) return [undefined];
    const line = (written.endsWith("\r") ? written.slice(0, -1) : written).trimStart();
    if (line === "" || line.startsWith("#")) return [];
    const at = line.indexOf("=");
    // Older versions take such a value from the environment.
    if (at < 1 || /^\d/.test(line)) return [undefined];
    return [[line.slice(0, at), line.slice(at + 1)]];
  });
}

const byteOrderMark = "\uFEFF";

/** Of 65,536 bytes, a character takes 4 at most. */
const maxLine = 16_000;

function isKey(key: string): boolean {
  return /^[-.\w]+$/.test(key) && !key.startsWith("..") && key !== "." && key.length <= 253;
}

/** Whether a text is UTF-8 and certain to be the same after kustomize has written it as YAML and read it again. */
function survivesYaml(text: string): boolean {
  return !/[^\t\n\r -~\u00A0-\u2027\u202A-\uD7FF\uE000-\uFFFC\u{10000}-\u{10FFFF}]/u.test(text);
}

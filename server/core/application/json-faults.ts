import type { ManifestDocument } from "../manifest/file.ts";
import type { Span } from "../manifest/node.ts";
import { syntaxFaults } from "./document-faults.ts";
import type { Fault } from "./failure.ts";

/**
 * Why Argo CD cannot read a document of a `.json` file in a folder that it deploys: such a file has to be one JSON object with a
 * kind, and no other is passed over. Nothing where something else fills in values first, or for a document that is not read.
 * Mirrors `getObjsFromYAMLOrJSON` in reposerver/repository/repository.go. Since 3.1 a file that could be an OCI manifest gets past
 * it without a kind, and fails in `unmarshalManifests` in controller/state.go, unless its items take its place.
 */
export function jsonFaults(document: ManifestDocument): readonly Fault[] {
  const { text: written, parsed } = document;
  if (parsed.refusal !== undefined || parsed.actions.length > 0) return [];
  const start = /^[\uFEFF \t\r\n]*/.exec(written)?.[0].length ?? 0;
  const text = written.slice(start);
  const end = endOfValue(text);
  const message = messageAbout(text.slice(0, end));
  if (message !== undefined) return [{ message, span: syntaxFaults(document)[0]?.span ?? lineAt(written, start) }];
  // What follows may close something more than once: Go's decoder does not look further.
  const next = /[^ \t\r\n]/g;
  next.lastIndex = end;
  const more = next.exec(text);
  if (more === null || more[0] === "}" || more[0] === "]") return [];
  return [{ message: oneObject, span: lineAt(written, start + more.index) }];
}

/** Why a `.json` file of several YAML documents cannot be read, where its first document alone could be. */
export function secondDocumentFaults({ text }: ManifestDocument): readonly Fault[] {
  return [{ message: oneObject, span: lineAt(text, 0) }];
}

const oneObject =
  "Argo CD reads one object from a .json file, and there is more here: put each into a file of its own, or all into a List.";

const remedy =
  "Exclude the file in spec.source.directory.exclude, or move it out of the folder, if it is not a manifest.";

function messageAbout(text: string): string | undefined {
  if (text === "") return `Argo CD reads every .json file as a manifest, and this one is empty. ${remedy}`;
  const value = parsedJson(text);
  // What fills in a placeholder may make it valid.
  if (value === undefined && text.includes("${")) return undefined;
  if (value === undefined) return `This is not valid JSON, and Argo CD reads a .json file as nothing else. ${remedy}`;
  const { kind, items } = (value.json ?? {}) as { readonly kind?: unknown; readonly items?: unknown };
  if ((typeof kind === "string" && kind !== "") || Array.isArray(items)) return undefined;
  return `Argo CD reads every .json file as a manifest, and this one has no "kind". ${remedy}`;
}

function parsedJson(text: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** Where the first value of a text ends, if it is valid JSON. */
function endOfValue(text: string): number {
  if (!/^[[{]/.test(text)) return text.length;
  const signs = /["[\]{}]/g;
  for (let depth = 0, sign = signs.exec(text); sign !== null; sign = signs.exec(text)) {
    if (sign[0] === '"') signs.lastIndex = endOfString(text, signs.lastIndex);
    else depth += sign[0] === "{" || sign[0] === "[" ? 1 : -1;
    if (depth === 0) return sign.index + 1;
  }
  return text.length;
}

/** The offset behind the quote that ends a string, by the offset behind the quote that begins it. */
function endOfString(text: string, from: number): number {
  const signs = /["\\]/g;
  signs.lastIndex = from;
  for (let sign = signs.exec(text); sign?.[0] === "\\"; sign = signs.exec(text)) signs.lastIndex += 1;
  return signs.lastIndex === 0 ? text.length : signs.lastIndex;
}

/** From an offset to the end of its line; of an empty text, nothing. */
function lineAt(text: string, offset: number): Span {
  const rest = /[^\r\n]*/y;
  rest.lastIndex = offset;
  return { start: offset, end: offset + (rest.exec(text)?.[0].trimEnd().length ?? 0) };
}

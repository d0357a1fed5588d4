/** Where people can change what a chart prints. */
import type { NamedFile } from "../application/application.ts";
import type { PrintedDocument } from "../application/chart/printed-places.ts";
import type { Location } from "../application/location.ts";
import { quoteAs, writtenSpan } from "../edit/values.ts";
import { documentIndexAt, documentStart } from "../manifest/file.ts";
import { type Entry, type Node, nodeAt, type ScalarNode } from "../manifest/node.ts";
import type { FilePlace } from "./application-rule.ts";
import type { Span } from "../text.ts";

/** Where a printed text is written, and how it is changed there. */
export interface ChangeablePlace extends FilePlace {
  /** `text`: it stands there as it is printed; `value`: in the values; `action`: something there makes it of other things. */
  readonly is: "text" | "value" | "action";
  /** What is written there so that another text is printed, which has the quotes of YAML; `undefined` where that is not known. */
  readonly writes: (printed: string) => string | undefined;
}

/** Finds the place of a part of a printed document among the files of its application; `undefined` where nobody can change it. */
export function changeablePlace(
  printed: PrintedDocument,
  span: Span,
  files: ReadonlyMap<string, NamedFile>,
): ChangeablePlace | undefined {
  const { text, values, action } = printed.sourceOf(span);
  const there = text && files.get(text.path);
  if (text !== undefined) return there && { ...placeAt(text, there), is: "text", writes: (it) => it };
  const written = printed.document.text.slice(span.start, span.end);
  for (const value of values) {
    const named = files.get(value.path);
    const found = named && valuePlace(value, named, withoutQuotes(written));
    if (found !== undefined) return found;
  }
  const printer = action && files.get(action.path);
  return action && printer && { ...placeAt(action, printer), is: "action", writes: () => undefined };
}

function placeAt({ offset, end }: Location, { name, file }: NamedFile): FilePlace {
  return { fileName: name, file, span: { start: offset, end } };
}

/** Where a text stands in the value at a place, or as the key of that. */
function valuePlace(value: Location, { name, file }: NamedFile, wanted: string): ChangeablePlace | undefined {
  const index = documentIndexAt(file, value.offset);
  const begin = documentStart(file, index);
  const document = file.documents[index];
  const entry = document?.parsed.root && entryAt(document.parsed.root, value.offset - begin);
  if (document === undefined || entry === undefined) return undefined;
  const at = ({ start, end }: Span, writes: ChangeablePlace["writes"]): ChangeablePlace => ({
    ...{ fileName: name, file, is: "value", writes },
    span: { start: begin + start, end: begin + end },
  });
  const same = [...(entry.key.text === wanted ? [entry.key] : []), ...scalarsIn(entry.value)].filter(
    ({ text }) => text === wanted,
  );
  const [only] = same;
  if (only !== undefined && same.length === 1)
    return at(writtenSpan(document.text, only.span), (it) => quoteAs(withoutQuotes(it), only.style));
  return entry.value.type === "scalar" ? partOf(entry.value, document.text, wanted, at) : undefined;
}

/** Where a text stands in a value that holds more. */
function partOf(
  { span, style }: ScalarNode,
  text: string,
  wanted: string,
  at: (span: Span, writes: ChangeablePlace["writes"]) => ChangeablePlace,
): ChangeablePlace | undefined {
  const written = text.slice(span.start, span.end);
  const from = written.indexOf(wanted);
  if (wanted === "" || from < 0 || written.includes(wanted, from + 1) || style === "literal" || style === "folded")
    return undefined;
  const start = span.start + from;
  return at({ start, end: start + wanted.length }, (it) => (quoteAs(it, "plain") === it ? it : undefined));
}

/** The value at a place, with the keys that lead to it; `undefined` where that is a key or only a part of a value. */
export function entryWithPath({
  file,
  span,
}: FilePlace): { readonly path: readonly string[]; readonly type: ScalarNode["scalarType"] } | undefined {
  const index = documentIndexAt(file, span.start);
  const root = file.documents[index]?.parsed.root;
  const path = root && pathTo(root, span.start - documentStart(file, index));
  const node = path && nodeAt(root, ...path);
  return path !== undefined && node?.type === "scalar" ? { path, type: node.scalarType } : undefined;
}

function pathTo(node: Node, offset: number): readonly string[] | undefined {
  if (node.type !== "map") return undefined;
  const entry = node.entries.findLast(({ value, merged }) => !merged && holds(value, offset));
  if (entry === undefined) return undefined;
  if (entry.value.type === "scalar") return entry.value.span.start === offset ? [entry.key.text] : undefined;
  const inside = pathTo(entry.value, offset);
  return inside && [entry.key.text, ...inside];
}

/** The entry whose value begins at an offset. */
function entryAt(node: Node, offset: number): Entry | undefined {
  if (node.type === "scalar") return undefined;
  if (node.type === "list") {
    const inside = node.items.filter((it) => holds(it, offset));
    return inside.map((item) => entryAt(item, offset)).find((it) => it !== undefined);
  }
  for (const entry of node.entries) {
    if (entry.merged) continue;
    if (entry.value.span.start === offset) return entry;
    const inside = holds(entry.value, offset) ? entryAt(entry.value, offset) : undefined;
    if (inside !== undefined) return inside;
  }
  return undefined;
}

/** A value that is missing is at the end of what is around it. */
function holds({ span }: Node, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

function scalarsIn(node: Node): readonly ScalarNode[] {
  if (node.type === "scalar") return [node];
  const inside = node.type === "list" ? node.items : node.entries.map(({ value }) => value);
  return inside.flatMap(scalarsIn);
}

/** The content of a scalar that is written on one line. */
function withoutQuotes(written: string): string {
  const bare = written.trim();
  const quote = bare.charAt(0);
  if (bare.length < 2 || (quote !== '"' && quote !== "'") || bare.at(-1) !== quote) return bare;
  const inner = bare.slice(1, -1);
  if (quote === "'") return inner.replaceAll("''", "'");
  return inner.includes("\\") ? unescaped(bare) : inner;
}

/** What no JSON is, is left as it is written. */
function unescaped(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}

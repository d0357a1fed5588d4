/**
 * What the cursor is on, read from the lines around it: while a key is being typed the document is rarely valid YAML,
 * so the parser cannot tell.
 */
import type { AnnotationSpec } from "../catalogue/annotation.ts";
import { findAnnotation } from "../catalogue/index.ts";
import type { Span } from "../manifest/node.ts";

export type CursorContext = KeyContext | ValueContext;

/** A key below `metadata.annotations`, begun or still to be written. */
export interface KeyContext {
  readonly type: "key";
  /** What has been written of it, quotes included; offsets in the document. */
  readonly span: Span;
  /** The quote that it begins with; in JSON always `"`. */
  readonly quote: string;
  readonly hasColon: boolean;
  readonly json: boolean;
  /** The other keys of the mapping. */
  readonly siblings: readonly string[];
}

/** The value of an annotation that the catalogue knows. */
export interface ValueContext {
  readonly type: "value";
  readonly spec: AnnotationSpec;
  /** The item of the list, or the whole value, between commas and quotes; offsets in the document. */
  readonly item: Span;
  /** The other items of the list, as they are written. */
  readonly others: string;
  /** The quote that the value begins with. */
  readonly quote: string;
  readonly json: boolean;
  /** The kind of the resource, "" where it is not yet written. */
  readonly kind: string;
}

/** The line under the cursor and what lies around it. */
interface Spot {
  readonly lines: readonly string[];
  /** The index of the line, from 0. */
  readonly at: number;
  /** The offset at which it begins. */
  readonly start: number;
  /** Its text without the line break. */
  readonly line: string;
  readonly offset: number;
  readonly json: boolean;
}

/** The context at an offset of a document; `undefined` where nothing of ours can stand. */
export function contextAt(text: string, offset: number): CursorContext | undefined {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const lines = text.split("\n");
  const at = text.slice(0, start).split("\n").length - 1;
  const line = (lines[at] ?? "").replace(/\r$/, "");
  const spot = { lines, at, start, line, offset, json: /^\s*[{[]/.test(text) };
  return valueContext(spot) ?? keyContext(spot);
}

function valueContext(spot: Spot): ValueContext | undefined {
  const { lines, at, start, line, offset, json } = spot;
  const match = /^([ \t]*)(["']?)([^"'\s]+)\2[ \t]*:([ \t]+)(["']?)/.exec(line);
  const spec = match && findAnnotation(match[3] ?? "");
  if (match === null || !spec || !isAnnotationsPath(pathOf(lines, at, indentOf(line)))) return undefined;
  const [whole, , , , blanks = "", quote = ""] = match;
  const rest = line.slice(whole.length);
  // Before a comment or the end of the line there is no value yet, and it may begin at any of the blanks but the first.
  const isMissing = quote === "" && /^(?:#|$)/.test(rest);
  const earliest = start + whole.length - (isMissing ? blanks.length - 1 : 0);
  const valueStart = isMissing ? Math.min(Math.max(offset, earliest), start + whole.length) : earliest;
  const value = isMissing ? "" : rest.slice(0, lengthOfValue(rest, quote));
  const inside = offset - valueStart;
  if (inside < 0 || inside > value.length || rest.slice(0, inside).includes("{{")) return undefined;
  const item = spec.value.type === "list" ? itemAround(value, inside) : { start: 0, end: value.length };
  return {
    type: "value",
    spec,
    item: { start: valueStart + item.start, end: valueStart + item.end },
    others: `${value.slice(0, item.start)},${value.slice(item.end)}`,
    quote,
    json,
    kind: topLevelValue(lines, "kind"),
  };
}

/** How far the value reaches: to its closing quote, a comment, or the end of the line. */
function lengthOfValue(rest: string, quote: string): number {
  const end = quote === "" ? rest.search(/[ \t]+#/) : rest.indexOf(quote);
  return end < 0 ? rest.length : end;
}

/** The item of a comma list around an offset, without the blanks before it. */
function itemAround(value: string, offset: number): Span {
  const from = value.lastIndexOf(",", offset - 1) + 1;
  const start = Math.min(offset, from + (/^\s*/.exec(value.slice(from))?.[0].length ?? 0));
  const comma = value.indexOf(",", offset);
  const end = comma < 0 ? value.length : comma;
  return { start, end: Math.max(offset, start + value.slice(start, end).trimEnd().length) };
}

function keyContext({ lines, at, start, line, offset, json }: Spot): KeyContext | undefined {
  const match = /^([ \t]+)((["']?)[^"'\s:{}#]*["']?)[ \t]*(:?)/.exec(line);
  if (match === null) return undefined;
  const [, blanks = "", written = "", quote = "", colon = ""] = match;
  const keyStart = start + blanks.length;
  const keyEnd = keyStart + written.length;
  // Behind the key only its colon may stand: anything else is another thing than a key.
  const clean = /^[ \t]*(?::.*|,?)$/.test(line.slice(keyEnd - start));
  if (offset < keyStart || offset > keyEnd || !clean || !isAnnotationsPath(pathOf(lines, at, blanks.length)))
    return undefined;
  return {
    type: "key",
    span: { start: keyStart, end: keyEnd },
    quote: json ? '"' : quote,
    hasColon: colon !== "",
    json,
    siblings: siblingKeys(lines, at, blanks.length),
  };
}

/** The keys that lead to a line of that indent, outermost first. */
function pathOf(lines: readonly string[], at: number, indent: number): string[] {
  const path: string[] = [];
  let limit = indent;
  for (let index = at - 1; index >= 0 && limit > 0; index--) {
    const line = readLine(lines[index] ?? "");
    if (line?.key === undefined || line.indent >= limit) continue;
    path.unshift(line.key);
    limit = line.indent;
  }
  return path;
}

/** Whether a path leads to the annotations of a resource: at the top of a document, or in an item of a List. */
function isAnnotationsPath(path: readonly string[]): boolean {
  return /^(?:items\/)?metadata\/annotations$/.test(path.join("/"));
}

function siblingKeys(lines: readonly string[], at: number, indent: number): string[] {
  const keys: string[] = [];
  for (const step of [-1, 1]) {
    for (let index = at + step; index >= 0 && index < lines.length; index += step) {
      const line = readLine(lines[index] ?? "");
      if (line === undefined) continue;
      if (line.indent < indent) break;
      if (line.indent === indent && line.key !== undefined) keys.push(line.key);
    }
  }
  return keys;
}

function topLevelValue(lines: readonly string[], key: string): string {
  const line = lines.find((it) => it.replace(/^[ \t]*"?/, "").startsWith(key) && indentOf(it) <= 2);
  return /:\s*"?([\w.-]+)/.exec(line ?? "")?.[1] ?? "";
}

/** The indent (the column of its key, after any `- `) and the key of a line; `undefined` for blank lines, comments, document markers and lines that only hold template actions. */
function readLine(text: string): { readonly indent: number; readonly key: string | undefined } | undefined {
  if (/^\s*(?:$|#|---|\{\{)/.test(text)) return undefined;
  const match = /^([ \t]*(?:- +)*)(["']?)([^"'\s:{}#]+)\2[ \t]*:(?:\s|$)/.exec(text);
  return { indent: match?.[1]?.length ?? indentOf(text), key: match?.[3] };
}

function indentOf(line: string): number {
  return /^[ \t]*/.exec(line)?.[0].length ?? 0;
}

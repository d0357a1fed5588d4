/** What has to hold of every answer. Each check throws an error that says what does not. */
import { type ManifestFile, openFile, type Span, type TextEdit } from "../../server/core/index.ts";
import { applyEdits } from "../support/apply-edits.ts";
import type { Node } from "../../server/core/manifest/node.ts";
import type { Random } from "./random.ts";

/** Throws an error with the reason unless something holds. */
export function ensure(holds: unknown, reason: string): asserts holds {
  if (!(holds as boolean)) throw new Error(reason);
}

/** A pair of offsets is inside a text. */
export function ensureInside({ start, end }: Span, length: number, what: string): void {
  ensure(
    Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= length,
    `${what} stands outside of the text: ${start} to ${end} of ${length}`,
  );
}

const control = /[\p{Cc}\u2028\u2029]/u;

/** Words for people are not empty. */
export function ensureWords(text: string, what: string): void {
  ensure(text.trim() !== "", `${what} is empty`);
}

/** What leaves the program is on one line, without control characters, which could steer a terminal. */
export function ensureSafe(text: string, what: string): void {
  const found = control.exec(text);
  ensure(found === null, `${what} holds the control character U+${hex(found?.[0])}`);
}

/** What leaves the program may have several lines. */
export function ensureSafeLines(text: string, what: string): void {
  ensureSafe(text.replaceAll("\n", " "), what);
}

/** Every text in a message that people read is safe; names and texts of files are as they are. Only a tooltip has several lines. */
export function ensureSafeMessage(root: unknown): void {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== "object" || value === null) continue;
    for (const [key, child] of Object.entries(value)) {
      if (typeof child === "string" && key === "tooltip") ensureSafeLines(child, `"${key}"`);
      else if (typeof child === "string" && read.has(key)) ensureSafe(child, `"${key}"`);
      open.push(child);
    }
  }
}

const read: ReadonlySet<string> = new Set([
  ...["message", "title", "label", "detail", "note", "kind", "name", "namespace", "group"],
  ...["waitsFor", "place", "before", "after", "reason", "next"],
]);

/** Whole sentences. */
export function ensureSentences(text: string, what: string): void {
  ensureWords(text, what);
  ensure(/[.?!]$/.test(text), `${what} is no sentence: ${text.slice(-60)}`);
}

/** Edits can be made: inside the text, none over another. Returns the text after them. */
export function ensureEdits(text: string, edits: readonly TextEdit[], what: string): string {
  for (const { span } of edits) ensureInside(span, text.length, what);
  return applyEdits(text, edits);
}

/** Every place that a node names is inside the text, and keys stand in their order. */
export function ensureNode(root: Node | undefined, length: number): void {
  const seen = new Set<unknown>();
  const open: Node[] = root === undefined ? [] : [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    ensureInside(node.span, length, `a ${node.type}`);
    const children = node.type === "map" ? node.entries : node.type === "list" ? node.items : [];
    if (seen.has(children)) continue;
    seen.add(children);
    if (node.type === "list") open.push(...node.items);
    if (node.type !== "map") continue;
    let last = -1;
    for (const { key, value, merged } of node.entries) {
      open.push(key, value);
      if (merged) continue;
      ensure(key.span.start >= last, `the key at ${key.span.start} stands before the key that it follows`);
      last = key.span.start;
    }
  }
}

/** A file whose parsed documents are frozen in a share of the runs: what changes its input then throws. */
export function opened(text: string, random: Random): ManifestFile {
  const file = openFile(text);
  if (random.oneIn(8)) for (const { parsed, manifests, sites } of file.documents) freeze([parsed, manifests, sites]);
  return file;
}

/** Freezes plain data, and everything in it. */
function freeze(root: unknown): void {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== "object" || value === null || Object.isFrozen(value) || value instanceof Map) continue;
    Object.freeze(value);
    for (const child of Object.values(value)) open.push(child);
  }
}

function hex(character: string | undefined): string {
  return (character?.charCodeAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}

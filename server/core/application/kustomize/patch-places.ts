import type { Node, Span } from "../../manifest/node.ts";
import { type DocumentLocation, documentLocation, type Location, locationOf } from "../location.ts";
import type { Patch } from "./patch.ts";

/** The place of a stretch of a text that stands in another file: `span` counts from the first of the text that is not blank. */
export type PlaceInText = (span: Span) => Location;

/** The places of the nodes of one document of a patch: in its own file, or in the text that the kustomization has. */
export function placesIn({ path, file, entry }: Patch, documentIndex: number): (node: Node) => Location {
  if (path === undefined) {
    const { placeInText, text, location } = entry;
    const before = file.offsets[documentIndex] ?? 0;
    return ({ span }) =>
      placeInText?.({ start: before + span.start, end: before + span.end }) ?? text?.location ?? location;
  }
  const document = documentLocation(path, file, documentIndex);
  return (node) => locationOf(document, node);
}

/** Where the lines of a literal block scalar stand; `undefined` for texts in other styles, whose lines are not those of the file. */
export function placeInBlock(document: DocumentLocation, node: Node | undefined): PlaceInText | undefined {
  if (node?.type !== "scalar" || node.style !== "literal") return undefined;
  const begin = document.text.indexOf("\n", node.span.start) + 1;
  const blank = /\s*/y;
  blank.lastIndex = begin;
  blank.test(document.text);
  let [inText, inFile] = [0, blank.lastIndex];
  const lines = node.text
    .trim()
    .split("\n")
    .map((line, index) => {
      // The first begins where the text does; the indentation of the block stands before each of the others.
      const indentation = index === 0 ? 0 : blanksAt(document.text, inFile) - blanksAt(line, 0);
      const shown = { inText, inFile: inFile + Math.max(indentation, 0), length: line.length };
      inText += line.length + 1;
      inFile = document.text.indexOf("\n", inFile) + 1;
      return shown;
    });
  return ({ start, end }) => {
    const line = lines[lastAtMost(lines, start)];
    if (line === undefined) return locationOf(document, node);
    const shift = line.inFile - line.inText;
    const last = Math.min(end, line.inText + line.length);
    return locationOf(document, { span: { start: start + shift, end: Math.max(last, start) + shift } });
  };
}

function blanksAt(text: string, start: number): number {
  let at = start;
  while (text[at] === " ") at++;
  return at - start;
}

/** The index of the last line that begins at an offset of the text or before it. */
function lastAtMost(lines: readonly { readonly inText: number }[], offset: number): number {
  let [low, high] = [0, lines.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.inText ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

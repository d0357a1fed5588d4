/** Where the parts of a rendered document are written: in the template that prints it. */
import { type Origin, stretchAt } from "../../helm/value/rendered-text.ts";
import { documentIndexAt, lastAtMost, type ManifestDocument, type ManifestFile } from "../../manifest/file.ts";
import type { Entry, MapNode, Node, ScalarNode } from "../../manifest/node.ts";
import { hasUnknown } from "../../manifest/template.ts";
import { derive } from "../../memo.ts";
import type { Span } from "../../text.ts";
import type { RenderedDocument } from "./rendered-documents.ts";

/** Where something that a template prints is written in the file of the template, in offsets from its start. */
export type PlaceInFile = (span: Span) => Span | undefined;

/** Finds the places of a rendered document in the file of its template. */
export function placesIn({ text, start: begin }: RenderedDocument, file: ManifestFile): PlaceInFile {
  return ({ start, end }) => {
    const first = placeAt(begin + start);
    const last = end > start ? placeAt(begin + end - 1) : first;
    if (first === undefined) return undefined;
    return { start: first.start, end: Math.max(first.end, last === undefined ? 0 : last.end) };
  };

  function placeAt(at: number): Span | undefined {
    const stretch = stretchAt(text, at);
    if (stretch === undefined) return undefined;
    const outermost = outermostOf(stretch.origin);
    if (outermost === stretch.origin && stretch.how === "copied") {
      const offset = stretch.from + at - stretch.at;
      return { start: offset, end: offset + 1 };
    }
    return actionAt(file, outermost.at);
  }
}

/** The statement of the template itself that led to a text. */
function outermostOf(origin: Origin): Origin {
  let outermost = origin;
  while (outermost.via !== undefined) outermost = outermost.via;
  return outermost;
}

/** The action that stands at an offset of a file. */
function actionAt(file: ManifestFile, at: number): Span {
  const index = documentIndexAt(file, at);
  const start = file.offsets[index] ?? 0;
  const document = file.documents[index];
  const starts = document === undefined ? [] : derive(document, actionStarts);
  const action = document?.parsed.actions[lastAtMost(starts, at - start, starts.length - 1)];
  return action === undefined || action.span.end + start <= at
    ? { start: at, end: at + 1 }
    : { start: action.span.start + start, end: action.span.end + start };
}

function actionStarts({ parsed }: ManifestDocument): readonly number[] {
  return parsed.actions.map(({ span }) => span.start);
}

/** Where a tree is to have its places: in one document of a file. */
export interface Ground {
  readonly place: PlaceInFile;
  /** The offsets of the document in its file. */
  readonly bounds: Span;
}

/** The tree with places in a document, counted from its start; what comes from elsewhere is at the nearest thing around it. */
export function placedIn(tree: MapNode, ground: Ground): MapNode {
  const around = spanOf(tree, ground, { start: 0, end: 0 });
  return placeMap(tree, ground, around);
}

function placeNode(node: Node, ground: Ground, around: Span): Node {
  if (node.type === "map") return placeMap(node, ground, around);
  if (node.type === "scalar") return placeScalar(node, ground, around);
  const span = spanOf(node, ground, around);
  return { ...node, span, items: node.items.map((item) => placeNode(item, ground, span)) };
}

function placeMap(map: MapNode, ground: Ground, around: Span): MapNode {
  const span = spanOf(map, ground, around);
  const entries = map.entries.map((entry): Entry => {
    const key = placeScalar(entry.key, ground, span);
    return { ...entry, key, value: placeNode(entry.value, ground, key.span) };
  });
  return { ...map, span, entries };
}

function placeScalar(scalar: ScalarNode, ground: Ground, around: Span): ScalarNode {
  const span = spanOf(scalar, ground, around);
  return hasUnknown(scalar.text) ? { ...scalar, scalarType: "unknown", span } : { ...scalar, span };
}

function spanOf({ span }: Node, { place, bounds }: Ground, around: Span): Span {
  const found = place(span);
  if (found === undefined || found.start < bounds.start || found.start >= bounds.end) return around;
  return { start: found.start - bounds.start, end: Math.min(found.end, bounds.end) - bounds.start };
}

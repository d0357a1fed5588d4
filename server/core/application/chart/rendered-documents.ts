import { splitOutput } from "../../helm/chart/split-output.ts";
import { variantsOf } from "../../helm/chart/variants.ts";
import type { RenderedFile } from "../../helm/chart/render-files.ts";
import type { RenderedText } from "../../helm/value/rendered-text.ts";
import type { ManifestDocument } from "../../manifest/document.ts";
import { documentIn, mostDocuments, type ReadingRoom } from "./reading-room.ts";

/** A document that a template prints. */
export interface RenderedDocument {
  readonly document: ManifestDocument;
  /** What the template prints, and where in it the document begins. */
  readonly text: RenderedText;
  readonly start: number;
}

/** Documents by their texts, so that only what is printed again is read again. */
export type KeepDocument = (text: string) => ManifestDocument;

/** The documents that a template prints, for each case that nobody can tell from the others; the first is the usual one. */
export function renderedCases({ text }: RenderedFile, keep: KeepDocument): readonly (readonly RenderedDocument[])[] {
  return variantsOf(text).map((variant) =>
    splitOutput(variant.text, mostDocuments).map(({ start, end }) => ({
      document: keep(variant.text.slice(start, end)),
      text: variant,
      start,
    })),
  );
}

/** A keeper of documents that remembers those of before, and a map with those that were asked for. */
export function documentKeeper(
  before: ReadonlyMap<string, ManifestDocument>,
  room: ReadingRoom,
): {
  readonly keep: KeepDocument;
  readonly kept: ReadonlyMap<string, ManifestDocument>;
} {
  const kept = new Map<string, ManifestDocument>();
  const keep: KeepDocument = (text) => {
    const document = kept.get(text) ?? documentIn(room, text, before.get(text));
    kept.set(text, document);
    return document;
  };
  return { keep, kept };
}

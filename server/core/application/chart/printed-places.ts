/** What a part of a rendered document comes from: the text of a template, and the values of the chart. */
import { type Origin, stretchAt } from "../../helm/value/rendered-text.ts";
import type { ManifestDocument } from "../../manifest/document.ts";
import type { Span } from "../../text.ts";
import type { Location } from "../location.ts";
import type { RenderedDocument } from "./rendered-documents.ts";
import type { PlaceInFile } from "./rendered-place.ts";

/** A document as Helm prints it, and where its parts come from. */
export interface PrintedDocument {
  readonly document: ManifestDocument;
  /** Whether it is rendered with the values that Argo CD will use, as in `RenderingInput`. */
  readonly valuesAre: "known" | "usual" | "partly known";
  /** Where a part of the document, in offsets from its start, comes from. */
  readonly sourceOf: (span: Span) => PrintedSource;
}

/** What a part of a printed document comes from. */
export interface PrintedSource {
  /** What it is copied from, character by character. */
  readonly text: Location | undefined;
  /** The values that were read for it, those that were read last first. */
  readonly values: readonly Location[];
  /** The statement that makes it of other things, which may be in another file than the template. */
  readonly statement: Pick<Location, "path" | "offset"> | undefined;
  /** `toYaml` prints it, which leaves the types of values as they are. */
  readonly keepsTypes: boolean;
  /** What prints it in the template itself; `undefined` where nobody can open that. */
  readonly action: Location | undefined;
}

/** What a rendered document comes from; `place` finds the places in the template itself, which is the file `path`. */
export function printedDocument(
  { document, text, start: begin }: RenderedDocument,
  valuesAre: PrintedDocument["valuesAre"],
  template: { readonly path: string; readonly place: PlaceInFile } | undefined,
): PrintedDocument {
  return { document, valuesAre, sourceOf };

  function sourceOf({ start, end }: Span): PrintedSource {
    const first = stretchAt(text, begin + start);
    const last = stretchAt(text, begin + Math.max(start, end - 1));
    const isCopied = first !== undefined && first === last && first.how === "copied";
    const at = isCopied ? first.from + begin + start - first.at : 0;
    const here = template?.place({ start, end });
    const maker = isCopied ? undefined : madeIn({ start, end })[0];
    return {
      text: isCopied ? { path: first.origin.source.name, offset: at, end: at + end - start } : undefined,
      values: isCopied ? [] : valuesIn({ start, end }),
      statement: maker && { path: maker.source.name, offset: maker.at },
      keepsTypes: maker !== undefined && /^(?:must)?[Tt]oYaml/.test(maker.source.text.slice(maker.at, maker.at + 20)),
      action: template && here && { path: template.path, offset: here.start, end: here.end },
    };
  }

  function valuesIn(span: Span): readonly Location[] {
    const read = madeIn(span)
      .flatMap(withCallers)
      .flatMap(({ values }) => values.toReversed());
    const places = read.map((it) => ({ path: it.source.name, offset: it.start, end: it.end }));
    return [...new Map(places.map((it) => [`${it.path} ${it.offset} ${it.end}`, it])).values()];
  }

  /** What makes the beginning and the end of a part; quotes may be around it. */
  function madeIn({ start, end }: Span): readonly Origin[] {
    const stretches = [start, start + 1, end - 2, end - 1].flatMap((at) =>
      at < start || at >= end ? [] : (stretchAt(text, begin + at) ?? []),
    );
    return [...new Set(stretches.flatMap(({ how, origin }) => (how === "made" ? origin : [])))];
  }
}

function withCallers(origin: Origin): readonly Origin[] {
  const all: Origin[] = [];
  for (let at: Origin | undefined = origin; at !== undefined; at = at.via) all.push(at);
  return all;
}

/** What the templates of a chart print, read as resources: only that which was printed again. */
import type { ChartRun } from "../../helm/chart/render-chart.ts";
import type { RenderedFile } from "../../helm/chart/render-files.ts";
import type { ManifestDocument } from "../../manifest/document.ts";
import type { Span } from "../../text.ts";
import type { NamedFile } from "../application.ts";
import { isCut, newRoom, takeAgain } from "./reading-room.ts";
import { type Reading, readRendered, type RenderedTemplate } from "./rendered-members.ts";

/** What a later rendering need not do again. */
export interface EarlierRendering {
  /** Of use where all but the templates is as it was then. */
  readonly run: ChartRun | undefined;
  readonly outputs: ReadonlyMap<RenderedFile, RenderedTemplate>;
  /** What was read of them, by its text. */
  readonly documents: ReadonlyMap<string, ManifestDocument>;
}

/** What there is before the first rendering. */
export function noRendering(): EarlierRendering {
  return { run: undefined, outputs: new Map(), documents: new Map() };
}

/** Where an output is shown. */
export interface Shown {
  readonly template: NamedFile;
  /** A place in that file for all of it, where the template itself cannot be opened. */
  readonly span: Span | undefined;
}

/** How outputs are read. */
export interface ReadingOutputs extends Pick<Reading, "valuesAre"> {
  readonly earlier: EarlierRendering;
}

/** Reads the outputs of a chart; those without a place are left out. */
export function readOutputs(
  outputs: readonly RenderedFile[],
  placeOf: (output: RenderedFile) => Shown | undefined,
  { earlier, valuesAre }: ReadingOutputs,
): Pick<EarlierRendering, "outputs" | "documents"> {
  const read = new Map<RenderedFile, RenderedTemplate>();
  const documents = new Map<string, ManifestDocument>();
  const room = newRoom();
  for (const output of outputs) {
    const shown = placeOf(output);
    if (shown === undefined) continue;
    const { template, span } = shown;
    const known = earlier.outputs.get(output);
    const reading = { before: earlier.documents, valuesAre, room };
    const isSame = known?.file === template.file && isWhole(known) && takeAgain(room, known.taken);
    const one = isSame ? known : readRendered(output, template, reading, span && (() => span));
    read.set(output, one);
    for (const [text, document] of one.documents) documents.set(text, document);
  }
  return { outputs: read, documents };
}

function isWhole({ documents }: RenderedTemplate): boolean {
  return ![...documents.values()].some(isCut);
}

import type { ReadingRoom } from "./reading-room.ts";

/** How much charts may still take together. It changes while they are rendered; the last one may take more than is left. */
export interface ChartRoom {
  left: number;
  /** How many charts there was no room for. */
  refused: number;
}

/**
 * How much all charts of a workspace may take: what sixty of the largest public ones do, and no more than half a minute and about a
 * gigabyte. One Application more has a chart rendered once more, and that is a line of text.
 */
export const roomOfWorkspace = 240_000_000;

/** What a statement, a document and a chart take, beside the characters that are read of what it prints. */
const [pricePerStep, pricePerDocument, pricePerChart] = [8, 2500, 5000];

/** What a chart took, of a room. */
export function costOfChart(steps: number, taken: readonly ReadingRoom[]): number {
  const read = taken.reduce((sum, { characters, documents }) => sum + characters + pricePerDocument * documents, 0);
  return Math.ceil(pricePerChart + pricePerStep * steps + read);
}

/** Why a chart is not rendered. */
export const noRoomReason =
  "This chart is not rendered, because the charts of this workspace take too much together. Its templates are shown as they are written.";

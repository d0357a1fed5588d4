/** Where on the board a card can be dropped. */
import type { PlanStep } from "../../server/protocol/index.ts";
import type { Box, Layout } from "./layout.ts";
import type { MovePlace } from "./messages.ts";
import { waveBetween } from "./wave-places.ts";

/** A part of the board, over its whole width: what is dropped there goes to a wave, or words say why it cannot. */
export type DropZone = {
  /** From the top of the board, in pixels of the layout. */
  readonly top: number;
  readonly bottom: number;
  /** What is drawn of it: a wave, or a line where a new one would be. */
  readonly drawn: { readonly kind: "wave" | "line"; readonly top: number; readonly bottom: number };
} & ({ readonly place: MovePlace } | { readonly refusal: string });

/** How far the space between two waves reaches into both of them, and how much of it is drawn with a wave, in pixels of the layout. */
const [reach, border] = [5, 4];

/** The zones of the board from top to bottom; `steps` are all of the plan, those that a filter hides included. */
export function dropZones(layout: Layout, steps: readonly PlanStep[]): readonly DropZone[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  return layout.bands.flatMap(({ lane, y: top, height }, index): readonly DropZone[] => {
    const bottom = layout.bands[index + 1]?.y ?? layout.height;
    const whole = { top, bottom, drawn: { kind: "wave", top, bottom: top + height } } as const;
    const stepsHere = lane.steps.flatMap(({ id }) => byId.get(id) ?? []);
    const rows = stepsHere.flatMap((step) => rowOf(layout, step) ?? []);
    if (stepsHere.length === 0)
      return [{ ...whole, refusal: "Only the waves of a sync are changed by dragging. Drop it on one of them." }];
    if (rows.length === 0) return [{ ...whole, refusal: `Unfold ${lane.title} to drop it on a wave.` }];
    return zonesOfRows(rows, { top, bottom }, steps);
  });
}

/** The zone at a height; `undefined` outside of all of them. */
export function zoneAt(zones: readonly DropZone[], y: number): DropZone | undefined {
  return zones.find(({ top, bottom }) => y >= top && y < bottom);
}

interface Row {
  readonly step: PlanStep;
  readonly top: number;
  readonly bottom: number;
}

/** The name of a wave with its cards; `undefined` where the lane is folded. */
function rowOf({ boxes }: Layout, step: PlanStep): Row | undefined {
  const own = boxes.filter((box) => box.type !== "lane" && box.step.id === step.id);
  const [first] = own;
  const bottom = own.reduce((end: number, box: Box) => Math.max(end, box.y + box.height), 0);
  return first && { step, top: first.y, bottom };
}

/** A zone for each wave, one before them, and one behind each of them. */
function zonesOfRows(
  rows: readonly Row[],
  lane: { readonly top: number; readonly bottom: number },
  steps: readonly PlanStep[],
): readonly DropZone[] {
  return [undefined, ...rows].flatMap((row, index): readonly DropZone[] => {
    const next = rows[index];
    const top = row === undefined ? lane.top : row.bottom - reach;
    const bottom = next === undefined ? lane.bottom : next.top + reach;
    const line = row === undefined ? bottom - reach : next === undefined ? row.bottom + reach : (top + bottom) / 2;
    const drawn = { kind: "line", top: line - 2, bottom: line + 2 } as const;
    const place = waveBetween(steps, row?.step, next?.step);
    const behind = { top, bottom, drawn, ...(place ? { place } : { refusal: noRoom(row?.step, next?.step) }) };
    return row === undefined ? [behind] : [zoneOf(row), behind];
  });
}

function zoneOf({ step: { phase, wave }, top, bottom }: Row): DropZone {
  const drawn = { kind: "wave", top: top - border, bottom: bottom + border } as const;
  return { top: top + reach, bottom: bottom - reach, drawn, place: { phase, wave } };
}

function noRoom(earlier: PlanStep | undefined, later: PlanStep | undefined): string {
  if (earlier?.wave === null || later?.wave === null)
    return "No new wave can be beside one that is known only after rendering. Choose another place.";
  return `There is no whole number between waves ${earlier?.wave ?? ""} and ${later?.wave ?? ""}. Make room with the light bulb on the kind of a resource.`;
}

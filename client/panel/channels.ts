/** The free room between the boxes of a layout, in which lines can run. */
import type { Box, Layout, Rectangle } from "./layout.ts";

/** A range of coordinates along one axis, in CSS pixels. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What stands side by side on the board. */
export interface Row {
  readonly top: number;
  readonly bottom: number;
  /** Where a line can go through it from above to below, from left to right. */
  readonly openings: readonly Range[];
  /** The same for all rows next to each other that have the same openings, so that they are crossed at once. */
  readonly run: number;
}

/** The rows of a layout from above to below, and in which one a box is. */
export interface Rows {
  readonly rows: readonly Row[];
  readonly rowOf: (box: Rectangle) => number;
}

/** How far lines keep away from boxes and from the edges of the board, in CSS pixels. */
const clearance = 3;

/** The colour of a lane stands at its left edge; a line along it would not be seen. */
const edgeOfLane = 5;

/** Finds the rows of a layout. Between two rows, and above the first and below the last one, is a gap over the whole width. */
export function rowsOf({ boxes, bands, width }: Layout): Rows {
  const groups: (readonly Box[])[] = [];
  const rowAt = new Map<number, number>();
  for (let start = 0; start < boxes.length;) {
    const y = boxes[start]?.y ?? 0;
    let end = start;
    while (boxes[end]?.y === y) end += 1;
    rowAt.set(y, groups.length);
    groups.push(boxes.slice(start, end));
    start = end;
  }
  const edge = bands[0]?.x ?? 0;
  const rows: Row[] = [];
  let run = -1;
  let before = "";
  for (const group of groups) {
    const openings = openingsBetween([...group.map(blockedBy), { from: edge - 1, to: edge + edgeOfLane }], width);
    const key = openings.map(({ from, to }) => `${from}-${to}`).join();
    if (key !== before) run += 1;
    before = key;
    const top = group[0]?.y ?? 0;
    rows.push({
      top,
      bottom: group.reduce((lowest, { y, height }) => Math.max(lowest, y + height), top),
      openings,
      run,
    });
  }
  return { rows, rowOf: ({ y }) => rowAt.get(y) ?? 0 };
}

/** A header is blocked by its words, which stand at its left; they are measured roughly, and rather too wide. */
function blockedBy(box: Box): Range {
  const { x, width } = box;
  if (box.type !== "lane") return { from: x, to: x + width };
  const words = box.lane.title.length + box.lane.note.length + 20;
  return { from: x, to: x + Math.min(width, 40 + 7.5 * words) };
}

function openingsBetween(blocked: readonly Range[], width: number): readonly Range[] {
  const openings: Range[] = [];
  let from = 0;
  for (const block of [...blocked, { from: width, to: width }].sort((one, other) => one.from - other.from)) {
    const opening = { from: from + clearance, to: block.from - clearance };
    if (opening.from <= opening.to) openings.push(opening);
    from = Math.max(from, block.to);
  }
  return openings;
}

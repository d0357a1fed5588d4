import assert from "node:assert/strict";
import fc from "fast-check";
import { lanesOf } from "../../../client/panel/lanes.ts";
import { type Box, layOut, type Layout } from "../../../client/panel/layout.ts";
import type { LayoutOptions } from "../../../client/panel/room.ts";
import { headsPath, linesPath, needsIn, type NeedsLine, needsLines } from "../../../client/panel/needs-lines.ts";
import type { PlanView } from "../../../server/protocol/index.ts";
import { namesOf, planOf } from "./made-plans.ts";

/** Three phases: few resources, many, few. */
const steps = { "PreSync/0": namesOf(2), "Sync/0": namesOf(23), "Sync/1": ["web", "worker"], "PostSync/0": namesOf(5) };
const ids = planOf(steps).steps.flatMap(({ tasks }) => tasks.map(({ id }) => id));

/** A plan in which some resources need others, as pairs of their places in the plan. */
function planWith(pairs: readonly (readonly [number, number])[]): PlanView {
  const plan = planOf(steps);
  const needsOf = (id: string): string[] =>
    pairs.flatMap(([from, to]) => (ids[to % ids.length] === id ? [ids[from % ids.length] ?? ""] : []));
  return {
    ...plan,
    steps: plan.steps.map((step) => ({
      ...step,
      tasks: step.tasks.map((task) => ({ ...task, needs: [...new Set(needsOf(task.id))] })),
    })),
  };
}

function drawn(
  pairs: readonly (readonly [number, number])[],
  width: number,
  options: LayoutOptions = {},
): { readonly layout: Layout; readonly lines: readonly NeedsLine[] } {
  const layout = layOut(lanesOf(planWith(pairs)), width, { lines: "shown", ...options });
  return { layout, lines: needsLines(layout, needsIn(layout)) };
}

interface Piece {
  readonly net: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function piecesOf({ from, points }: NeedsLine): readonly Piece[] {
  return points.slice(1).map((point, index) => {
    const before = points[index] ?? point;
    return {
      net: from,
      left: Math.min(before.x, point.x),
      right: Math.max(before.x, point.x),
      top: Math.min(before.y, point.y),
      bottom: Math.max(before.y, point.y),
    };
  });
}

function crosses({ left, right, top, bottom }: Piece, { x, y, width, height }: Box): boolean {
  return left < x + width && right > x && top < y + height && bottom > y;
}

function assertApart({ layout, lines }: ReturnType<typeof drawn>): void {
  const blocking = layout.boxes.filter(({ type }) => type !== "lane");
  for (const line of lines) {
    for (const piece of piecesOf(line)) {
      assert.ok(piece.left === piece.right || piece.top === piece.bottom, "A piece is neither level nor upright.");
      assert.ok(piece.left >= 0 && piece.right <= layout.width && piece.top >= 0 && piece.bottom <= layout.height);
      for (const box of blocking) assert.ok(!crosses(piece, box), `${line.from} → ${line.to} crosses ${box.id}`);
    }
  }
}

function assertEnds({ layout, lines }: ReturnType<typeof drawn>): void {
  const boxOf = (id: string): Box => layout.boxes.find((box) => box.id === id) ?? assert.fail(id);
  const touches = ({ x, y, width, height }: Box, point: NeedsLine["points"][number] | undefined): boolean =>
    point !== undefined && point.x >= x && point.x <= x + width && (point.y === y || point.y === y + height);
  for (const { from, to, points } of lines) {
    assert.ok(touches(boxOf(from), points[0]), `${from} → ${to} begins beside its card`);
    assert.ok(touches(boxOf(to), points.at(-1)), `${from} → ${to} ends beside its card`);
  }
}

/** How many CSS pixels of the lines are on a line of another net. */
function shared(lines: readonly NeedsLine[]): number {
  const pieces = lines.flatMap(piecesOf);
  let sum = 0;
  for (const [index, one] of pieces.entries()) {
    for (const other of pieces.slice(index + 1)) {
      if (one.net === other.net) continue;
      const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      // Lines that cross meet in one place.
      if (width >= 0 && height >= 0) sum += Math.max(width, height);
    }
  }
  return sum;
}

describe("the lines between cards", () => {
  const pair = fc.tuple(fc.nat(ids.length - 1), fc.nat(ids.length - 1));

  it("never cross a card or the name of a wave, whatever needs what, in any width, with anything folded", () => {
    const widths = fc.constantFrom(150, 320, 620, 900, 1400, 4000);
    const folds = fc.subarray(["PreSync", "PreSync/0", "Sync/0", "Sync/1", "PostSync/0"]);
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 40 }), widths, folds, (pairs, width, folded) => {
        const made = drawn(pairs, width, { isFolded: (id) => folded.includes(id) });
        assertApart(made);
        assertEnds(made);
      }),
      { numRuns: 150 },
    );
  });

  it("are beside each other and not on each other, unless they begin at the same card", () => {
    const fan = [0, 1, 2, 3, 4].map((from) => [from, 25] as const);
    assert.equal(shared(drawn(fan, 900).lines), 0);
    const crossing = [
      [0, 24],
      [1, 23],
      [2, 28],
      [3, 27],
      [8, 12],
    ] as const;
    assert.equal(shared(drawn(crossing, 900).lines), 0);
    assert.equal(shared(drawn(crossing, 1400).lines), 0);
  });

  it("lead straight down between cards right above each other", () => {
    const [line] = drawn([[2, 4]], 700).lines;
    assert.equal(line?.points.length, 2);
  });

  it("end in an arrow at the card that needs the other", () => {
    const { layout, lines } = drawn([[0, 25]], 900);
    const target = layout.boxes.find(({ id }) => id === ids[25]);
    const end = lines[0]?.points.at(-1);
    assert.equal(end?.y, target?.y);
    assert.ok(headsPath(lines).startsWith(`M${String(end?.x)} ${String(end?.y)}l`));
    assert.match(linesPath(lines), /^M[\d.]+ [\d.]+L/);
  });

  it("are there for thousands of resources", () => {
    const many = planOf({ "PreSync/0": namesOf(2000), "Sync/0": namesOf(300) });
    const [first, second] = many.steps;
    assert.ok(first && second);
    const needing = second.tasks.map((task, index) => ({ ...task, needs: [first.tasks[index * 6]?.id ?? ""] }));
    const layout = layOut(lanesOf({ ...many, steps: [first, { ...second, tasks: needing }] }), 1400, {
      lines: "shown",
    });
    assert.equal(needsLines(layout, needsIn(layout)).length, 300);
  });
});

import assert from "node:assert/strict";
import { answerKey } from "../../../client/panel/keyboard.ts";
import { lanesOf } from "../../../client/panel/lanes.ts";
import { type Box, boxesBetween, layOut, type Layout } from "../../../client/panel/layout.ts";
import { sizes } from "../../../client/panel/room.ts";
import { needsIn } from "../../../client/panel/needs-lines.ts";
import { namesOf, planOf } from "./made-plans.ts";

const twoSteps = planOf({ "PreSync/0": namesOf(5), "Sync/0": ["web", "worker"] });

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

function boxNamed({ boxes }: Layout, name: string): Box {
  const found = boxes.find((box) => box.id === name || (box.type === "card" && box.card.resource.name === name));
  assert.ok(found, `There is no box "${name}".`);
  return found;
}

/** Where a key leads to from a box, by name. */
function led(layout: Layout, from: string, key: string): string {
  const answer = answerKey(key, layout, boxNamed(layout, from));
  if (answer === undefined) return "nowhere";
  if (answer.type !== "focus") return `${answer.type} ${answer.id}`;
  const to = boxNamed(layout, answer.id);
  return to.type === "card" ? to.card.resource.name : to.id;
}

describe("the layout of the plan panel", () => {
  for (const width of [200, 480, 900, 2500]) {
    it(`keeps everything apart and inside, ${width} pixels wide`, () => {
      const layout = layOut(lanesOf(twoSteps), width);
      for (const [index, box] of layout.boxes.entries()) {
        assert.ok(box.x >= 0 && box.x + box.width <= layout.width, box.id);
        assert.ok(box.y >= 0 && box.y + box.height <= layout.height, box.id);
        for (const other of layout.boxes.slice(index + 1)) assert.ok(!overlap(box, other), `${box.id} / ${other.id}`);
      }
      const tops = layout.boxes.map(({ y }) => y);
      assert.deepEqual(
        tops,
        [...tops].sort((one, other) => one - other),
      );
    });
  }

  it("finds what can be seen, however much there is", () => {
    const layout = layOut(lanesOf(planOf({ "Sync/0": namesOf(2000) })), 900);
    const seen = boxesBetween(layout, 5000, 5800);
    assert.ok(seen.length > 20 && seen.length < 100, `${seen.length} boxes`);
    const missed = layout.boxes.filter((box) => box.y < 5800 && box.y + box.height > 5000 && !seen.includes(box));
    assert.deepEqual(missed, []);
  });

  it("shows of a folded wave only its header", () => {
    const layout = layOut(lanesOf(twoSteps), 900, { isFolded: (id) => id === "PreSync/0" });
    assert.deepEqual(
      layout.boxes.map(({ id }) => id),
      ["PreSync", "PreSync/0", "Sync", "Sync/0", "/ConfigMap:/web Sync", "/ConfigMap:/worker Sync"],
    );
    assert.equal(boxNamed(layout, "PreSync/0").height, sizes.foldedStep);
  });

  it("names a wave in one line, as far as its cards have room", () => {
    const titleWidth = (title: string): number => 8 * title.length;
    for (const [wave, title] of [
      ["unknown", "Wave unknown"],
      ["1", "Wave 1"],
    ] as const) {
      const layout = layOut(lanesOf(planOf({ [`Sync/${wave}`]: ["web"] })), 520, { titleWidth });
      const { x, width } = boxNamed(layout, `Sync/${wave}`);
      // The sign that folds it stands before the words.
      assert.ok(width >= titleWidth(title) + 22, title);
      assert.ok(boxNamed(layout, "web").x >= x + width, title);
    }
    const long = layOut(lanesOf(planOf({ "Sync/1": ["web"] })), 520, { titleWidth: () => 4000 });
    assert.ok(boxNamed(long, "web").width >= sizes.cardWidth);
  });

  it("makes cards in little room only as high as their words need", () => {
    const heights = (name: string): number => boxNamed(layOut(lanesOf(planOf({ "Sync/1": [name] })), 220), name).height;
    assert.equal(heights("web"), sizes.cardHeight);
    assert.ok(heights("a-name-that-needs-a-second-line") > sizes.cardHeight);
  });

  it("draws lines to what has to be there before, but not to what is folded away", () => {
    const plan = planOf({ "PreSync/0": ["a"], "Sync/0": ["b"] });
    const [first, second] = plan.steps;
    assert.ok(first && second);
    const needing = second.tasks.map((task) => ({ ...task, needs: ["/ConfigMap:/a PreSync"] }));
    const lanes = lanesOf({ ...plan, steps: [first, { ...second, tasks: needing }] });
    const ends = needsIn(layOut(lanes, 900)).map(({ from, to }) => [from.id, to.id]);
    assert.deepEqual(ends, [["/ConfigMap:/a PreSync", "/ConfigMap:/b Sync"]]);
    assert.deepEqual(needsIn(layOut(lanes, 900, { isFolded: (id) => id === "PreSync" })), []);
  });
});

describe("the keys of the plan panel", () => {
  // Three cards fit into a row.
  const layout = layOut(lanesOf(twoSteps), 700);

  it("lead through the cards in their order, and along their columns", () => {
    assert.equal(led(layout, "part-0", "ArrowRight"), "part-1");
    assert.equal(led(layout, "part-1", "ArrowLeft"), "part-0");
    assert.equal(led(layout, "part-1", "ArrowDown"), "part-4");
    assert.equal(led(layout, "part-2", "ArrowDown"), "part-4");
    assert.equal(led(layout, "part-4", "ArrowUp"), "part-1");
    assert.equal(led(layout, "part-4", "ArrowDown"), "Sync");
  });

  it("lead to headers and back, and fold and unfold there", () => {
    assert.equal(led(layout, "part-0", "ArrowLeft"), "PreSync/0");
    assert.equal(led(layout, "part-0", "ArrowUp"), "PreSync/0");
    assert.equal(led(layout, "PreSync/0", "ArrowDown"), "part-0");
    assert.equal(led(layout, "PreSync/0", "ArrowLeft"), "fold PreSync/0");
    const folded = layOut(lanesOf(twoSteps), 700, { isFolded: (id) => id === "Sync" });
    assert.equal(led(folded, "Sync", "ArrowRight"), "unfold Sync");
    assert.equal(led(folded, "Sync", "ArrowLeft"), "nowhere");
  });

  it("lead to both ends", () => {
    assert.equal(led(layout, "part-3", "Home"), "PreSync");
    assert.equal(led(layout, "part-3", "End"), "worker");
    assert.equal(led(layout, "part-3", "a"), "nowhere");
  });
});

import type { Box, Layout } from "./layout.ts";

/** What a key asks for: another box to have the focus, a lane or step to be folded or unfolded, or nothing. */
export type KeyAnswer =
  | { readonly type: "focus"; readonly id: string }
  | { readonly type: "fold" | "unfold"; readonly id: string }
  | undefined;

/** What a key that moves the focus does when a box has it; the keys are those of a tree, and cards side by side are reached by left and right. */
export function answerKey(key: string, { boxes }: Layout, current: Box): KeyAnswer {
  const at = boxes.findIndex(({ id }) => id === current.id);
  switch (key) {
    case "ArrowDown":
      return focusOn(current.type === "card" ? below(boxes, at, current) : boxes[at + 1]);
    case "ArrowUp":
      return focusOn(current.type === "card" ? above(boxes, at, current) : boxes[at - 1]);
    case "ArrowRight":
      if (current.type !== "card" && current.folded) return { type: "unfold", id: current.id };
      return focusOn(boxes[at + 1]);
    case "ArrowLeft":
      if (current.type !== "card" && !current.folded) return { type: "fold", id: current.id };
      if (current.type === "card" && current.position > 0) return focusOn(boxes[at - 1]);
      return focusOn(parentOf(boxes, current));
    case "Home":
      return focusOn(boxes[0]);
    case "End":
      return focusOn(boxes.at(-1));
    default:
      return undefined;
  }
}

function focusOn(box: Box | undefined): KeyAnswer {
  return box && { type: "focus", id: box.id };
}

function parentOf(boxes: readonly Box[], current: Box): Box | undefined {
  if (current.type === "lane") return undefined;
  const id = current.type === "card" ? current.step.id : current.lane.id;
  return boxes.find((box) => box.id === id);
}

/** The card right below, or the last one of a shorter row; from the last row of a wave the next header. */
function below(boxes: readonly Box[], at: number, current: Box): Box | undefined {
  const later = boxes.slice(at + 1).filter(({ y }) => y > current.y);
  return nearestInRow(later, current);
}

function above(boxes: readonly Box[], at: number, current: Box): Box | undefined {
  // A wave's own header stands beside its first row, and is the next box upwards from there.
  const earlier = boxes.slice(0, at).filter(({ y, type }) => y < current.y || type === "step");
  return nearestInRow(earlier.reverse(), current);
}

function nearestInRow([first, ...others]: readonly Box[], { x }: Box): Box | undefined {
  if (first?.type !== "card") return first;
  const row = [first, ...others.filter((box) => box.type === "card" && box.y === first.y && box.step === first.step)];
  return row.reduce<Box>((best, box) => (Math.abs(box.x - x) < Math.abs(best.x - x) ? box : best), first);
}

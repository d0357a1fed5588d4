import { chipsOf } from "./chips.ts";
import { element, setSpoken, setTip } from "./element.ts";
import type { Card } from "./lanes.ts";
import type { Box } from "./layout.ts";
import { type Marks, summaryOf } from "./marks.ts";
import { partsOfName } from "./text-width.ts";
import type { Mark } from "./messages.ts";
import { counted } from "../../server/protocol/index.ts";

/** Makes or renews the element of a box. All text is set as text, never as HTML. */
export function fillElement(target: HTMLElement, box: Box, marks: Marks): void {
  const { x, y, width, height } = box;
  Object.assign(target.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
  target.role = "treeitem";
  target.dataset["id"] = box.id;
  target.dataset["tone"] = box.lane.tone;
  fillContent(target, box, marks);
  // A screen reader says all of it with the box, once.
  for (const child of target.children) child.ariaHidden = "true";
}

function fillContent(target: HTMLElement, box: Box, marks: Marks): void {
  switch (box.type) {
    case "lane":
      fillHeader(target, { level: 1, folded: box.folded });
      target.className = "box lane";
      setSpoken(target, `${box.lane.title}, ${counted(box.count, "resource")}. ${box.lane.note}`);
      setTip(target, box.lane.note);
      target.replaceChildren(
        chevron(box),
        element("span", "lane-title", box.lane.title),
        element("span", "quiet count", counted(box.count, "resource")),
        element("span", "quiet note", box.lane.note),
      );
      return;
    case "step":
      fillStep(target, box, marks);
      return;
    case "card":
      fillCard(target, box, marks.byTask[box.id]);
  }
}

function fillStep(target: HTMLElement, box: Box & { readonly type: "step" }, marks: Marks): void {
  const { step, folded, position, lane, place } = box;
  const isNow = marks.now === step.id;
  if (isNow) target.dataset["now"] = "";
  else delete target.dataset["now"];
  fillHeader(target, { level: 2, folded });
  target.className = place === "line" ? "box step line" : "box step";
  const now = isNow ? "now, " : "";
  setSpoken(target, `${step.title}, ${now}${counted(step.cards.length, "resource")}. ${step.note}`);
  target.ariaPosInSet = String(position + 1);
  target.ariaSetSize = String(lane.steps.length);
  setTip(target, step.note);
  const count = folded
    ? `${counted(step.cards.length, "resource")}: ${summaryOf(step.cards, marks) ?? firstNames(step.cards)}`
    : counted(step.cards.length, "resource");
  target.replaceChildren(
    chevron({ folded }),
    element("span", "step-title", step.title),
    element("span", "quiet count", isNow ? (place === "line" ? `now · ${count}` : "now") : count),
  );
}

function fillHeader(
  target: HTMLElement,
  { level, folded }: { readonly level: number; readonly folded: boolean },
): void {
  target.ariaLevel = String(level);
  target.ariaExpanded = String(!folded);
}

function fillCard(target: HTMLElement, box: Box & { readonly type: "card" }, mark: Mark | undefined): void {
  const { card, position, step } = box;
  const { resource, task } = card;
  target.className = ["box", "card", ...(task?.hook === true ? ["hook"] : [])].join(" ");
  if (mark === undefined) delete target.dataset["mark"];
  else target.dataset["mark"] = mark.kind;
  target.ariaLevel = "3";
  target.ariaPosInSet = String(position + 1);
  target.ariaSetSize = String(step.cards.length);
  setSpoken(target, spokenWords(card, mark));
  setTip(target, `${resource.kind} ${resource.name}`, resource.note);
  // VS Code reads it for the context menu.
  target.dataset["vscodeContext"] = JSON.stringify({
    preventDefaultContextMenuItems: true,
    webviewSection: task === undefined ? "argocdAnnotations.resource" : "argocdAnnotations.task",
    argocdAnnotationsId: card.id,
  });
  const upper = element("span", "card-upper");
  upper.replaceChildren(
    element("span", "card-kind", resource.kind),
    ...chipsOf(card).map(({ tone, words }) => element("span", `chip ${tone}`, words)),
  );
  const lower = element("span", "card-name");
  lower.replaceChildren(
    ...partsOfName(resource.name).map((words, index) => element("span", index === 0 ? "head" : "tail", words)),
  );
  target.replaceChildren(
    element("span", "card-number", task?.number === undefined ? "" : String(task.number)),
    upper,
    lower,
    ...(mark === undefined ? [] : [element("span", "card-mark", mark.words)]),
  );
}

/** Everything that a card says, for screen readers. */
function spokenWords(card: Card, mark: Mark | undefined): string {
  const { kind, name, note } = card.resource;
  // A note has several parts, and may begin one of them with the word that stands on the card.
  const parts = note.split(" \u00b7 ");
  const chips = chipsOf(card)
    .map(({ words }) => words)
    .filter((words) => !parts.some((part) => part.startsWith(words)));
  const place = card.task?.number === undefined ? [] : [`number ${card.task.number}`];
  return [`${kind} ${name}`, ...(mark === undefined ? [] : [mark.words]), ...place, ...chips, note]
    .filter((words) => words !== "")
    .join(", ");
}

function firstNames(cards: readonly Card[]): string {
  const names = cards.slice(0, 12).map(({ resource }) => `${resource.kind} ${resource.name}`);
  return names.join(", ") + (cards.length > names.length ? ", ..." : "");
}

function chevron({ folded }: { readonly folded: boolean }): HTMLElement {
  const mark = element("span", "chevron", folded ? "\u203a" : "\u2304");
  mark.ariaHidden = "true";
  return mark;
}

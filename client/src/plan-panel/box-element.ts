import type { Mark } from "./messages.ts";
import type { Card } from "./lanes.ts";
import type { Box } from "./layout.ts";

/** Makes or renews the element of a box. All text is set as text, never as HTML. */
export function fillElement(element: HTMLElement, box: Box, mark: Mark | undefined): void {
  const { x, y, width, height } = box;
  Object.assign(element.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
  element.setAttribute("role", "treeitem");
  element.dataset["id"] = box.id;
  element.dataset["tone"] = box.lane.tone;
  switch (box.type) {
    case "lane":
      fillHeader(element, { level: 1, folded: box.folded });
      element.className = "box lane";
      element.ariaLabel = `${box.lane.title}, ${resourceCount(box.count)}. ${box.lane.note}`;
      element.replaceChildren(
        chevron(box.folded),
        text("lane-title", box.lane.title),
        text("quiet", box.lane.note),
        text("quiet count", resourceCount(box.count)),
      );
      return;
    case "step":
      fillStep(element, box);
      return;
    case "card":
      fillCard(element, box, mark);
  }
}

function fillStep(element: HTMLElement, { step, folded, position, lane }: Box & { readonly type: "step" }): void {
  fillHeader(element, { level: 2, folded });
  element.className = folded ? "box step folded" : "box step";
  element.ariaLabel = `${step.title || lane.title}, ${resourceCount(step.cards.length)}. ${step.note}`;
  element.ariaPosInSet = String(position + 1);
  element.ariaSetSize = String(lane.steps.length);
  element.title = step.note;
  const count = folded ? `${resourceCount(step.cards.length)}: ${firstNames(step.cards)}` : String(step.cards.length);
  element.replaceChildren(chevron(folded), text("step-title", step.title), text("quiet count", count));
}

function fillHeader(
  element: HTMLElement,
  { level, folded }: { readonly level: number; readonly folded: boolean },
): void {
  element.ariaLevel = String(level);
  element.ariaExpanded = String(!folded);
}

function fillCard(element: HTMLElement, box: Box & { readonly type: "card" }, mark: Mark | undefined): void {
  const { card, position, step } = box;
  const { resource, task, number } = card;
  element.className = ["box", "card", ...(task?.hook === true ? ["hook"] : [])].join(" ");
  element.dataset["mark"] = mark?.kind ?? "";
  element.ariaLevel = "3";
  element.ariaPosInSet = String(position + 1);
  element.ariaSetSize = String(step.cards.length);
  element.ariaLabel = wordsOf(card, mark);
  element.title = [`${resource.kind} ${resource.name}`, resource.note].filter((words) => words !== "").join("\n");
  // VS Code reads it for the context menu.
  element.dataset["vscodeContext"] = JSON.stringify({
    preventDefaultContextMenuItems: true,
    webviewSection: task === undefined ? "argocdAnnotations.resource" : "argocdAnnotations.task",
    argocdAnnotationsId: card.id,
  });
  const upper = document.createElement("span");
  upper.className = "card-upper";
  upper.replaceChildren(
    text("card-kind", resource.kind),
    ...chipsOf(card).map(({ tone, words }) => text(`chip ${tone}`, words)),
  );
  const lower = text("card-name", resource.name);
  element.replaceChildren(
    text("card-number", number === undefined ? "" : String(number)),
    upper,
    lower,
    ...(mark === undefined ? [] : [text("card-mark", mark.words)]),
  );
}

/** A short word on a card. */
export interface Chip {
  readonly tone: "hook" | "error" | "warning" | "plain";
  readonly words: string;
}

/** The short words that a card bears by itself, apart from its mark. */
export function chipsOf({ task }: Card): readonly Chip[] {
  if (task === undefined) return [];
  const { errors, warnings } = task.problems;
  return [
    ...(task.hook ? [{ tone: "hook", words: "hook" } as const] : []),
    ...(task.pulledFor === undefined ? [] : [{ tone: "plain", words: "pulled forward" } as const]),
    ...(task.conditional === true ? [{ tone: "plain", words: "conditional" } as const] : []),
    ...(errors > 0 ? [{ tone: "error", words: countOf(errors, "error") } as const] : []),
    ...(errors === 0 && warnings > 0 ? [{ tone: "warning", words: countOf(warnings, "warning") } as const] : []),
  ];
}

/** All that a card says, for those who hear it. */
function wordsOf(card: Card, mark: Mark | undefined): string {
  const { kind, name, note } = card.resource;
  const chips = chipsOf(card).map(({ words }) => words);
  const place = card.number === undefined ? [] : [`number ${card.number}`];
  return [`${kind} ${name}`, ...(mark === undefined ? [] : [mark.words]), ...place, ...chips, note]
    .filter((words) => words !== "")
    .join(", ");
}

function firstNames(cards: readonly Card[]): string {
  const names = cards.slice(0, 12).map(({ resource }) => `${resource.kind} ${resource.name}`);
  return names.join(", ") + (cards.length > names.length ? ", ..." : "");
}

function resourceCount(count: number): string {
  return countOf(count, "resource");
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function chevron(folded: boolean): HTMLElement {
  const mark = text("chevron", folded ? "\u203a" : "\u2304");
  mark.ariaHidden = "true";
  return mark;
}

function text(className: string, words: string): HTMLElement {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = words;
  return element;
}

import type { FailureMode } from "../../server/protocol/index.ts";
import { button, element } from "./element.ts";
import { refill } from "./focus.ts";
import type { Box } from "./layout.ts";

/** What can be done with the current box. */
export interface DetailsEvents {
  readonly goTo: (resource: string) => void;
  readonly whatIf: (task: string, mode: FailureMode | undefined) => void;
}

/** Fills the line at the lower edge of the panel with what is known of the current box. */
export function showDetails(host: HTMLElement, box: Box | undefined, events: DetailsEvents): void {
  if (box === undefined) {
    host.replaceChildren();
    return;
  }
  const words = element("div", "details-words");
  const [title, ...sentences] = sentencesOf(box);
  words.replaceChildren(element("strong", "", title ?? ""), ...sentences.map((text) => element("span", "quiet", text)));
  const actions = element("div", "actions");
  actions.replaceChildren(...actionsOf(box, events));
  refill(host, words, actions);
}

function sentencesOf(box: Box): readonly string[] {
  switch (box.type) {
    case "lane":
      return [box.lane.title, box.lane.note].filter(isSomething);
    case "step":
      return [`${box.lane.title} · ${box.step.title}`, box.step.note].filter(isSomething);
    case "card": {
      const { resource } = box.card;
      const where = resource.namespace === "" ? [] : [`in namespace ${resource.namespace}`];
      return [`${resource.kind} ${resource.name}`, ...where, resource.note].filter(isSomething);
    }
  }
}

function isSomething(words: string): boolean {
  return words !== "";
}

function actionsOf(box: Box, { goTo, whatIf }: DetailsEvents): readonly HTMLElement[] {
  if (box.type !== "card") return [];
  const { id, task, resource } = box.card;
  return [
    ...(task === undefined || task.failureModes.length === 0
      ? []
      : [
          button("What if it fails?", () => {
            whatIf(task.id, undefined);
          }),
        ]),
    ...(resource.location === undefined
      ? []
      : [
          button("Go to manifest", () => {
            goTo(id);
          }),
        ]),
  ];
}

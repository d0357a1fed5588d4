import type { FailureMode } from "../../server/protocol/index.ts";
import { button, element, setSpoken } from "./element.ts";
import { refill } from "./focus.ts";
import { announce } from "./live-region.ts";
import type { Answer, AnswerItem } from "./messages.ts";

/** What can be done with an answer. */
export interface AnswerEvents {
  readonly choose: (mode: FailureMode) => void;
  readonly copy: () => void;
  readonly open: () => void;
  readonly close: () => void;
}

/** Explains above the lanes what the marks on them mean; hidden if nothing was asked. */
export function showAnswer(host: HTMLElement, answer: Answer | undefined, events: AnswerEvents): void {
  const wasShown = !host.hidden;
  host.hidden = answer === undefined;
  if (answer === undefined) {
    host.replaceChildren();
    // The same answer may come again, and is said again then.
    if (wasShown) announce("");
    return;
  }
  announce(`${answer.title} ${answer.outcome}`);
  const head = element("div", "answer-head");
  const title = element("h2", "", answer.title);
  const choices = answer.choices.map(({ mode, title: words, chosen }) => {
    const choice = button(words, () => {
      events.choose(mode);
    });
    choice.ariaPressed = String(chosen);
    return choice;
  });
  const actions = element("div", "actions");
  const markdown = [button("Copy as Markdown", events.copy), button("Open as Markdown", events.open)];
  for (const one of markdown) one.classList.add("markdown");
  actions.replaceChildren(...markdown, button("Close", events.close));
  head.replaceChildren(title, actions);
  const body = element("div", "answer-body");
  body.tabIndex = 0;
  body.role = "group";
  setSpoken(body, answer.title);
  // A story may come to that by itself.
  const outcome = answer.story.includes(answer.outcome) ? [] : [element("p", "outcome", answer.outcome)];
  const story = element("ol", "story");
  story.replaceChildren(...answer.story.map((sentence) => element("li", "", sentence)));
  body.replaceChildren(...outcome, ...(answer.story.length > 0 ? [story] : []), ...answer.lists.flatMap(listOf));
  const choiceBar = element("div", "actions choices");
  choiceBar.role = "group";
  setSpoken(choiceBar, "Kind of failure");
  choiceBar.hidden = choices.length === 0;
  choiceBar.replaceChildren(...choices);
  refill(host, head, choiceBar, body);
}

function listOf({ title, items }: Answer["lists"][number]): readonly HTMLElement[] {
  const list = element("ul", "");
  list.replaceChildren(...items.map(itemOf));
  return [element("h3", "", title), list];
}

function itemOf({ about, words, command }: AnswerItem): HTMLElement {
  const item = element("li", "");
  item.replaceChildren(
    ...(about === undefined ? [] : [element("strong", "", about), ": "]),
    element("span", "", words),
    ...(command === undefined ? [] : [commandElement(command)]),
  );
  return item;
}

function commandElement(command: string): HTMLElement {
  const code = element("code", "command");
  code.append(...command.split(" ").flatMap((word, index) => [index === 0 ? "" : " ", element("span", "", word)]));
  return code;
}

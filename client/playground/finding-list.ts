import type { Problem } from "../../server/core/index.ts";
import { button, element } from "../panel/element.ts";
import type { Answers } from "./engine.ts";
import type { TextEditor } from "./text-editor.ts";

/** The problems of the text as a list, each with its line, its rule and its first repair. */
export class FindingList {
  readonly #place: HTMLElement;
  readonly #editor: TextEditor;

  constructor(place: HTMLElement, editor: TextEditor) {
    this.#place = place;
    this.#editor = editor;
  }

  show(answers: Answers): void {
    const items = answers.problems.map((problem) => this.#itemOf(problem, answers));
    this.#place.replaceChildren(
      ...(items.length > 0 ? items : [element("li", "none", "Argo CD takes everything here as it is written.")]),
    );
  }

  #itemOf(problem: Problem, answers: Answers): HTMLElement {
    const { severity, message, rule, span } = problem;
    const item = element("li", severity);
    const goTo = button(`Line ${this.#editor.lineAt(span.start)}`, () => {
      this.#editor.goTo(span.start, "take");
    });
    item.append(goTo, element("span", "message", `${severity}: ${message}`), element("code", "", rule.id));
    const [repair] = answers.repairsOf(problem);
    if (repair !== undefined)
      item.append(
        button(repair.title, () => {
          this.#editor.edit(repair.edits);
        }),
      );
    return item;
  }
}

import { counted, type Problem, rulePage, type Severity, severities } from "../../server/core/index.ts";
import { button, element, part, setText } from "../panel/element.ts";
import type { Answers } from "./engine.ts";
import type { TextEditor } from "./text-editor.ts";

/** How many problems are listed; a page with thousands would be slow, and nobody reads them. */
const mostShown = 100;

/** What people call the severities. */
const names: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "hint",
};

/** The problems of the text as a list, each with its line, its rule and its first repair. */
export class FindingList {
  readonly #list = part("findings");
  readonly #editor: TextEditor;
  #problems: readonly Problem[] = [];

  constructor(editor: TextEditor) {
    this.#editor = editor;
  }

  /** Shows what is wrong in the text that is there. Whoever stands in the list stays there. */
  show(answers: Answers): void {
    const { problems, notes } = answers;
    const stood = this.#focusedIndex();
    this.#problems = problems.slice(0, mostShown);
    const more = problems.length - this.#problems.length;
    this.#list.replaceChildren(
      ...this.#problems.map((problem) => this.#itemOf(problem, answers)),
      ...(more > 0 ? [element("li", "note", `${counted(more, "more finding")} further down.`)] : []),
      ...notes.map((note) => element("li", "note", note)),
    );
    // A status is read out when it changes, and only then.
    const words = summaryOf(answers);
    if (part("count").textContent !== words) setText(part("count"), words);
    if (stood !== undefined) this.#focus(Math.min(stood, this.#problems.length - 1));
  }

  /** Goes to the repair of the problem in a line (from 1), or else of the first one. */
  goToLine(line: number): void {
    const index = this.#problems.findIndex(({ span }) => this.#editor.lineAt(span.start) === line);
    if (this.#problems.length > 0) this.#focus(Math.max(0, index));
  }

  #focusedIndex(): number | undefined {
    const index = [...this.#list.children].findIndex((item) => item.contains(document.activeElement));
    return index < 0 ? undefined : index;
  }

  #focus(index: number): void {
    const item = this.#list.children[index];
    const target = item?.querySelector<HTMLElement>(".repair") ?? item?.querySelector<HTMLElement>("button");
    if (target instanceof HTMLElement) target.focus();
    else this.#editor.focus();
  }

  #itemOf(problem: Problem, answers: Answers): HTMLElement {
    const { severity, message, rule, span, related } = problem;
    const item = element("li", severity);
    const words = element("p", "message");
    words.append(element("b", "severity", names[severity]), element("span", "", message));
    const links = element("p", "links");
    links.append(this.#lineButton(span.start), ...related.map(({ span: other }) => this.#lineButton(other.start)));
    const page = element("a", "", rule.id);
    page.href = rulePage(rule.id);
    page.target = "_blank";
    page.rel = "noreferrer";
    links.append(page);
    // What only suppresses it is no repair, and stands where the problem is marked.
    const [repair] = problem.fixes().length > 0 ? answers.repairsOf(problem) : [];
    if (repair !== undefined)
      links.append(
        this.#repairButton(repair.title, () => {
          this.#editor.repair(answers, repair.edits);
        }),
      );
    item.append(words, links);
    return item;
  }

  #lineButton(offset: number): HTMLElement {
    const made = button(`Line ${this.#editor.lineAt(offset)}`, () => {
      this.#editor.goTo(offset, "take");
    });
    made.className = "link";
    return made;
  }

  #repairButton(title: string, press: () => void): HTMLElement {
    const made = button(title, press);
    made.classList.add("repair");
    return made;
  }
}

/** How many problems of which severity there are. */
function summaryOf({ problems, isEmpty, fails, notes }: Answers): string {
  const counts = severities.map((severity) => ({
    name: names[severity],
    count: problems.filter((problem) => problem.severity === severity).length,
  }));
  const found = counts.filter(({ count }) => count > 0).map(({ name, count }) => counted(count, name));
  if (found.length > 0) return found.join(", ");
  if (isEmpty) return notes.length > 0 ? "Nothing to check" : "Paste or type manifests above";
  if (fails) return "Argo CD cannot sync this text";
  return "Nothing wrong found: Argo CD reads these annotations as they are written";
}

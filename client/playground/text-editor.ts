import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
  startCompletion,
} from "@codemirror/autocomplete";
import { indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { indentUnit } from "@codemirror/language";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import { EditorView, hoverTooltip, keymap, type Tooltip } from "@codemirror/view";
import { basicSetup } from "codemirror";
import { type Completion, plainText, type Problem, type TextEdit, visible } from "../../server/core/index.ts";
import { editorTheme } from "./editor-theme.ts";
import type { Answers } from "./engine.ts";
import { lensLines, showLenses } from "./lens-lines.ts";
import { paragraphs } from "./paragraphs.ts";

/** How a problem of a severity is marked. */
const marks = { error: "error", warning: "warning", information: "info", hint: "hint" } as const;

/** An editor of one text, which shows what is known of it where it stands. */
export class TextEditor {
  readonly #view: EditorView;
  readonly #answersFor: (text: string) => Answers;

  /** `changed` is called after every change, whoever made it. Styles are added below `place`, which the policy of the page allows. */
  constructor(place: HTMLElement, text: string, answersFor: (text: string) => Answers, changed: () => void) {
    this.#answersFor = answersFor;
    const root = place.attachShadow({ mode: "open" });
    const extensions: Extension[] = [
      basicSetup,
      yaml(),
      indentUnit.of("  "),
      keymap.of([indentWithTab]),
      autocompletion({ override: [(context) => this.#complete(context)], maxRenderedOptions: 100 }),
      hoverTooltip((_, offset) => this.#hover(offset)),
      ...[lensLines, editorTheme],
      EditorView.contentAttributes.of({ "aria-label": "Manifests" }),
      EditorView.updateListener.of(({ docChanged }) => {
        if (docChanged) changed();
      }),
    ];
    this.#view = new EditorView({ parent: root, root, doc: text, extensions });
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  /** Writes another text in place of this one. */
  replaceAll(text: string): void {
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text }, scrollIntoView: true });
  }

  /** Makes edits; offsets in the text as it is. */
  edit(edits: readonly TextEdit[]): void {
    this.#view.dispatch({
      changes: edits.map(({ span, text }) => ({ from: span.start, to: span.end, insert: text })),
      userEvent: "input",
    });
  }

  /** Puts the cursor at an offset, where the user sees it; `focus` is where the user means to go there too. */
  goTo(offset: number, focus: "take" | "leave"): void {
    this.#view.dispatch({ selection: { anchor: offset }, effects: EditorView.scrollIntoView(offset, { y: "center" }) });
    if (focus === "leave") return;
    // The frame with the plan may have it.
    window.focus();
    this.#view.focus();
  }

  /** The offset of a place: line and UTF-16 character from 0. */
  offsetAt({ line, character }: { readonly line: number; readonly character: number }): number {
    const { doc } = this.#view.state;
    const { from, to } = doc.line(Math.min(line + 1, doc.lines));
    return Math.min(from + character, to);
  }

  /** The line of an offset, from 1. */
  lineAt(offset: number): number {
    return this.#view.state.doc.lineAt(offset).number;
  }

  /** Shows what is known of the text, which must be the one that is there. */
  show(answers: Answers): void {
    const diagnostics = answers.problems.map((problem) => this.#diagnosticOf(problem, answers));
    this.#view.dispatch(setDiagnostics(this.#view.state, diagnostics), { effects: showLenses.of(answers.lenses) });
  }

  #diagnosticOf(problem: Problem, answers: Answers): Diagnostic {
    const { rule, severity, message, span } = problem;
    const repairs = answers.repairsOf(problem);
    return {
      ...{ from: span.start, to: span.end, severity: marks[severity], source: rule.id, message: visible(message) },
      actions: repairs.map(({ title, edits }) => ({
        name: visible(title),
        apply: () => {
          this.edit(edits);
        },
      })),
    };
  }

  #complete({ pos, explicit, state }: CompletionContext): CompletionResult | null {
    const text = state.doc.toString();
    const found = this.#answersFor(text).completionsAt(pos, explicit ? "asked" : "typed");
    const fitting = found.filter(({ filter, span }) => fits(filter, text.slice(span.start, pos)));
    const [first] = fitting;
    if (first === undefined) return null;
    return { from: first.span.start, filter: false, options: fitting.map((completion) => optionOf(completion)) };
  }

  #hover(offset: number): Tooltip | null {
    const found = this.#answersFor(this.text).hoverAt(offset);
    if (found === undefined) return null;
    return {
      ...{ pos: found.start, end: found.end, above: true },
      create: () => ({ dom: paragraphs("cm-hover", found.text) }),
    };
  }
}

/** Whether what has been typed may become a completion: its letters are in it, in their order. */
function fits(filter: string, typed: string): boolean {
  let at = 0;
  const letters = filter.toLowerCase();
  for (const letter of typed.trim().toLowerCase()) {
    at = letters.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function optionOf(completion: Completion): CompletionResult["options"][number] {
  const { kind, label, detail, markdown, span, text, cursor = text.length, leadsToValues = false } = completion;
  return {
    ...{
      label: visible(label),
      detail: visible(detail),
      type: kind === "key" ? "property" : kind === "value" ? "enum" : "text",
    },
    ...(markdown !== "" && { info: () => paragraphs("cm-info", plainText(markdown)) }),
    apply: (view, picked) => {
      view.dispatch({
        changes: { from: span.start, to: span.end, insert: text },
        selection: { anchor: span.start + cursor },
        annotations: pickedCompletion.of(picked),
        userEvent: "input.complete",
      });
      if (leadsToValues) startCompletion(view);
    },
  };
}

import { autocompletion, type CompletionSource } from "@codemirror/autocomplete";
import { indentWithTab, isolateHistory, undo } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { indentUnit } from "@codemirror/language";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { type Extension, Prec } from "@codemirror/state";
import { EditorView, hoverTooltip, keymap, placeholder, type Tooltip } from "@codemirror/view";
import { basicSetup } from "codemirror";
import { type Problem, type TextEdit, visible } from "../../server/core/index.ts";
import { completionsFor } from "./completions.ts";
import { editorTheme } from "./editor-theme.ts";
import type { Answers } from "./engine.ts";
import { lensLines, showLenses } from "./lens-lines.ts";
import { paragraphs } from "./paragraphs.ts";

/** How a problem of a severity is marked. */
const marks = { error: "error", warning: "warning", information: "info", hint: "hint" } as const;

/** What an editor asks of the page around it. */
export interface EditorHost {
  /** What is known of a text. */
  readonly answersFor: (text: string) => Answers;
  /** Is called after every change, whoever made it; pasted is not typed. */
  readonly changed: (how: "typed" | "written") => void;
  /** The user wants to repair what is wrong in a line, from 1. */
  readonly repairIn: (line: number) => void;
}

/** An editor of one text, which shows what is known of it where it stands. */
export class TextEditor {
  readonly #view: EditorView;
  readonly #host: EditorHost;

  /** Styles are added below `place`, which the policy of the page allows. */
  constructor(place: HTMLElement, text: string, host: EditorHost) {
    this.#host = host;
    const root = place.attachShadow({ mode: "open" });
    const toRepairs = (view: EditorView): boolean => {
      host.repairIn(this.lineAt(view.state.selection.main.head));
      return true;
    };
    const complete: CompletionSource = (context) => completionsFor(context, host.answersFor);
    const extensions: Extension[] = [
      basicSetup,
      yaml(),
      indentUnit.of("  "),
      keymap.of([indentWithTab, { key: "Mod-.", run: toRepairs }, { key: "Ctrl-.", run: toRepairs }]),
      leavesWithTab,
      autocompletion({ override: [complete], maxRenderedOptions: 100, icons: false }),
      hoverTooltip((_, offset) => this.#hover(offset)),
      placeholder("Paste or type Kubernetes manifests"),
      ...[lensLines, editorTheme],
      EditorView.contentAttributes.of({ "aria-label": "Manifests. Press Escape, then Tab, to leave this text." }),
      EditorView.updateListener.of(({ docChanged, transactions }) => {
        const isTyped = transactions.some((it) => it.isUserEvent("input.type") || it.isUserEvent("delete"));
        if (docChanged) host.changed(isTyped ? "typed" : "written");
      }),
    ];
    this.#view = new EditorView({ parent: root, root, doc: text, extensions });
  }

  get text(): string {
    return this.#view.state.doc.toString();
  }

  /** Writes another text in place of this one. */
  replaceAll(text: string): void {
    const { state } = this.#view;
    this.#change([{ span: { start: 0, end: state.doc.length }, text }]);
    this.goTo(0, "leave");
  }

  /** Makes edits that belong to the text of some answers; none if that is not the text any more. */
  repair(answers: Answers, edits: readonly TextEdit[]): void {
    if (this.#host.answersFor(this.text) === answers) this.#change(edits);
  }

  /** Takes the last change back. */
  undo(): void {
    undo(this.#view);
  }

  focus(): void {
    // The frame with the plan may have it.
    window.focus();
    this.#view.focus();
  }

  /** Puts the cursor at an offset, where the user sees it; `focus` is where the user means to go there too. */
  goTo(offset: number, focus: "take" | "leave"): void {
    // The text may have become shorter since somebody named the place.
    const anchor = Math.min(offset, this.#view.state.doc.length);
    this.#view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
    if (focus === "take") this.focus();
  }

  /** The offset of a place: line and UTF-16 character from 0. */
  offsetAt({ line, character }: { readonly line: number; readonly character: number }): number {
    const { doc } = this.#view.state;
    const { from, to } = doc.line(Math.min(line + 1, doc.lines));
    return Math.min(from + character, to);
  }

  /** The line of an offset, from 1. */
  lineAt(offset: number): number {
    const { doc } = this.#view.state;
    return doc.lineAt(Math.min(offset, doc.length)).number;
  }

  /** Shows what is wrong in the text, which must be the one that is there. */
  showProblems(answers: Answers): void {
    const diagnostics = answers.problems.map((problem) => this.#diagnosticOf(problem, answers));
    this.#view.dispatch(setDiagnostics(this.#view.state, diagnostics));
  }

  /** Shows the lenses of the text, which must be the one that is there. */
  showLenses(answers: Answers): void {
    this.#view.dispatch({ effects: showLenses.of(answers.lenses) });
  }

  /** Makes edits as one step that can be undone. */
  #change(edits: readonly TextEdit[]): void {
    this.#view.dispatch({
      changes: edits.map(({ span, text }) => ({ from: span.start, to: span.end, insert: text })),
      annotations: isolateHistory.of("full"),
    });
  }

  #diagnosticOf(problem: Problem, answers: Answers): Diagnostic {
    const { rule, severity, message, span } = problem;
    const repair = (edits: readonly TextEdit[]): void => {
      this.repair(answers, edits);
    };
    return {
      ...{ from: span.start, to: span.end, severity: marks[severity], source: rule.id, message: visible(message) },
      // Only for those that the user looks at.
      get actions() {
        return answers.repairsOf(problem).map(({ title, edits }) => ({
          name: visible(title),
          apply: () => {
            repair(edits);
          },
        }));
      },
    };
  }

  #hover(offset: number): Tooltip | null {
    const found = this.#host.answersFor(this.text).hoverAt(offset);
    if (found === undefined) return null;
    return {
      ...{ pos: found.start, end: found.end, above: true },
      create: () => ({ dom: paragraphs("cm-hover", found.text) }),
    };
  }
}

/** After Escape, Tab leaves the text instead of indenting it, whatever else Escape has done: nobody is caught here. */
const leavesWithTab = Prec.highest(
  EditorView.domEventHandlers({
    keydown: ({ key }, view) => {
      if (key === "Escape") view.setTabFocusMode(2000);
    },
  }),
);

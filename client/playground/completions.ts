import {
  type CompletionContext,
  type CompletionResult,
  pickedCompletion,
  startCompletion,
} from "@codemirror/autocomplete";
import { type Completion, plainText, visible } from "../../server/core/index.ts";
import type { Answers } from "./engine.ts";
import { paragraphs } from "./paragraphs.ts";

/** What CodeMirror offers at a place, by what is known of its text; null where that is nothing. */
export function completionsFor(
  { pos, explicit, state }: CompletionContext,
  answersFor: (text: string) => Answers,
): CompletionResult | null {
  const text = state.doc.toString();
  const found = answersFor(text).completionsAt(pos, explicit ? "asked" : "typed");
  const fitting = found.filter(({ filter, span }) => fits(filter, text.slice(span.start, pos)));
  const [first] = fitting;
  if (first === undefined) return null;
  return { from: first.span.start, filter: false, options: fitting.map((completion) => optionOf(completion)) };
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
      type: kind === "key" ? "property" : kind === "value" ? "enum" : "text",
    },
    // Beside a key there is no room for the sentence with which the explanation begins.
    ...(kind !== "key" && { detail: visible(detail) }),
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

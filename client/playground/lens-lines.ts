import { type Range, StateEffect, type StateEffectType, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import { element } from "../panel/element.ts";
import type { Lens } from "./engine.ts";

/** Shows these lenses, above the lines of their resources, in place of those that were there. */
export const showLenses: StateEffectType<readonly Lens[]> = StateEffect.define<readonly Lens[]>();

/** A line of words above a resource. */
class LensLine extends WidgetType {
  readonly #words: string;

  constructor(words: string) {
    super();
    this.#words = words;
  }

  override eq(other: LensLine): boolean {
    return other.#words === this.#words;
  }

  toDOM(): HTMLElement {
    return element("div", "cm-lens", this.#words);
  }
}

/** The part of an editor that has lenses. Between two answers they move with the text. */
export const lensLines: StateField<DecorationSet> = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, { changes, effects, state }) {
    const effect = effects.findLast((it) => it.is(showLenses));
    if (effect === undefined) return shown.map(changes);
    const lenses = effect.value;
    const lines = lenses.map(({ offset, title }): Range<Decoration> =>
      Decoration.widget({ widget: new LensLine(title), block: true, side: -1 }).range(state.doc.lineAt(offset).from),
    );
    return Decoration.set(lines, true);
  },
  provide: (field) => EditorView.decorations.from(field),
});

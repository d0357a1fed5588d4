/** How people and editors change a text that is open. Each habit gives batches of edits: one batch is one `didChange`. */
import { mutate } from "../mutate.ts";
import type { Random } from "../random.ts";
import { keys, lines, values } from "../tokens.ts";
import { type ClientEdit, cursorOffset } from "./client-text.ts";

/** Edits in batches; in a batch each edit counts in the text that the one before left. */
export type Batches = readonly (readonly ClientEdit[])[];

/** A habit; `other` is a text to paste. */
export type Habit = (text: string, random: Random, other: string) => Batches;

/** The habits by name. */
export const habits: Readonly<Record<string, Habit>> = {
  typing: (text, random) => {
    const at = cursorIn(text, random);
    const typed = random.pick([...keys, ...values, ...lines, "---\n", "\n  ", "{{ x }}", "{{/*", "*/}}"]).slice(0, 24);
    return Array.from(typed).flatMap((letter, index, all) => {
      const before = all.slice(0, index).join("").length;
      return [[{ start: at + before, end: at + before, text: letter }]];
    });
  },
  "deleting backwards": (text, random) => {
    const at = cursorIn(text, random);
    const batches: ClientEdit[][] = [];
    for (let end = at; end > 0 && batches.length < 8;) {
      const start = cursorOffset(text, end - 1);
      batches.push([{ start, end, text: "" }]);
      end = start;
    }
    return batches;
  },
  "several cursors, last first": (text, random) => [cursorsIn(text, random).toReversed()],
  "several cursors, first first": (text, random) => {
    let moved = 0;
    return [
      cursorsIn(text, random).map(({ start, end, text: inserted }) => {
        const edit = { start: start + moved, end: end + moved, text: inserted };
        moved += inserted.length - (end - start);
        return edit;
      }),
    ];
  },
  pasting: (text, random, other) => {
    const at = cursorIn(text, random);
    const end = random.oneIn(3) ? cursorIn(text, random) : at;
    return [[{ start: Math.min(at, end), end: Math.max(at, end), text: other }]];
  },
  "indenting a new line and leaving it": (text, random) => {
    const at = cursorIn(text, random);
    const pad = " ".repeat(2 + random.below(6));
    return [[{ start: at, end: at, text: `\n${pad}` }], [{ start: at + 1, end: at + 1 + pad.length, text: "" }]];
  },
  "changing a part": (text, random, other) => {
    const [one, two] = [cursorIn(text, random), cursorIn(text, random)];
    const [start, end] = [Math.min(one, two), Math.min(Math.max(one, two), Math.min(one, two) + 300)];
    const changed = mutate(text.slice(start, end), random, { other: () => other, kind: "manifest" }).text.slice(0, 600);
    return [[{ start, end: Math.max(start, cursorOffset(text, end)), text: changed }]];
  },
  "cutting a line": (text, random) => {
    const start = text.lastIndexOf("\n", cursorIn(text, random) - 1) + 1;
    return [[{ start, end: text.indexOf("\n", start) + 1 || text.length, text: "" }]];
  },
  "selecting all and deleting": (text) => [[{ start: 0, end: text.length, text: "" }]],
};

function cursorIn(text: string, random: Random): number {
  return cursorOffset(text, random.below(text.length + 1));
}

/** The same typed at several places at once; the edits do not touch, and all count in the text as it is. */
function cursorsIn(text: string, random: Random): readonly ClientEdit[] {
  const offsets = new Set(Array.from({ length: 2 + random.below(4) }, () => cursorIn(text, random)));
  const inserted = random.pick(["a", "\n", "  ", "- ", "# ", "---\n", ""]);
  let last = -1;
  return [...offsets]
    .sort((a, b) => a - b)
    .flatMap((start, index, all): ClientEdit[] => {
      const next = all[index + 1] ?? text.length;
      const end = random.oneIn(2) ? start : Math.max(start, cursorOffset(text, Math.min(next, start + 3)));
      if (start <= last) return [];
      last = end;
      return [{ start, end, text: inserted }];
    });
}

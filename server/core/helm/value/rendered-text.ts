import type { Source } from "../template/node.ts";
import type { Unknown, ValuePlace } from "./value.ts";

/** Text that knows where it comes from. */
export interface RenderedText {
  readonly kind: "text";
  readonly text: string;
  /** In the order of the text; each reaches to the next one. */
  readonly stretches: readonly Stretch[];
}

/** A part of a rendered text that comes from one place. */
export interface Stretch {
  /** Where it begins in the rendered text. */
  readonly at: number;
  readonly origin: Origin;
  /** Where it begins in the text of the origin's source. */
  readonly from: number;
  /** `copied`: each character is that of the source; otherwise all of it was made by the action that begins at `from`. */
  readonly how: "copied" | "made";
}

/** The statement of a template that wrote a text. */
export interface Origin {
  readonly source: Source;
  /** Where the statement begins. */
  readonly at: number;
  /** What had the template rendered: an `include`, a `template` or a `tpl`. */
  readonly via: Origin | undefined;
  /** What it depends on and nobody knows. */
  readonly condition: Condition | undefined;
  /** The values that were read for it. */
  readonly values: readonly ValuePlace[];
}

/** One branch of something whose condition is not known. */
export interface Condition {
  readonly unknown: Unknown;
  readonly branch: "taken" | "otherwise";
  readonly source: Source;
  /** Where the branch begins in the text of the source. */
  readonly at: number;
  /** What the branch itself depends on. */
  readonly outer: Condition | undefined;
}

/** Puts a rendered text together. */
export interface TextWriter {
  /** Adds what a statement printed; `copied` from its source as it stands, or `made` by it. */
  readonly write: (text: string, origin: Origin, how: Stretch["how"]) => void;
  /** Adds a part of another text, the whole by default. */
  readonly append: (text: RenderedText, start?: number, end?: number) => void;
  readonly length: () => number;
  readonly finish: () => RenderedText;
}

/** A writer of one text. */
export function textWriter(): TextWriter {
  const parts: string[] = [];
  const stretches: Stretch[] = [];
  let length = 0;
  return {
    write: (text, origin, how) => {
      if (text === "") return;
      const last = stretches.at(-1);
      if (how === "copied" || last?.how !== "made" || last.origin !== origin) {
        stretches.push({ at: length, origin, from: origin.at, how });
      }
      parts.push(text);
      length += text.length;
    },
    append: ({ text, stretches: others }, start = 0, end = text.length) => {
      if (start >= end) return;
      for (let index = stretchIndex(others, start); index < others.length; index++) {
        const one = others[index];
        if (one === undefined || one.at >= end) break;
        const skipped = one.how === "copied" && one.at < start ? start - one.at : 0;
        stretches.push({ ...one, at: length + Math.max(0, one.at - start), from: one.from + skipped });
      }
      parts.push(text.slice(start, end));
      length += end - start;
    },
    length: () => length,
    finish: () => ({ kind: "text", text: parts.join(""), stretches }),
  };
}

/** The stretch that holds a character; `undefined` in a text without any. Takes time for the logarithm of their number. */
export function stretchAt({ stretches }: RenderedText, at: number): Stretch | undefined {
  return stretches[stretchIndex(stretches, at)];
}

function stretchIndex(stretches: readonly Stretch[], at: number): number {
  let [low, high] = [0, stretches.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((stretches[middle]?.at ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** A part of a text, with where it comes from. */
export function sliceText(text: RenderedText, start: number, end: number): RenderedText {
  const writer = textWriter();
  writer.append(text, start, end);
  return writer.finish();
}

/** `before`, then the text with `pad` at the beginning of each line; what is added counts as part of the line that it begins. */
export function indentText(text: RenderedText, before: string, pad: string): RenderedText | string {
  const first = stretchAt(text, 0);
  if (first === undefined) return before + pad;
  const writer = textWriter();
  writer.write(before + pad, first.origin, "made");
  let from = 0;
  for (let end = text.text.indexOf("\n"); end >= 0; end = text.text.indexOf("\n", from)) {
    writer.append(text, from, end + 1);
    from = end + 1;
    const next = stretchAt(text, Math.min(from, text.text.length - 1));
    if (next !== undefined) writer.write(pad, next.origin, "made");
  }
  writer.append(text, from);
  return writer.finish();
}

/** The text as it is printed under a condition: some of it may have been made before that. */
export function underCondition(text: RenderedText, condition: Condition): RenderedText {
  const changed = new Map<Origin, Origin>();
  const stretches = text.stretches.map((stretch) => {
    const { origin } = stretch;
    if (isUnder(origin.condition, condition)) return stretch;
    const now = changed.get(origin) ?? { ...origin, condition: inside(origin.condition, condition) };
    changed.set(origin, now);
    return { ...stretch, origin: now };
  });
  return { ...text, stretches };
}

function isUnder(one: Condition | undefined, condition: Condition): boolean {
  for (let at = one; at !== undefined; at = at.outer) if (at === condition) return true;
  return false;
}

function inside(one: Condition | undefined, condition: Condition): Condition {
  return one === undefined ? condition : { ...one, outer: inside(one.outer, condition) };
}

/** The text without each occurrence of a word. */
export function withoutWord(text: RenderedText, word: string): RenderedText {
  if (!text.text.includes(word)) return text;
  const writer = textWriter();
  let from = 0;
  for (let at = text.text.indexOf(word); at >= 0; at = text.text.indexOf(word, from)) {
    writer.append(text, from, at);
    from = at + word.length;
  }
  writer.append(text, from);
  return writer.finish();
}

/** How a text that others wrote becomes safe to show. It imports nothing, so that every room, the client and its page may import it. */

/** The longest text that is shown in one piece, in UTF-16 units. The names of a cluster have at most 253. */
const longestShown = 1000;

/**
 * What is spelt out instead of sent: characters that control a terminal or the direction of writing, that nobody sees, or that mean
 * nothing, more marks on one letter than any script has, and a mark that would stand on the letter before the text.
 */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?:^|(?<=\p{M}{4}))\p{M}/gu;

/** Nearly every text has nothing else. */
const ordinary = /^[ -~]*$/;

/**
 * A text on one line, with everything spelt out that a reader would not see: a line break is `\u{a}`. A text that is longer than
 * `longest` loses its middle, so that it still says what to do at its end.
 */
export function visible(text: string, longest: number = longestShown): string {
  const short = shortened(text, longest);
  return ordinary.test(short) ? short : short.replace(unseen, (it) => `\\u{${(it.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The same for a text of several lines, which stay: what a tool complained of, a stack trace, a document. */
export function visibleLines(text: string, longest?: number): string {
  return shortened(text, longest ?? Infinity)
    .split(/\r?\n/)
    .map((line) =>
      line
        .split("\t")
        .map((part) => visible(part, Infinity))
        .join("\t"),
    )
    .join("\n");
}

/** What a tool complained of in several lines, as a part of a sentence of ours. */
export function onOneLine(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(" ");
}

/** A text without halves of characters, which no URI can hold. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "\u{FFFD}");
}

/** JSON, indented, of which every reader gets the same values: what would be spelt out is written as escapes of JSON. */
export function visibleJson(value: unknown): string {
  const json = JSON.stringify(value, undefined, 2);
  // The line breaks are those of the layout: in a string, JSON has escapes for them.
  return json.replace(unseen, (it) => (it === "\n" ? it : escapesOf(it)));
}

function escapesOf(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}

function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const half = Math.floor((longest - 1) / 2);
  return `${text.slice(0, half).replace(/[\uD800-\uDBFF]$/, "")}…${text.slice(text.length - half).replace(/^[\uDC00-\uDFFF]/, "")}`;
}

/** Markdown with texts in it that anybody may have written: they show what they are, and do nothing on GitHub or in an editor. */
import { withoutEnd } from "../../text.ts";
import { visible } from "../../visible.ts";

/** Finished Markdown. */
export interface Markdown {
  readonly markdown: string;
}

/** The tag of Markdown: the literal text is ours, and every string between is escaped. */
export function inMarkdown(
  literals: TemplateStringsArray,
  ...values: readonly (string | number | Markdown)[]
): Markdown {
  const written = (value: string | number | Markdown): string =>
    typeof value === "object" ? value.markdown : escapeMarkdown(String(value));
  return { markdown: literals.map((literal, index) => literal + written(values[index] ?? "")).join("") };
}

/** Several of them, with a text of ours between. */
export function joinMarkdown(parts: readonly Markdown[], between: string): Markdown {
  return { markdown: parts.map((part) => part.markdown).join(between) };
}

/** A table; its cells are texts, or Markdown. */
export function markdownTable(
  heads: readonly string[],
  rows: readonly (readonly (string | number | Markdown)[])[],
): Markdown {
  const lineOf = (cells: readonly (string | number | Markdown)[]): Markdown =>
    inMarkdown`| ${joinMarkdown(
      cells.map((cell) => inMarkdown`${cell}`),
      " | ",
    )} |`;
  const rule = { markdown: `| ${heads.map(() => "---").join(" | ")} |` };
  return joinMarkdown([lineOf(heads), rule, ...rows.map(lineOf)], "\n");
}

/**
 * For a sentence or the cell of a table, on one line. Ordinary words stay as they are; a word with anything that might mean something
 * to Markdown, HTML or GitHub becomes code, in which GitHub makes no links, mentions and pictures either.
 */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word, index) => (isOrdinary(word) && !(index === 0 && beginsBlock.test(word)) ? word : asCode(word)))
    .join(" ");
}

function isOrdinary(word: string): boolean {
  return harmless.test(word) && !active.test(word);
}

/** Letters, digits, and signs that mean nothing between them. */
const harmless = /^[\p{L}\p{N}\p{M}.,;:!?"'()/…→·=+%-]*$/u;

/** Addresses, `:emoji:` also where a colon of ours follows, and what names issues, or merge requests and milestones of GitLab. */
const active = /:\/\/|www\.|:[\w+-]+(?::|$)|\bGH-\d|[!%]["\w]/i;

/** At the beginning of a line, these would begin a list, or make a heading of the line above. */
const beginsBlock = /^(?:\d+[.)]|[-+=]+)$/;

/** The signs around a word stay outside; a bar would end the cell of a table, in code too, so it stands between two pieces of code. */
function asCode(word: string): string {
  const [before = ""] = /^["'(]*/.exec(word) ?? [];
  const inner = withoutEnd(word.slice(before.length), ".,;:!?\"')");
  const after = word.slice(before.length + inner.length);
  const pieces = inner.split("|").map((piece) => (piece === "" ? "" : codeSpan(piece)));
  return inner === "" ? codeSpan(word) : before + pieces.join("&#124;") + after;
}

/** Between more backticks than there are in it. */
function codeSpan(text: string): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0);
  const fence = "`".repeat(longest + 1);
  const blank = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return fence + blank + text + blank + fence;
}

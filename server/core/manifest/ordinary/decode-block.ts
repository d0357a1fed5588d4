import { foldBreak } from "./fold.ts";

/** How a block scalar is written. */
export interface BlockForm {
  readonly style: "literal" | "folded";
  /** What becomes of the line breaks at its end: one stays, none, or all of them. */
  readonly chomping: "clip" | "strip" | "keep";
  /** How many spaces each line begins with that are not part of its text. */
  readonly indent: number;
}

/** The text that the lines below the header of a block scalar stand for. */
export function decodeBlock(written: string, { style, chomping, indent }: BlockForm): string {
  const lines = written.split("\n").map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
  const count = contentLines(lines, indent);
  if (count === 0) return chomping === "keep" && written !== "" ? "\n".repeat(Math.max(1, lines.length - 1)) : "";
  const texts = lines.slice(0, count).map((line) => line.slice(indent));
  const content = style === "literal" ? texts.join("\n") : fold(texts);
  if (chomping === "strip") return content;
  return content + "\n".repeat(chomping === "clip" ? 1 : Math.max(1, lines.length - count));
}

/** How many lines are left without the blank ones at the end; blanks that reach further than the indentation are text. */
function contentLines(lines: readonly string[], indent: number): number {
  const last = lines.findLastIndex((line) => !isBlank(line));
  if (last < 0) return 0;
  const lastWide = lines.findLastIndex((line, index) => index > last && line.length > indent);
  return Math.max(last, lastWide) + 1;
}

function isBlank(line: string): boolean {
  return /^ *$/.test(line);
}

/** Joins lines as `>` does: a line break is a space, but for empty lines, and for lines that begin with a blank. */
function fold(lines: readonly string[]): string {
  let folded = "";
  let previous: string | undefined;
  let empty = 0;
  for (const line of lines) {
    if (line === "") {
      empty++;
      continue;
    }
    folded += (previous === undefined ? "\n".repeat(empty) : breakBetween(previous, line, empty)) + line;
    previous = line;
    empty = 0;
  }
  return folded;
}

function breakBetween(previous: string, next: string, empty: number): string {
  return isIndented(previous) || isIndented(next) ? "\n".repeat(empty + 1) : foldBreak(empty);
}

function isIndented(line: string): boolean {
  return line.startsWith(" ") || line.startsWith("\t");
}

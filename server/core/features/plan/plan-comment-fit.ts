import { counted } from "../../counted.ts";

/** A part of a comment: lines of equal kind, with what opens and closes them. Each ends with a line break. */
export interface Section {
  readonly open: string;
  readonly lines: readonly string[];
  readonly close: string;
}

/** How long a text may be, and how long one becomes. */
export interface Limit {
  readonly limit: number;
  readonly measure: (text: string) => number;
}

/** The sections after each other, as many of their lines as the limit allows, and at the end how many are left out. */
export function fit(head: string, sections: readonly Section[], { limit, measure }: Limit): string {
  let left = limit - measure(head) - measure(leftOutLine(sections.reduce((sum, { lines }) => sum + lines.length, 0)));
  let count = 0;
  const parts = [head];
  for (const { open, lines, close } of sections) {
    left -= measure(open) + measure(close);
    const fitting: string[] = [];
    for (const line of lines) {
      const length = measure(line);
      // A line after one that is too long would look as if nothing were missing before it.
      if (length > left) break;
      fitting.push(line);
      left -= length;
    }
    count += lines.length - fitting.length;
    if (fitting.length === 0) left += measure(open) + measure(close);
    else parts.push(open + fitting.join("") + close);
  }
  return parts.join("") + (count === 0 ? "" : leftOutLine(count));
}

function leftOutLine(count: number): string {
  return `\nThis comment is as long as it may be: ${counted(count, "line")} left out. Run \`argocd-annotations plan --against\` to see all of it.\n`;
}

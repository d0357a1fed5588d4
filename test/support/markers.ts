import type { Problem } from "../../server/core/index.ts";

/** A comment line that marks a finding on the line above it. */
const marker = /^ *# *\^+ .*\n/gm;

/** The text without the lines that mark findings. */
export function stripMarkers(text: string): string {
  return text.replace(marker, "");
}

/** The text with every problem marked: carets below what it stands on, and its message. */
export function addMarkers(text: string, problems: readonly Pick<Problem, "span" | "message">[]): string {
  const lines = text.split("\n");
  const marked: string[] = [];
  let offset = 0;
  for (const line of lines) {
    marked.push(line);
    for (const { span, message } of problems) {
      if (span.start >= offset && span.start <= offset + line.length)
        marked.push(markerFor(line, span, offset, message));
    }
    offset += line.length + 1;
  }
  return marked.join("\n");
}

function markerFor(line: string, span: Problem["span"], offset: number, message: string): string {
  const column = span.start - offset;
  const indent = line.length - line.trimStart().length;
  const hash = `${" ".repeat(Math.min(indent, Math.max(column - 2, 0)))}#`;
  return `${hash.padEnd(column)}${"^".repeat(span.end - span.start)} ${message}`;
}

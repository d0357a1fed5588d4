import { hasUnknown, withoutUnknown } from "../../manifest/template.ts";
import { type RenderedText, stretchAt, textWriter } from "../value/rendered-text.ts";

/**
 * The text with lines of which nothing is known written so that they fit to those beside them: as keys among keys, and as items among
 * items. Otherwise one such line would make all of a document unreadable.
 */
export function withUnknownLines(text: RenderedText): RenderedText {
  if (!hasUnknown(text.text)) return text;
  const lines = text.text.split("\n");
  const writer = textWriter();
  let start = 0;
  for (const [index, line] of lines.entries()) {
    const end = start + line.length;
    const indent = indentOf(line);
    const form = isUnknownLine(line)
      ? formAmong(indent, lineBeside(lines, index, -1), lineBeside(lines, index, 1))
      : "";
    const origin = form === "" ? undefined : stretchAt(text, start + indent)?.origin;
    const between = form === "item" ? start + indent : end;
    writer.append(text, start, between);
    if (origin !== undefined) writer.write(form === "item" ? "- " : ":", origin, "made");
    writer.append(text, between, Math.min(end + 1, text.text.length));
    start = end + 1;
  }
  return writer.finish();
}

/** What a line is, by the lines before and behind it that hold something. */
function formAmong(indent: number, before: string, after: string): "item" | "key" | "" {
  const beside = [before, after].filter((line) => line !== "" && indentOf(line) === indent && !line.startsWith("---"));
  if (beside.some((line) => line.startsWith("- ", indent))) return "item";
  const isInside = before !== "" && indentOf(before) > indent && !before.startsWith("---");
  return beside.length > 0 || isInside ? "key" : "";
}

function lineBeside(lines: readonly string[], index: number, step: -1 | 1): string {
  for (let at = index + step; at >= 0 && at < lines.length; at += step) {
    const line = lines[at] ?? "";
    if (line.trim() !== "" && !line.trimStart().startsWith("#")) return line;
  }
  return "";
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Whether a line holds something unknown and nothing else. */
function isUnknownLine(line: string): boolean {
  return hasUnknown(line) && withoutUnknown(line, () => "").trim() === "";
}

import { FileDecoration, type FileDecorationProvider, ThemeColor, type Uri } from "vscode";
import type { MarkKind } from "../../panel/messages.ts";
import { problemWords } from "../words.ts";
import { rowScheme } from "./row.ts";

/** The colours of marks, where they are not those of the label itself. */
const markColours: Readonly<Partial<Record<MarkKind, string>>> = {
  appeared: "gitDecoration.addedResourceForeground",
  changed: "gitDecoration.modifiedResourceForeground",
  moved: "gitDecoration.renamedResourceForeground",
  failed: "charts.red",
  running: "charts.yellow",
  never: "disabledForeground",
  ran: "charts.green",
};

/** Marks the rows of resources with findings like files with problems in the explorer: with colours and counts. */
export const rowDecorations: FileDecorationProvider = {
  provideFileDecoration(uri: Uri): FileDecoration | undefined {
    if (uri.scheme !== rowScheme) return undefined;
    const [errors, warnings, mark] = uri.query.split(",");
    const colour = markColours[mark as MarkKind];
    if (colour !== undefined) return new FileDecoration(undefined, undefined, new ThemeColor(colour));
    // An application says its numbers in words.
    const badge = uri.path.startsWith("/application/") ? "without a badge" : "with a badge";
    return problemDecoration(Number(errors), Number(warnings), badge);
  },
};

function problemDecoration(
  errors: number,
  warnings: number,
  badge: "with a badge" | "without a badge",
): FileDecoration | undefined {
  const total = errors + warnings;
  if (total === 0) return undefined;
  return new FileDecoration(
    badge === "without a badge" ? undefined : total > 9 ? "9+" : String(total),
    problemWords(errors, warnings),
    new ThemeColor(errors > 0 ? "list.errorForeground" : "list.warningForeground"),
  );
}

import { FileDecoration, type FileDecorationProvider, ThemeColor, type Uri } from "vscode";
import type { MarkKind } from "../../panel/messages.ts";
import { rowScheme } from "./plan-tree-items.ts";

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
    return problemDecoration(Number(errors), Number(warnings));
  },
};

function problemDecoration(errors: number, warnings: number): FileDecoration | undefined {
  const total = errors + warnings;
  if (total === 0) return undefined;
  return new FileDecoration(
    total > 9 ? "9+" : String(total),
    `${total} ${total === 1 ? "finding" : "findings"}`,
    new ThemeColor(errors > 0 ? "list.errorForeground" : "list.warningForeground"),
  );
}

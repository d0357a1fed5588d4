import { type Command, MarkdownString, type ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from "vscode";
import { label, visible } from "../../../server/protocol/index.ts";

/** The scheme of the addresses under which rows are decorated; there is nothing to open behind them. */
export const rowScheme = "argocd-annotations-row";

/** A row in words. Names in them may contain anything. */
export interface Row {
  readonly title: string;
  readonly state: keyof typeof TreeItemCollapsibleState;
  readonly icon?: ThemeIcon;
  /** What stands behind the title, from the most important to the least. */
  readonly details?: readonly string[];
  /** Sentences for who points at the row or hears it. */
  readonly sentences?: readonly string[];
  readonly command?: Command;
  /** What is to be marked: findings in it, and what an answered question says. */
  readonly decoration?: {
    readonly id: string;
    readonly errors: number;
    readonly warnings: number;
    readonly mark?: string;
  };
}

/** A row as VS Code shows it: every word made safe, and with all of them for a screen reader. */
export function toTreeItem({ title, state, icon, details = [], sentences = [], command, decoration }: Row): TreeItem {
  const item = new TreeItem(label(title), TreeItemCollapsibleState[state]);
  const description = details.filter((words) => words !== "").join(" · ");
  const rest = sentences.filter((sentence) => sentence !== "" && sentence !== description);
  if (icon !== undefined) item.iconPath = icon;
  if (description !== "") item.description = label(description);
  if (command !== undefined) item.command = command;
  if (decoration !== undefined) item.resourceUri = decoratedUri(decoration);
  item.tooltip = markdownOf([title, ...(description === "" ? [] : [description]), ...rest]);
  item.accessibilityInformation = {
    label: label([title, ...details.filter((words) => words !== ""), ...rest].join(", ")),
  };
  return item;
}

function markdownOf([title = "", ...lines]: readonly string[]): MarkdownString {
  const tooltip = new MarkdownString();
  // As text, names cannot become links or pictures.
  tooltip.appendMarkdown("**").appendText(visible(title)).appendMarkdown("**");
  for (const line of lines) tooltip.appendMarkdown("\n\n").appendText(visible(line));
  return tooltip;
}

/** Says by its query what is to be marked. */
function decoratedUri({ id, errors, warnings, mark = "" }: NonNullable<Row["decoration"]>): Uri {
  return Uri.from({ scheme: rowScheme, path: `/${visible(id, Infinity)}`, query: `${errors},${warnings},${mark}` });
}

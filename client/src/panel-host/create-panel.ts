import { Uri, ViewColumn, type WebviewPanel, window } from "vscode";

/** The type of the panel, by which menus know it and VS Code restores it. */
export const panelType = "argocdAnnotations.plan";

/** What becomes of the focus when the panel is shown: it goes there, or stays where it is. */
export type PanelFocus = "take" | "leave";

/** Opens an empty panel beside the editor. */
export function createPanel(extensionUri: Uri, focus: PanelFocus): WebviewPanel {
  const place = { viewColumn: ViewColumn.Beside, preserveFocus: focus === "leave" };
  const panel = window.createWebviewPanel(panelType, "Sync Plan", place);
  const icon = (name: string): Uri => Uri.joinPath(extensionUri, "images", name);
  panel.iconPath = { light: icon("plan-light.svg"), dark: icon("plan-dark.svg") };
  return panel;
}

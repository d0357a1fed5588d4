import { Uri, ViewColumn, type WebviewPanel, window } from "vscode";

/** The type of the panel, by which menus know it and VS Code restores it. */
export const panelType = "argocdAnnotations.plan";

/** Opens an empty panel beside the editor. */
export function createPanel(extensionUri: Uri): WebviewPanel {
  const panel = window.createWebviewPanel(panelType, "Sync Plan", ViewColumn.Beside);
  const icon = (name: string): Uri => Uri.joinPath(extensionUri, "images", name);
  panel.iconPath = { light: icon("plan-light.svg"), dark: icon("plan-dark.svg") };
  return panel;
}

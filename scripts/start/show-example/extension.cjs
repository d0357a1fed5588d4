"use strict";

const { commands, extensions, Uri, window, workspace } = require("vscode");

/** Opens the migration and the plan with it, as a user would; a window that has something open is left as it is. */
exports.activate = async () => {
  const folder = workspace.workspaceFolders?.[0];
  const isOccupied = window.tabGroups.all.some(({ tabs }) => tabs.length > 0);
  if (folder === undefined || isOccupied) return;
  await commands.executeCommand("workbench.view.explorer");
  await window.showTextDocument(Uri.joinPath(folder.uri, "migration-job.yaml"), { preview: false });
  // Before its server has started, there is no plan.
  await extensions.getExtension("argocd-annotations.argocd-annotations")?.activate();
  await commands.executeCommand("argocdAnnotations.showSyncPlan");
  // Unfolds the view in the explorer.
  await commands.executeCommand("argocdAnnotations.syncPlan.focus");
  await commands.executeCommand("workbench.action.focusFirstEditorGroup");
};

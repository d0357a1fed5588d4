"use strict";

const { commands, extensions, Uri, window, workspace } = require("vscode");

/** Opens the migration and the plan with it, as a user would; a window that has something open is left as it is. */
exports.activate = async () => {
  const folder = workspace.workspaceFolders?.[0];
  const isOccupied = window.tabGroups.all.some(({ tabs }) => tabs.length > 0);
  if (folder === undefined || isOccupied) return;
  await commands.executeCommand("workbench.view.explorer");
  const migration = Uri.joinPath(folder.uri, "migration-job.yaml");
  await window.showTextDocument(migration, { preview: false });
  // Before its server has started, there is no plan.
  const { tree } = await extensions.getExtension("argocd-annotations.argocd-annotations").activate();
  // As its code lens does, which leaves the focus in the editor: the page of the plan would take it whenever it has loaded.
  await commands.executeCommand("argocdAnnotations.showSyncPlan", migration.toString(), 0);
  // Before the tree knows of a plan, its view is not there to be unfolded.
  await tree.refresh();
  await commands.executeCommand("argocdAnnotations.syncPlan.focus");
  await commands.executeCommand("workbench.action.focusFirstEditorGroup");
};

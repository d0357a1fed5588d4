import { vscodeCapabilities, startEditor } from "../../support/editor.ts";
import { memoryFiles } from "../../support/memory-files.ts";
import { uriOfPath } from "../../../server/workspace/uris.ts";
import { root } from "./edited-workspace.ts";
import type { Played } from "./session.ts";

/** A server behind its protocol, and how to end it. */
export interface Served extends Played {
  readonly quit: () => Promise<void>;
}

/** Starts a server on files in memory. It is an editor that asks and is never told to ask again, so each answer is the whole one. */
export async function serveFiles(disk: Record<string, string>): Promise<Served> {
  const { workspace, ...capabilities } = vscodeCapabilities;
  const editor = await startEditor({
    files: memoryFiles(disk),
    capabilities: { ...capabilities, workspace: { ...workspace, diagnostics: { refreshSupport: false } } },
    workspaceFolders: [{ uri: uriOfPath(root), name: "w" }],
  });
  // The folder has been searched once the editor is told to ask for lenses again.
  await editor.next("workspace/codeLens/refresh");
  let version = 1;
  const open = new Set<string>();
  return {
    disk,
    open: (path, text) => {
      open.add(path);
      editor.open(uriOfPath(path), text);
    },
    change: (path, changes) => {
      editor.change(uriOfPath(path), ++version, ...changes);
    },
    close: (path) => {
      open.delete(path);
      editor.close(uriOfPath(path));
    },
    changedOnDisk: (path) => {
      editor.notify("workspace/didChangeWatchedFiles", {
        changes: [{ uri: uriOfPath(path), type: path in disk ? 2 : 3 }],
      });
    },
    answerFor: async (path) => {
      const uri = uriOfPath(path);
      // Only with the plan it is certain that the other files have been read.
      const plan = await editor.plan(uri);
      if (!open.has(path)) return { plan };
      return { plan, problems: await editor.pull(uri), lenses: await editor.lenses(uri) };
    },
    quit: () => editor.quit(),
  };
}

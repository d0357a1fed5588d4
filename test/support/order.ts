// An application whose order is wrong: a PreSync hook needs a ServiceAccount that is applied in the Sync phase.
import type { CodeAction, Diagnostic } from "vscode-languageserver/node";
import type { Editor } from "./editor.ts";
import { hook, manifest, wave } from "./manifests.ts";

/** The ServiceAccount, in a file of its own. */
export const account: string = manifest("ServiceAccount", "migrate");
/** The hook that needs it. */
export const job: string = manifest("Job", "migrate", { ...hook("PreSync"), ...wave("-1") }).concat(`spec:
  activeDeadlineSeconds: 60
  template:
    spec:
      serviceAccountName: migrate
`);
/** The file of the ServiceAccount. */
export const accountUri = "file:///app/account.yaml";
/** The file of the hook. */
export const jobUri = "file:///app/job.yaml";

/** The findings about that order. */
export function orderFindings(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ code }) => code === "needed-before-applied");
}

/** The quick fixes for them at the place in the hook. */
export async function quickFixesOf(editor: Editor, uri: string): Promise<readonly CodeAction[]> {
  const actions = await editor.actions(uri, range(11, 30, 11, 30));
  return actions.filter(({ diagnostics }) => diagnostics?.some(({ code }) => code === "needed-before-applied"));
}

/** A range by lines and characters, from 0. */
export function range(
  startLine: number,
  startCharacter: number,
  endLine: number,
  endCharacter: number,
): Diagnostic["range"] {
  return {
    start: { line: startLine, character: startCharacter },
    end: { line: endLine, character: endCharacter },
  };
}

import { andList, thisKind } from "../rule-kit/words.ts";
import { behaviourWith } from "../rule-kit/annotations.ts";
import { generateNameOf } from "../rule-kit/hooks.ts";
import { renameKey } from "../rule-kit/moves.ts";
import type { Rule } from "../rule-kit/rule.ts";

export const deletionHookWithoutName: Rule = {
  id: "deletion-hook-without-name",
  severity: "information",
  summary: "A PreDelete or PostDelete hook with generateName is created again and again.",
  docs: `
While an application is deleted, Argo CD looks again and again for its PreDelete and PostDelete hooks by their names, and creates those that are missing.
A hook with \`generateName\` has no name to be found by, so each pass creates another one and the deletion does not come to an end.
`,
  *check(subject) {
    const entry = generateNameOf(subject);
    const { preDelete, postDelete } = behaviourWith(subject);
    if (entry === undefined || subject.manifest.name !== "" || !(preDelete || postDelete)) return;
    const types = andList([...(preDelete ? ['"PreDelete"'] : []), ...(postDelete ? ['"PostDelete"'] : [])]);
    yield {
      span: entry.key.span,
      message: `Argo CD looks for ${types} hooks by their names: with "generateName" it never finds ${thisKind(subject)} again, creates another one in each pass, and the deletion of the application does not end. Give it a "name".`,
      fixes: renameKey(entry, "name"),
    };
  },
  examples: [
    {
      title: "A PostDelete hook with a generated name",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  generateName: drop-database-
# ^^^^^^^^^^^^ Argo CD looks for "PostDelete" hooks by their names: with "generateName" it never finds this Job again, creates another one in each pass, and the deletion of the application does not end. Give it a "name".
  annotations:
    argocd.argoproj.io/hook: PostDelete
    argocd.argoproj.io/hook-delete-policy: HookSucceeded
`,
    },
    {
      title: "A PostDelete hook with a name",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: drop-database
  annotations:
    argocd.argoproj.io/hook: PostDelete
    argocd.argoproj.io/hook-delete-policy: HookSucceeded
`,
    },
  ],
};

import { andList, thisKind } from "../rule-kit/words.ts";
import { behaviourWith } from "../rule-kit/annotations.ts";
import { generateNameOf } from "../rule-kit/hooks.ts";
import { giveName } from "../rule-kit/name-fixes.ts";
import type { Rule } from "../rule-kit/rule.ts";

/** Mirrors `executeHooks` in controller/hook.go. */
export const deletionHookWithoutName: Rule = {
  id: "deletion-hook-without-name",
  severity: "information",
  summary: "A PreDelete or PostDelete hook with generateName is created again and again.",
  docs: `
While Argo CD deletes an application, it repeatedly looks for the PreDelete and PostDelete hooks by name and creates those that are missing.
It never finds a hook with \`generateName\`, so it creates another one each time and the deletion never finishes.
`,
  *check(subject) {
    const entry = generateNameOf(subject);
    const { preDelete, postDelete } = behaviourWith(subject);
    if (entry === undefined || subject.manifest.name !== "" || !(preDelete || postDelete)) return;
    const types = andList([...(preDelete ? ['"PreDelete"'] : []), ...(postDelete ? ['"PostDelete"'] : [])]);
    yield {
      span: entry.key.span,
      message: `Argo CD looks for ${types} hooks by name. With "generateName" it never finds ${thisKind(subject)}, so it keeps creating new ones and the deletion of the application never finishes. Give it a "name".`,
      fixes: giveName(subject, entry),
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
# ^^^^^^^^^^^^ Argo CD looks for "PostDelete" hooks by name. With "generateName" it never finds this Job, so it keeps creating new ones and the deletion of the application never finishes. Give it a "name".
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
    {
      title: "A hook with both, of which Argo CD takes the name",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: clean-up
  generateName: clean-up-
  annotations:
    argocd.argoproj.io/hook: PostDelete
`,
    },
  ],
};

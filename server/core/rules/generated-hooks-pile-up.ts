import { behaviourWith } from "../rule-kit/annotations.ts";
import { addPolicy, generateNameOf, removesItself } from "../rule-kit/hooks.ts";
import { giveName } from "../rule-kit/name-fixes.ts";
import type { Rule } from "../rule-kit/rule.ts";
import { thisKind } from "../rule-kit/words.ts";

/** Mirrors `getSyncTasks` in gitops-engine/pkg/sync/sync_context.go and `deleteBeforeCreation` in gitops-engine/pkg/sync/sync_task.go. */
export const generatedHooksPileUp: Rule = {
  id: "generated-hooks-pile-up",
  severity: "information",
  summary: "With generateName, the default delete policy never deletes a hook, so old ones pile up.",
  docs: `
\`BeforeHookCreation\`, the default, deletes only an object with the same name as the new one.
With \`generateName\`, every sync generates a new name, so nothing is ever deleted and every sync leaves one more object in the cluster.
\`HookSucceeded\` deletes the hook after a successful sync, whatever its name.
Jobs with \`ttlSecondsAfterFinished\` are not reported, because Kubernetes deletes them itself.
`,
  *check(subject) {
    const entry = generateNameOf(subject);
    const { role, deletePolicies } = behaviourWith(subject);
    if (entry === undefined || subject.manifest.name !== "" || role !== "hook" || removesItself(subject)) return;
    if (deletePolicies.length === 0 || deletePolicies.includes("HookSucceeded")) return;
    const onlyFailed = deletePolicies.includes("HookFailed");
    const policy = onlyFailed
      ? '"HookFailed" deletes it only after a failed sync'
      : '"BeforeHookCreation" deletes only an object with the same name';
    yield {
      span: entry.key.span,
      message: `With "generateName", every ${onlyFailed ? "successful " : ""}sync leaves ${thisKind(subject).replace("this ", "one more ")} in the cluster: ${policy}. Add the delete policy "HookSucceeded", or give it a "name".`,
      fixes: [...addPolicy(subject, "HookSucceeded"), ...giveName(subject, entry)],
    };
  },
  examples: [
    {
      title: "The default policy",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  generateName: migrate-
# ^^^^^^^^^^^^ With "generateName", every sync leaves one more Job in the cluster: "BeforeHookCreation" deletes only an object with the same name. Add the delete policy "HookSucceeded", or give it a "name".
  annotations:
    argocd.argoproj.io/hook: PreSync
`,
    },
    {
      title: "Deleted after each successful sync",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  generateName: migrate-
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-delete-policy: HookSucceeded
`,
    },
  ],
};

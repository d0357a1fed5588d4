import { helmHook } from "../catalogue/annotations/helm-hook.ts";
import { hook } from "../catalogue/annotations/hook.ts";
import { helmHookMeaning } from "../sync/helm-hook.ts";
import { behaviourWith, knownAnnotations } from "../rule-kit/annotations.ts";
import { addPolicy, removesItself, writtenPolicy } from "../rule-kit/hooks.ts";
import { itemsOf } from "../rule-kit/items.ts";
import type { Finding, Rule, Subject } from "../rule-kit/rule.ts";
import { shown, thisKind } from "../rule-kit/words.ts";

/** Mirrors `cleanupHooks` in controller/hook.go. */
export const postDeleteHookStays: Rule = {
  id: "post-delete-hook-stays",
  severity: "information",
  summary: "A PostDelete hook stays in the cluster unless its delete policy is HookSucceeded.",
  docs: `
PostDelete hooks run after the other resources of the application are deleted.
Argo CD then deletes those with \`HookSucceeded\` if all of them are healthy, and leaves the others in the cluster, where nothing manages them any more.
The default \`BeforeHookCreation\` deletes nothing here.
Jobs with \`ttlSecondsAfterFinished\` are not reported, because Kubernetes deletes them itself.
`,
  *check(subject) {
    const { postDelete, deletePolicies } = behaviourWith(subject);
    if (!postDelete || deletePolicies.length === 0 || deletePolicies.includes("HookSucceeded")) return;
    if (removesItself(subject)) return;
    const finding = findingOn(subject);
    if (finding !== undefined) yield finding;
  },
  examples: [
    {
      title: "No delete policy",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: drop-database
  annotations:
    argocd.argoproj.io/hook: PostDelete
    #                        ^^^^^^^^^^ After the application is deleted, this Job stays in the cluster and nothing manages it any more: the default delete policy does not delete "PostDelete" hooks. Add the delete policy "HookSucceeded".
`,
    },
    {
      title: "A delete policy that does not delete PostDelete hooks",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: drop-database
  annotations:
    argocd.argoproj.io/hook: PostDelete
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
    #                                      ^^^^^^^^^^^^^^^^^^ After the application is deleted, this Job stays in the cluster and nothing manages it any more: "BeforeHookCreation" does not delete "PostDelete" hooks. Add the delete policy "HookSucceeded".
`,
    },
    {
      title: "Deleted once it has succeeded",
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

function findingOn(subject: Subject): Finding | undefined {
  const failed = writtenPolicy(subject, "HookFailed");
  const written = failed ?? writtenPolicy(subject, "BeforeHookCreation");
  const item = written?.item ?? hookItem(subject);
  if (item === undefined) return undefined;
  const policy = written === undefined ? "the default delete policy" : shown(written.item.text);
  const deletes = failed === undefined ? 'does not delete "PostDelete" hooks' : "deletes only hooks that have failed";
  return {
    span: item.span,
    message: `After the application is deleted, ${thisKind(subject)} stays in the cluster and nothing manages it any more: ${policy} ${deletes}. Add the delete policy "HookSucceeded".`,
    fixes: addPolicy(subject, "HookSucceeded"),
  };
}

/** The item that makes it a PostDelete hook. */
function hookItem(subject: Subject): ReturnType<typeof itemsOf>[number] | undefined {
  return knownAnnotations(subject, hook, helmHook)
    .flatMap(itemsOf)
    .find(({ text }) => text === "PostDelete" || helmHookMeaning(text) === "PostDelete");
}

import { syncOptions } from "../catalogue/annotations/sync-options.ts";
import { hasOption } from "../sync/annotations.ts";
import { behaviourWith, resourceAsMeant } from "../rule-kit/annotations.ts";
import { addPolicy, runsOnce, writtenPolicy } from "../rule-kit/hooks.ts";
import { nodeAt } from "../manifest/node.ts";
import type { Rule, Subject } from "../rule-kit/rule.ts";
import { shown, thisKind } from "../rule-kit/words.ts";

/** Mirrors `Sync` and `runTasks` in gitops-engine/pkg/sync/sync_context.go with the policies of gitops-engine/pkg/sync/sync_task.go. */
export const hookNotRunAnew: Rule = {
  id: "hook-not-run-anew",
  severity: "information",
  summary:
    "If the only delete policy of a Job is HookSucceeded or HookFailed, the next sync may not run the Job again.",
  docs: `
Delete policies follow the outcome of the sync: \`HookSucceeded\` deletes the hook after a successful sync, \`HookFailed\` after a failed one.
Listing either one turns off the default, \`BeforeHookCreation\`.
After the other outcome the Job is still there, and the next sync patches it instead of running it again: it fails again, or nothing runs at all.
With \`ttlSecondsAfterFinished\`, Kubernetes deletes the Job some time after it has finished, but a retry usually comes before that.
With \`BeforeHookCreation\` in the list, Argo CD always deletes the old Job before it creates the new one.
Only Jobs and Pods are reported, because patching a ServiceAccount or a ConfigMap does no harm.
`,
  *check(subject) {
    const { role, deletePolicies } = behaviourWith(subject);
    const [policy, ...more] = deletePolicies;
    if (role !== "hook" || !runsOnce(subject) || hasFreshName(subject) || isReplaced(subject)) return;
    if (policy === undefined || more.length > 0 || policy === "BeforeHookCreation") return;
    const written = writtenPolicy(subject, policy);
    if (written === undefined) return;
    const after = policy === "HookSucceeded" ? "a failed sync" : "a successful sync";
    const outcome = staysWords(subject, after);
    if (outcome === undefined) return;
    yield {
      span: written.item.span,
      message: `With ${shown(written.item.text)} as its only delete policy, ${thisKind(subject)} stays in the cluster ${outcome} patches it instead of running it again. Add "BeforeHookCreation" so that every sync recreates it.`,
      fixes: addPolicy(subject, "BeforeHookCreation"),
    };
  },
  examples: [
    {
      title: "A migration that is deleted only after a successful sync",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-delete-policy: HookSucceeded
    #                                      ^^^^^^^^^^^^^ With "HookSucceeded" as its only delete policy, this Job stays in the cluster after a failed sync, and the next sync patches it instead of running it again. Add "BeforeHookCreation" so that every sync recreates it.
`,
    },
    {
      title: "Deleted before every run and after a successful sync",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded
`,
    },
    {
      title: "A Job that Kubernetes deletes itself after a time",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-delete-policy: HookSucceeded
    #                                      ^^^^^^^^^^^^^ With "HookSucceeded" as its only delete policy, this Job stays in the cluster for 3600 seconds after a failed sync, and a sync in that time patches it instead of running it again. Add "BeforeHookCreation" so that every sync recreates it.
spec:
  ttlSecondsAfterFinished: 3600
`,
    },
    {
      title: "A Job that Kubernetes deletes as soon as it has finished",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-delete-policy: HookSucceeded
spec:
  ttlSecondsAfterFinished: 0
`,
    },
    {
      title: "Patching a ServiceAccount does no harm",
      yaml: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-delete-policy: HookSucceeded
`,
    },
  ],
};

/** How long the Job stays; `undefined` where Kubernetes deletes it as soon as it has finished, or after a time that is not known. */
function staysWords({ manifest }: Subject, outcome: string): string | undefined {
  const field = nodeAt(manifest.node, "spec", "ttlSecondsAfterFinished");
  if (field === undefined) return `after ${outcome}, and the next sync`;
  const seconds = field.type === "scalar" && field.scalarType === "number" ? field.text : "0";
  return seconds === "0" ? undefined : `for ${seconds} seconds after ${outcome}, and a sync in that time`;
}

const freshWords = /rand|now|date|time|uuid|sha|hash|digest|tag|version|revision|commit/i;

/** Whether each sync gives the hook a new name, so that there is never an older one of that name. */
function hasFreshName({ manifest: { name, generateName } }: Subject): boolean {
  if (name === "") return generateName !== "";
  const start = name.search(/[{$]\{/);
  return start >= 0 && freshWords.test(name.slice(start));
}

/** With both options, Argo CD deletes and recreates what it cannot change. */
function isReplaced(subject: Subject): boolean {
  const { annotations } = resourceAsMeant(subject);
  return ["Replace=true", "Force=true"].every((option) => hasOption(annotations, syncOptions.key, option));
}

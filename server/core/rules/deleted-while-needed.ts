import { annotationKeys } from "../sync/annotations.ts";
import { annotate } from "../rule-kit/annotate.ts";
import type { Use } from "../needs/other-uses.ts";
import type { Reference } from "../needs/reference.ts";
import type { ApplicationFinding, ApplicationRule, ApplicationFix } from "../rule-kit/application-rule.ts";
import type { RosterMember } from "../roster/roster.ts";
import { removeHooks } from "../rule-kit/hook-places.ts";
import { named, nameSpan } from "../rule-kit/application-words.ts";
import { isHookWith, neededByHooks, neededLater, usedLater } from "../rule-kit/needed-later.ts";

/** Mirrors `Sync` in gitops-engine/pkg/sync/sync_context.go, which deletes hooks only when all phases have ended. */
export const deletedWhileNeeded: ApplicationRule = {
  id: "deleted-while-needed",
  scope: "application",
  severity: "warning",
  summary: "A resource that stays needs a hook that Argo CD deletes at the end of a successful sync.",
  docs: `
With the delete policy \`HookSucceeded\`, Argo CD deletes a hook at the end of a successful sync, after all phases.
Other hooks of the same sync still find it, but Pods that start later do not: those that a Deployment restarts, those of a CronJob, those of a PreDelete or PostDelete hook.
These Pods cannot start without their ServiceAccount, Secret, ConfigMap or PersistentVolumeClaim.
The same is true of the certificate of an Ingress, and of the Secret with which a ServiceAccount pulls images.
Order such an object with a sync wave instead.
Where hooks before the Sync phase need it too, use \`BeforeHookCreation\`: the hook then stays until the next sync recreates it.
`,
  *check(roster) {
    const forHooks = neededByHooks(roster);
    const findingOf = (
      needing: RosterMember,
      found: readonly [RosterMember, ...RosterMember[]],
      { who, reference, cost }: Needing,
    ): ApplicationFinding => {
      const isShared = found.some((it) => forHooks.has(it));
      const isAfterDeletion = needing.behaviour.postDelete;
      const advice = isAfterDeletion
        ? `Give the hook a ${reference.kind} of its own that is a PostDelete hook`
        : isShared
          ? `Remove "HookSucceeded" from the delete policy of ${named(found[0])}`
          : `Remove the hook from ${named(found[0])}, and order it with a sync wave`;
      return {
        member: needing.member,
        span: reference.span,
        message: `${who} needs ${reference.kind} "${reference.name}", a hook that Argo CD deletes at the end of every successful sync: ${cost}. ${advice}.`,
        related: found.map((it) => ({
          member: it.member,
          span: nameSpan(it),
          message: `${named(it)} is deleted at the end of a successful sync.`,
        })),
        fixes: () => (isAfterDeletion ? [] : isShared ? keepFixes(found) : removeHooks(found)),
      };
    };
    for (const { needing, who, reference, found } of neededLater(roster))
      if (found.every(isDeleted))
        yield findingOf(needing, found, { who, reference, cost: "no new Pod can start after that" });
    for (const { needing, use, found } of usedLater(roster)) {
      const cost = costs[use.by];
      const who = `This ${needing.member.manifest.kind}`;
      if (cost !== undefined && found.every(isDeleted)) yield findingOf(needing, found, { who, reference: use, cost });
    }
  },
  examples: [
    {
      title: "A ServiceAccount of a Deployment",
      files: {
        "access.yaml": `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: app
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded
`,
        "app.yaml": `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
spec:
  template:
    spec:
      serviceAccountName: app
      #                   ^^^ This Deployment needs ServiceAccount "app", a hook that Argo CD deletes at the end of every successful sync: no new Pod can start after that. Remove the hook from ServiceAccount "app", and order it with a sync wave.
      containers: []
`,
      },
    },
    {
      title: "A later hook of the same sync",
      files: {
        "hooks.yaml": `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: app
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded
---
apiVersion: batch/v1
kind: Job
metadata:
  name: check
  annotations:
    argocd.argoproj.io/hook: PostSync
spec:
  template:
    spec:
      serviceAccountName: app
      containers: []
`,
      },
    },
  ],
};

/** What it costs where no Pods need it. What a custom resource names may be of use only once. */
const costs: Readonly<Record<Use["by"], string | undefined>> = {
  routing: "after that it serves another certificate or none",
  pulls: "no new Pod can pull its image with it after that",
  controller: undefined,
};

function isDeleted(entry: RosterMember): boolean {
  return isHookWith(entry, "HookSucceeded");
}

interface Needing {
  readonly who: string;
  readonly reference: Reference;
  readonly cost: string;
}

function keepFixes(hooks: readonly RosterMember[]): readonly ApplicationFix[] {
  // Helm's policies apply in addition to those of Argo CD.
  if (hooks.some(({ member }) => member.resource.annotations.has(annotationKeys.helmHookDeletePolicy))) return [];
  const edits = annotate(hooks, ({ behaviour }) => {
    const kept = behaviour.deletePolicies.filter((policy) => policy !== "HookSucceeded");
    return [[annotationKeys.hookDeletePolicy, kept.length > 0 ? kept.join(",") : "BeforeHookCreation"]];
  });
  const [first] = hooks;
  return first === undefined || edits === undefined
    ? []
    : [{ title: `Keep ${named(first)} until the next sync`, edits }];
}

import type { Reference } from "../needs/reference.ts";
import { annotationKeys } from "../sync/annotations.ts";
import { annotate } from "../rule-kit/annotate.ts";
import type { ApplicationRule, ApplicationFix } from "../rule-kit/application-rule.ts";
import { type RosterMember, staysInCluster } from "../roster/roster.ts";
import { summaryOf } from "../roster/summary-of.ts";
import { named, nameSpan } from "../rule-kit/application-words.ts";

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
Use \`BeforeHookCreation\` instead: the hook then stays until the next sync recreates it.
`,
  *check({ members, providers }) {
    for (const member of members) {
      const who = stayingWords(member);
      if (who === undefined) continue;
      for (const reference of summaryOf(member).references) {
        const found = neededByPods(reference) ? providers.of(member, reference) : [];
        const [first] = found;
        if (first === undefined || !found.every(isDeletedAfterSync)) continue;
        yield {
          member: member.member,
          span: reference.span,
          message: `${who} needs ${reference.kind} "${reference.name}", a hook that Argo CD deletes at the end of every successful sync: no new Pod can start after that. Remove "HookSucceeded" from the delete policy of ${named(first)}.`,
          related: found.map((it) => ({
            member: it.member,
            span: nameSpan(it),
            message: `${named(it)} is deleted at the end of a successful sync.`,
          })),
          fixes: () => keepFixes(found),
        };
      }
    }
  },
  examples: [
    {
      title: "A ServiceAccount that a Deployment shares with a migration",
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
      #                   ^^^ This Deployment needs ServiceAccount "app", a hook that Argo CD deletes at the end of every successful sync: no new Pod can start after that. Remove "HookSucceeded" from the delete policy of ServiceAccount "app".
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

/** Names a resource that still needs things after a sync; `undefined` for any other. */
function stayingWords(needing: RosterMember): string | undefined {
  const { behaviour, isConditional, member } = needing;
  if (isConditional) return undefined;
  if (behaviour.preDelete) return "This PreDelete hook";
  if (behaviour.postDelete) return "This PostDelete hook";
  return staysInCluster(needing) ? `This ${member.manifest.kind}` : undefined;
}

function neededByPods({ neededBy }: Reference): boolean {
  return neededBy === "pods";
}

function isDeletedAfterSync({ behaviour, turns, isConditional }: RosterMember): boolean {
  const isApplied = turns.length > 0 && !isConditional;
  return behaviour.role === "hook" && isApplied && behaviour.deletePolicies.includes("HookSucceeded");
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

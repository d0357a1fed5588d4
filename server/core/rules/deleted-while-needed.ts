import type { Reference } from "../needs/reference.ts";
import { annotationKeys } from "../sync/annotations.ts";
import { annotate } from "../rule-kit/annotate.ts";
import type { ApplicationRule, ApplicationFix } from "../rule-kit/application-rule.ts";
import { type RosterMember, staysInCluster } from "../roster/roster.ts";
import { named, nameSpan } from "../rule-kit/application-words.ts";

export const deletedWhileNeeded: ApplicationRule = {
  id: "deleted-while-needed",
  scope: "application",
  severity: "warning",
  summary: "Something that stays needs a hook resource which is deleted at the end of a successful sync.",
  docs: `
The delete policy \`HookSucceeded\` deletes a hook at the end of a successful sync, when all phases are done.
Other hooks of the same sync still find it, and what stays in the cluster does not: a Deployment whose Pods start anew, the next run of a CronJob, a hook of the deletion of the application.
Their Pods then cannot start for want of the ServiceAccount, Secret, ConfigMap or PersistentVolumeClaim.
Leave \`HookSucceeded\` out: with \`BeforeHookCreation\` the resource stays until the next sync makes it anew.
`,
  *check({ members, providers }) {
    for (const member of members) {
      const who = stayingWords(member);
      if (who === undefined) continue;
      for (const reference of member.summary.references) {
        const found = neededByPods(reference) ? providers.of(member, reference) : [];
        const [first] = found;
        if (first === undefined || !found.every(isDeletedAfterSync)) continue;
        yield {
          member: member.member,
          span: reference.span,
          message: `${who} needs ${reference.kind} "${reference.name}", a hook that Argo CD deletes at the end of every successful sync, and cannot start from then on. Leave "HookSucceeded" out of the delete policy of ${named(first)}.`,
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
      #                   ^^^ This Deployment needs ServiceAccount "app", a hook that Argo CD deletes at the end of every successful sync, and cannot start from then on. Leave "HookSucceeded" out of the delete policy of ServiceAccount "app".
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

/** Words for what needs things after a sync as well; `undefined` for what does not. */
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
  // Helm's policies count beside those of Argo CD.
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

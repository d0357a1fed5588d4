import { isKnownName } from "../needs/reference.ts";
import { annotate } from "../rule-kit/annotate.ts";
import type { ApplicationFix, ApplicationRule } from "../rule-kit/application-rule.ts";
import type { RosterMember } from "../roster/roster.ts";
import { annotationKeys } from "../sync/annotations.ts";
import { named, nameSpan } from "../rule-kit/application-words.ts";
import { runningKinds } from "../sync/hook.ts";

/** Mirrors `Less` in gitops-engine/pkg/sync/sync_tasks.go. */
export const randomOrder: ApplicationRule = {
  id: "random-order",
  scope: "application",
  severity: "hint",
  summary: "Two hooks with the same kind and name run in the same wave in random order.",
  docs: `
Within a wave, Argo CD orders resources by kind and then by name; it does not compare namespaces.
The order of hooks with the same kind and name in different namespaces is random, and they run at the same time.
That is fine if they do not depend on each other.
If one has to wait for the other, give it a later wave.
`,
  *check({ members }) {
    const seen = new Map<string, RosterMember>();
    for (const member of members) {
      const { kind, name } = member.member.manifest;
      if (member.behaviour.role !== "hook" || !runningKinds.has(kind) || !isKnownName(name)) continue;
      const [turn] = member.turns;
      if (turn === undefined || member.isConditional || member.namespace === undefined || turn.task.wave === undefined)
        continue;
      const key = `${turn.position} ${kind} ${name}`;
      const other = seen.get(key);
      if (other === undefined) {
        seen.set(key, member);
        continue;
      }
      yield {
        member: member.member,
        span: nameSpan(member),
        message: `${named(member)} runs at the same time as the one ${whereWords(other, member)}, and it is random which one starts first. Give one of them a later wave if it has to wait for the other.`,
        related: [{ member: other.member, span: nameSpan(other), message: "This one runs at the same time." }],
        fixes: () => laterFix(member, turn.task.wave ?? 0n),
      };
    }
  },
  examples: [
    {
      title: "One migration for each of two namespaces",
      files: {
        "jobs.yaml": `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  namespace: one
  annotations:
    argocd.argoproj.io/hook: PreSync
---
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  #     ^^^^^^^ Job "migrate" runs at the same time as the one in namespace "one", and it is random which one starts first. Give one of them a later wave if it has to wait for the other.
  namespace: two
  annotations:
    argocd.argoproj.io/hook: PreSync
`,
      },
    },
    {
      title: "One after the other",
      files: {
        "jobs.yaml": `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  namespace: one
  annotations:
    argocd.argoproj.io/hook: PreSync
---
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  namespace: two
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: "1"
`,
      },
    },
  ],
};

function laterFix(entry: RosterMember, wave: bigint): readonly ApplicationFix[] {
  const later = (wave + 1n).toString();
  const edits = annotate([entry], () => [[annotationKeys.syncWave, later]]);
  return edits === undefined ? [] : [{ title: `Move ${named(entry)} to wave ${later}`, edits }];
}

function whereWords({ namespace = "" }: RosterMember, other: RosterMember): string {
  if (namespace === other.namespace) return "with the same name";
  return namespace === "" ? "without a namespace" : `in namespace "${namespace}"`;
}

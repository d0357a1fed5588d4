import { isKnownName } from "../needs/reference.ts";
import type { ApplicationRule } from "../rule-kit/application-rule.ts";
import type { RosterMember } from "../roster/roster.ts";
import { named, nameSpan } from "../rule-kit/application-words.ts";

export const randomOrder: ApplicationRule = {
  id: "random-order",
  scope: "application",
  severity: "hint",
  summary: "Two hooks of one kind and name run in the same step, in no order that can be relied on.",
  docs: `
Within a phase and wave Argo CD goes by kind and then by name; the namespace does not count.
Hooks of the same kind and name in several namespaces are a full tie: their order is random, and they run at the same time.
That is as it should be where they have nothing to do with each other.
Where one has to wait for the other, give it a later wave.
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
        message: `${named(member)} runs at the same time as the one ${whereWords(other, member)}, and which of them starts first is random. Give one of them a later wave if it has to wait for the other.`,
        related: [{ member: other.member, span: nameSpan(other), message: "This one runs at the same time." }],
        fixes: () => [],
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
  #     ^^^^^^^ Job "migrate" runs at the same time as the one of namespace "one", and which of them starts first is random. Give one of them a later wave if it has to wait for the other.
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

function whereWords({ namespace = "" }: RosterMember, other: RosterMember): string {
  if (namespace === other.namespace) return "of the same name";
  return namespace === "" ? "that names no namespace" : `of namespace "${namespace}"`;
}

/** The kinds of which it matters what runs first; of others nothing is done but an apply. */
const runningKinds: ReadonlySet<string> = new Set(["Job", "Pod", "Workflow"]);

import type { Reference } from "../needs/reference.ts";
import { nodeAt } from "../manifest/node.ts";
import { andList } from "../rule-kit/words.ts";
import type { ApplicationRule, ApplicationFinding } from "../rule-kit/application-rule.ts";
import type { RosterMember, Roster, Turn } from "../roster/roster.ts";
import { type Consumer, repairsOf } from "../rule-kit/repairs.ts";
import { lateRights } from "../rule-kit/rights.ts";
import { firstTurn, isAwaited, timingOf, turnWords } from "../rule-kit/timing.ts";
import { actor, named, nameSpan } from "../rule-kit/application-words.ts";

export const neededBeforeApplied: ApplicationRule = {
  id: "needed-before-applied",
  scope: "application",
  severity: "warning",
  summary: "A hook or a resource cannot start, as something that it needs is applied only later.",
  docs: `
Argo CD goes on to the next wave or phase only when everything before is healthy, and knows nothing of what a Pod needs.
A hook whose ServiceAccount, Secret, ConfigMap or PersistentVolumeClaim comes in a later step waits for it, and the sync waits for the hook.
The fault shows on a first install only: afterwards everything is there from the sync before.
A ServiceAccount is looked at together with its rights: a hook that runs before any of its RoleBindings is refused by the API server.
Apply what is needed first: as a hook of the same phase in an earlier wave, or in the same phase in an earlier wave.
A hook with the policy \`BeforeHookCreation\` stays in the cluster until the next sync deletes it and makes it anew.
Within one step nothing has to be done: Argo CD applies ServiceAccounts, Secrets, ConfigMaps and rights before workloads.
Optional references are left alone, and so is what only rendering tells.
`,
  *check(subject) {
    for (const member of subject.members) {
      const turn = firstTurn(member);
      if (turn === undefined || !isAwaited(member, turn) || runsNothing(member)) continue;
      const late = member.summary.references.filter(isStartingPoint).filter((reference) => {
        return timingOf(turn, subject.providers.of(member, reference)) === "too late";
      });
      for (const reference of late) yield lateObject(subject, { needing: member, turn }, reference);
      for (const reference of member.summary.references) {
        if (!late.includes(reference)) yield* lateBindings(subject, { needing: member, turn }, reference);
      }
    }
  },
  examples: [
    {
      title: "A migration whose ServiceAccount and rights come after it",
      files: {
        "access.yaml": `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: migrate
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: migrate
subjects:
  - kind: ServiceAccount
    name: migrate
    namespace: default
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: edit
`,
        "job.yaml": `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: "-1"
spec:
  template:
    spec:
      serviceAccountName: migrate
      #                   ^^^^^^^ This PreSync hook needs ServiceAccount "migrate", which is applied only in the Sync phase, and the rights of RoleBinding "migrate": on a first install it cannot start, and the sync gets no further. Apply them before it.
      containers: []
`,
      },
    },
    {
      title: "A Deployment that reads a ConfigMap of a later wave",
      files: {
        "app.yaml": `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
spec:
  template:
    spec:
      containers:
        - name: app
          envFrom:
            - configMapRef:
                name: settings
                #     ^^^^^^^^ This Deployment of wave 0 needs ConfigMap "settings", which is applied only in wave 1: on a first install it cannot start, and the sync gets no further. Apply it before.
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    argocd.argoproj.io/sync-wave: "1"
`,
      },
    },
    {
      title: "A ServiceAccount in an earlier wave of the same phase",
      files: {
        "job.yaml": `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: "-2"
---
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: "-1"
spec:
  template:
    spec:
      serviceAccountName: migrate
      containers: []
`,
      },
    },
  ],
};

/** What makes its Pods later or not at all is healthy without them. */
function runsNothing({ member: { manifest }, summary }: RosterMember): boolean {
  const replicas = nodeAt(manifest.node, "spec", "replicas");
  const isScaledDown = replicas?.type === "scalar" && replicas.text === "0";
  return manifest.kind === "CronJob" || isScaledDown || summary.suspension !== undefined;
}

/** An Ingress may well become healthy without its Services: that is a hazard of its own. */
function isStartingPoint({ kind }: Reference): boolean {
  return kind !== "Service";
}

function lateObject(subject: Roster, consumer: Consumer, reference: Reference): ApplicationFinding {
  const { needing, turn } = consumer;
  const providers = subject.providers.of(needing, reference);
  const account = accountOf(needing, reference);
  const rights = account && lateRights(subject, turn, account);
  const late = [...new Set([...providers, ...(rights?.late ?? [])])];
  const more = rights === undefined ? "" : `, and the rights of ${andList(rights.bindings.map(named))}`;
  const when = providers[0]?.turns[0];
  return {
    member: needing.member,
    span: reference.span,
    message: `${actor(needing, turn)} needs ${reference.kind} "${reference.name}", which is applied only in ${when === undefined ? "a later step" : turnWords(when, turn)}${more}: ${costOf(needing, reference)}. Apply ${late.length > 1 ? "them before it" : "it before"}.`,
    related: late.map((member) => relatedPlace(member, turn)),
    fixes: () => repairsOf(subject, consumer, late),
  };
}

function costOf({ member }: RosterMember, { neededBy }: Reference): string {
  const cost = neededBy === "pods" && member.manifest.kind !== "Pod" ? "it cannot start" : "it fails";
  return `on a first install ${cost}, and the sync gets no further`;
}

/** A Job whose ServiceAccount is there, and none of its rights. What goes on running may wait for its rights itself. */
function* lateBindings(subject: Roster, consumer: Consumer, reference: Reference): Generator<ApplicationFinding> {
  const { needing, turn } = consumer;
  const account = accountOf(needing, reference);
  const { kind } = needing.member.manifest;
  if (account === undefined || !(kind === "Job" || (kind === "Pod" && needing.behaviour.role === "hook"))) return;
  const rights = lateRights(subject, turn, account);
  const when = rights?.late[0]?.turns[0];
  if (rights === undefined || when === undefined) return;
  yield {
    member: needing.member,
    span: reference.span,
    message: `${actor(needing, turn)} runs as ServiceAccount "${reference.name}", whose rights come with ${andList(rights.late.map(named))} only in ${turnWords(when, turn)}: on a first install it runs without them. Apply ${rights.late.length > 1 ? "them before it" : "it before"}.`,
    related: rights.late.map((member) => relatedPlace(member, turn)),
    fixes: () => repairsOf(subject, consumer, rights.late),
  };
}

function accountOf(
  { namespace }: RosterMember,
  { kind, name }: Reference,
): { name: string; namespace: string } | undefined {
  return kind === "ServiceAccount" && namespace !== undefined ? { name, namespace } : undefined;
}

function relatedPlace(member: RosterMember, turn: Turn): ApplicationFinding["related"][number] {
  const when = member.turns[0];
  const words = when === undefined ? "later" : `in ${turnWords(when, turn)}`;
  return { member: member.member, span: nameSpan(member), message: `${named(member)} is applied ${words}.` };
}

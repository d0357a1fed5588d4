import { contentOf } from "../application/as-deployed.ts";
import type { Reference } from "../needs/reference.ts";
import { nodeAt } from "../manifest/node.ts";
import { andList } from "../rule-kit/words.ts";
import type { ApplicationRule, ApplicationFinding } from "../rule-kit/application-rule.ts";
import type { Roster, RosterMember, Turn } from "../roster/roster.ts";
import { summaryOf } from "../roster/summary-of.ts";
import { type Consumer, orderFixes } from "../rule-kit/order-fixes.ts";
import { lateRights } from "../rule-kit/rights.ts";
import { suspensionOf } from "../rule-kit/suspension.ts";
import { firstTurn, isAwaited, timingOf, turnWords } from "../rule-kit/timing.ts";
import { actor, named, nameSpan } from "../rule-kit/application-words.ts";

/** Mirrors `Sync` in gitops-engine/pkg/sync/sync_context.go and `Less` in gitops-engine/pkg/sync/sync_tasks.go. */
export const neededBeforeApplied: ApplicationRule = {
  id: "needed-before-applied",
  scope: "application",
  severity: "warning",
  summary: "A hook or a resource cannot start because something that it needs is applied later.",
  docs: `
Argo CD starts the next wave or phase only when everything before it is healthy, but it does not know what a Pod needs.
A hook whose ServiceAccount, Secret, ConfigMap or PersistentVolumeClaim comes in a later wave or phase waits for it, and the sync waits for the hook.
The problem appears only on a first install: later, everything is there from an earlier sync.
A ServiceAccount is checked together with its permissions: if a hook runs before all of its RoleBindings, the API server refuses its requests.
Apply what is needed in an earlier wave of the same phase; what a PreSync hook needs must be a PreSync hook too.
A hook with the delete policy \`BeforeHookCreation\` stays in the cluster until the next sync recreates it.
Within one wave there is nothing to do: Argo CD applies ServiceAccounts, Secrets, ConfigMaps, roles and bindings before workloads.
Optional references are not reported, and neither is anything that is known only after rendering.
`,
  *check(subject) {
    for (const member of subject.members) {
      const turn = firstTurn(member);
      if (turn === undefined || !isAwaited(member, turn) || runsNothing(member)) continue;
      const late = summaryOf(member)
        .references.filter(isStartingPoint)
        .filter((reference) => {
          return timingOf(turn, subject.providers.of(member, reference)) === "too late";
        });
      for (const reference of late) yield lateObject(subject, { needing: member, turn }, reference);
      for (const reference of summaryOf(member).references) {
        if (!late.includes(reference)) yield* lateBindings(subject, { needing: member, turn }, reference);
      }
    }
  },
  examples: [
    {
      title: "A migration whose ServiceAccount and permissions come after it",
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
      #                   ^^^^^^^ This PreSync hook needs ServiceAccount "migrate", which is applied only in the Sync phase, and the permissions of RoleBinding "migrate". On a first install it cannot start, and the sync gets stuck. Apply them first.
      containers: []
`,
      },
    },
    {
      title: "A Deployment that reads a ConfigMap from a later wave",
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
                #     ^^^^^^^^ This Deployment in wave 0 needs ConfigMap "settings", which is applied only in wave 1. On a first install it cannot start, and the sync gets stuck. Apply the ConfigMap first.
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

/** What creates its Pods later, or not at all, is healthy without them. */
function runsNothing(needing: RosterMember): boolean {
  const { manifest } = needing.member;
  const replicas = nodeAt(contentOf(needing.member)?.node, "spec", "replicas");
  const isScaledDown = replicas?.type === "scalar" && replicas.text === "0";
  return manifest.kind === "CronJob" || isScaledDown || suspensionOf(needing) !== undefined;
}

/** An Ingress may become healthy without its Services, so it has a rule of its own. */
function isStartingPoint({ kind }: Reference): boolean {
  return kind !== "Service";
}

function lateObject(subject: Roster, consumer: Consumer, reference: Reference): ApplicationFinding {
  const { needing, turn } = consumer;
  const providers = subject.providers.of(needing, reference);
  const account = accountOf(needing, reference);
  const rights = account && lateRights(subject, turn, account);
  const late = [...new Set([...providers, ...(rights?.late ?? [])])];
  const more = rights === undefined ? "" : `, and the permissions of ${andList(rights.bindings.map(named))}`;
  const when = providers[0]?.turns[0];
  return {
    member: needing.member,
    span: reference.span,
    message: `${actor(needing, turn)} needs ${reference.kind} "${reference.name}", which is applied only in ${when === undefined ? "a later wave" : turnWords(when, turn)}${more}. On a first install ${costOf(needing, reference)}, and the sync gets stuck. Apply ${late.length > 1 ? "them" : `the ${reference.kind}`} first.`,
    related: late.map((member) => relatedPlace(member, turn)),
    fixes: () => orderFixes(subject, consumer, late),
  };
}

function costOf({ member }: RosterMember, { neededBy }: Reference): string {
  return neededBy === "pods" && member.manifest.kind !== "Pod" ? "it cannot start" : "it fails";
}

/** A Job whose ServiceAccount is there, but none of its permissions. What keeps running may wait for them itself. */
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
    message: `${actor(needing, turn)} runs as ServiceAccount "${reference.name}", which gets its permissions from ${andList([...new Set(rights.late.map(named))])} only in ${turnWords(when, turn)}. On a first install it runs without them. Apply ${rights.late.length > 1 ? "them" : `the ${rights.late.map(({ member }) => member.manifest.kind).join("")}`} first.`,
    related: rights.late.map((member) => relatedPlace(member, turn)),
    fixes: () => orderFixes(subject, consumer, rights.late),
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

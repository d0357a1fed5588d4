import type { Reference } from "../needs/reference.ts";
import type { ApplicationRule } from "../rule-kit/application-rule.ts";
import type { Roster, RosterMember } from "../roster/roster.ts";
import { summaryOf } from "../roster/summary-of.ts";
import { firstTurn } from "../rule-kit/timing.ts";
import { actor } from "../rule-kit/application-words.ts";

/** Mirrors `getOperationPhase` in gitops-engine/pkg/sync/sync_context.go. */
export const missingForHook: ApplicationRule = {
  id: "missing-for-hook",
  scope: "application",
  severity: "information",
  summary: "A hook needs something that its application does not provide, so it must already be in the cluster.",
  byHand: "who creates what is missing",
  docs: `
A hook whose ServiceAccount, Secret, ConfigMap or PersistentVolumeClaim does not exist cannot start, and the sync waits for it.
That is fine if something else creates the object, such as an operator or another application.
Only hooks in plain folders are reported, and only if an Application deploys the folder or it contains workloads too.
Objects that a custom resource of the application names or may create are not reported, such as the Secret of an ExternalSecret.
Optional references and objects that the cluster creates itself are not reported either.
`,
  *check(subject) {
    if (!isKnownInFull(subject)) return;
    for (const member of subject.members) {
      const turn = firstTurn(member);
      if (turn === undefined || member.behaviour.role !== "hook" || member.namespace === undefined) continue;
      for (const reference of summaryOf(member).references) {
        if (!isMissing(subject, reference)) continue;
        yield {
          member: member.member,
          span: reference.span,
          message: `${actor(member, turn)} needs ${reference.kind} "${reference.name}", which this application does not provide. The ${reference.kind} must be in ${namespaceWords(member.namespace)} before the first sync, or the hook cannot start.`,
          related: [],
          fixes: () => [],
        };
      }
    }
  },
  examples: [
    {
      title: "A migration that reads a Secret from elsewhere",
      files: {
        "app.yaml": `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
spec:
  template: {}
`,
        "job.yaml": `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
spec:
  template:
    spec:
      containers:
        - name: migrate
          envFrom:
            - secretRef:
                name: database
                #     ^^^^^^^^ This PreSync hook needs Secret "database", which this application does not provide. The Secret must be in the same namespace before the first sync, or the hook cannot start.
`,
      },
    },
    {
      title: "A Secret that an ExternalSecret creates",
      files: {
        "app.yaml": `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
spec:
  template: {}
`,
        "job.yaml": `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: database
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: "-1"
---
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
spec:
  template:
    spec:
      containers:
        - name: migrate
          envFrom:
            - secretRef:
                name: database
`,
      },
    },
  ],
};

function namespaceWords(namespace: string): string {
  return namespace === "" ? "the same namespace" : `namespace "${namespace}"`;
}

/** A single file is not a whole application, the names in charts are known only after rendering, and bases are elsewhere. */
function isKnownInFull({ application, members }: Roster): boolean {
  const { source, error, declared } = application;
  if (source.type !== "directory" || error !== undefined) return false;
  // A folder with nothing but hooks is a part of something else, unless an Application deploys it as it is.
  return (
    declared || members.some(({ behaviour, member }) => behaviour.role === "resource" && isWorkload(member.manifest))
  );
}

function isWorkload({ kind }: RosterMember["member"]["manifest"]): boolean {
  return ["DaemonSet", "Deployment", "StatefulSet"].includes(kind);
}

function isMissing({ providers }: Roster, reference: Reference): boolean {
  if (!neededKinds.has(`${reference.group}/${reference.kind}`) || isMadeByCluster(reference.name)) return false;
  return !providers.mayHave(reference);
}

const neededKinds: ReadonlySet<string> = new Set([
  "/ConfigMap",
  "/PersistentVolumeClaim",
  "/Secret",
  "/ServiceAccount",
]);

/** What Kubernetes and OpenShift put into every namespace. */
function isMadeByCluster(name: string): boolean {
  return ["kube-root-ca.crt", "openshift-service-ca.crt", "builder", "deployer", "pipeline"].includes(name);
}

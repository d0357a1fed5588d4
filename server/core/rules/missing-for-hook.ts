import type { Reference } from "../needs/reference.ts";
import type { ApplicationRule } from "../rule-kit/application-rule.ts";
import type { RosterMember, Roster } from "../roster/roster.ts";
import { firstTurn } from "../rule-kit/timing.ts";
import { actor } from "../rule-kit/application-words.ts";

export const missingForHook: ApplicationRule = {
  id: "missing-for-hook",
  scope: "application",
  severity: "information",
  summary:
    "A hook needs something that nothing in its application provides, so it has to be in the cluster beforehand.",
  docs: `
A hook whose ServiceAccount, Secret, ConfigMap or PersistentVolumeClaim does not exist cannot start, and the sync waits for it.
That is as it should be where somebody else puts the object there, such as an operator or another application.
It is said of hooks only, in a folder that Argo CD reads as it is and that an Application deploys or that holds more than hooks.
What a custom resource of the application names or may make counts as provided, such as the Secret of an ExternalSecret.
Optional references are left alone, and so is what the cluster makes by itself.
`,
  *check(subject) {
    if (!isKnownInFull(subject)) return;
    for (const member of subject.members) {
      const turn = firstTurn(member);
      if (turn === undefined || member.behaviour.role !== "hook" || member.namespace === undefined) continue;
      for (const reference of member.summary.references) {
        if (!isMissing(subject, reference)) continue;
        yield {
          member: member.member,
          span: reference.span,
          message: `${actor(member, turn)} needs ${reference.kind} "${reference.name}", which nothing in this application provides: it has to be in ${namespaceWords(member.namespace)} before the first sync, or the hook cannot start.`,
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
                #     ^^^^^^^^ This PreSync hook needs Secret "database", which nothing in this application provides: it has to be in the same namespace before the first sync, or the hook cannot start.
`,
      },
    },
    {
      title: "A Secret that an ExternalSecret makes",
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

/** A file on its own is not all of an application, charts hold names that only rendering tells, and bases stand elsewhere. */
function isKnownInFull({ application, members }: Roster): boolean {
  const { source, error, declared } = application;
  if (source.type !== "directory" || error !== undefined) return false;
  // A folder that holds nothing but hooks is a part of something else, unless an Application says that it is deployed as it is.
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

import type { ApplicationRule } from "../rule-kit/application-rule.ts";
import { hookPlace } from "../rule-kit/hook-places.ts";
import type { Roster, RosterMember } from "../roster/roster.ts";

/**
 * Mirrors `CompareAppState` in controller/state.go, where a hook does not count for the sync status, and `autoSync` in
 * controller/appcontroller.go, which looks at nothing else first.
 */
export const nothingButHooks: ApplicationRule = {
  id: "nothing-but-hooks",
  scope: "application",
  severity: "warning",
  summary: "Argo CD never starts an automated sync of an application that has nothing but hooks.",
  byHand: "what is to change with the hooks",
  docs: `
An automated sync starts only when the application is OutOfSync, and hooks are not compared with the cluster.
So an application that has nothing but hooks is always Synced: its hooks never run by themselves, not even when they change in Git.
Add a resource that changes with them, such as a ConfigMap, make the hooks plain resources, or start each sync yourself.
With \`managedNamespaceMetadata\` and \`CreateNamespace=true\`, the Namespace is such a resource, so nothing is reported.
An application with something that only Argo CD can read or render is not reported either.
`,
  *check(roster) {
    const [first] = roster.members.filter(({ behaviour }) => behaviour.role === "hook");
    if (first === undefined || !isAutomated(roster) || !isKnown(roster) || !roster.members.every(isNotCompared)) return;
    yield {
      ...hookPlace(roster, first),
      message: `No automated sync runs this hook: the application has nothing but hooks, which Argo CD does not compare with the cluster, so it is always Synced. Add a resource that changes with the hooks, or start each sync yourself.`,
      related: [],
      fixes: () => [],
    };
  },
  examples: [
    {
      title: "Only a hook, in an application that syncs itself",
      automated: true,
      files: {
        "job.yaml": `
apiVersion: batch/v1
kind: Job
metadata:
  name: users
  annotations:
    argocd.argoproj.io/hook: PostSync
    #                        ^^^^^^^^ No automated sync runs this hook: the application has nothing but hooks, which Argo CD does not compare with the cluster, so it is always Synced. Add a resource that changes with the hooks, or start each sync yourself.
spec:
  activeDeadlineSeconds: 300
  template: {}
`,
      },
    },
    {
      title: "A hook beside a resource, in an application that syncs itself",
      automated: true,
      files: {
        "job.yaml": `
apiVersion: v1
kind: ConfigMap
metadata:
  name: users
---
apiVersion: batch/v1
kind: Job
metadata:
  name: users
  annotations:
    argocd.argoproj.io/hook: PostSync
spec:
  activeDeadlineSeconds: 300
  template: {}
`,
      },
    },
    {
      title: "Only a hook, in an application that somebody syncs",
      files: {
        "job.yaml": `
apiVersion: batch/v1
kind: Job
metadata:
  name: users
  annotations:
    argocd.argoproj.io/hook: PostSync
spec:
  activeDeadlineSeconds: 300
  template: {}
`,
      },
    },
  ],
};

function isAutomated({ application: { declared, planOptions } }: Roster): boolean {
  return declared && planOptions.automated !== undefined && planOptions.createNamespace?.managed !== true;
}

/** Whether all that it deploys is known: a template, or what cannot be read, may be a resource. */
function isKnown({ application }: Roster): boolean {
  const { files, failures, rendered, unread = [] } = application;
  if (unread.length > 0 || failures.length > 0) return false;
  return (
    rendered === "now" || files.every(({ file }) => file.documents.every(({ parsed }) => parsed.actions.length === 0))
  );
}

/** Mirrors `CompareAppState`: hooks of a sync or a deletion, and what is skipped, do not make the application OutOfSync. */
function isNotCompared({ behaviour: { role }, provisional }: RosterMember): boolean {
  return !provisional && (role === "hook" || role === "deletion-hook" || role === "skipped");
}

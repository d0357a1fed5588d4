import { isNamespace } from "../sync/resource.ts";
import {
  goesWith,
  goneFirst,
  type GoneRights,
  goneRights,
  hookFixes,
  type IsGone,
  keepFixes,
  mustStay,
} from "../rule-kit/deleted-first.ts";
import type { ApplicationFinding, ApplicationRule } from "../rule-kit/application-rule.ts";
import { named, nameSpan, namedTogether } from "../rule-kit/application-words.ts";
import { andList } from "../rule-kit/words.ts";
import type { Reference } from "../needs/reference.ts";
import type { Roster, RosterMember } from "../roster/roster.ts";
import { summaryOf } from "../roster/summary-of.ts";

/** Mirrors `finalizeApplicationDeletion` in controller/appcontroller.go, and `executeHooks` in controller/hook.go. */
export const goneBeforeHook: ApplicationRule = {
  id: "gone-before-hook",
  scope: "application",
  severity: "warning",
  summary: "A PostDelete hook needs something that is deleted with the application before the hook runs.",
  docs: `
PostDelete hooks run after everything else of the application is deleted, the hooks of its syncs included.
If such a hook needs a ServiceAccount, Secret, ConfigMap or PersistentVolumeClaim that is gone by then, it cannot start, and the deletion waits for it forever.
A ServiceAccount is checked together with its permissions: without its RoleBindings and Roles, the API server refuses what the hook asks for.
Make what it needs a PostDelete hook too: Argo CD creates all of them at once, without an order, and the Pod starts as soon as everything is there.
What others need as well, what a sync applies as a hook and what holds data has to stay in the cluster instead, with the sync option \`Delete=false\`; \`Prune=false\` does not keep it.
The same is true of the Namespace that the hook is in: Argo CD cannot create the hook without it.
A Secret that its controller leaves in the cluster is not reported, such as that of a Certificate.
PreDelete hooks do not have this problem, because they run before anything is deleted.
`,
  *check(subject) {
    const isGone = goneFirst(subject);
    const homes = subject.members.filter((it) => isNamespace(it.member.resource) && isGone(it));
    for (const hook of subject.members) {
      if (!hook.behaviour.postDelete || hook.isConditional) continue;
      const home = homes.find((it) => it.member.resource.name === hook.namespace);
      if (home !== undefined) yield homeless(hook, home);
      for (const reference of summaryOf(hook).references) {
        const finding = isAwaited(reference) ? missing(subject, hook, reference, isGone) : undefined;
        if (finding !== undefined) yield finding;
      }
    }
  },
  examples: [
    {
      title: "A ServiceAccount that is a normal resource",
      files: {
        "cleanup.yaml": `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: cleanup
---
apiVersion: batch/v1
kind: Job
metadata:
  name: cleanup
  annotations:
    argocd.argoproj.io/hook: PostDelete
spec:
  template:
    spec:
      serviceAccountName: cleanup
      #                   ^^^^^^^ This PostDelete hook needs ServiceAccount "cleanup", which is deleted with the application before the hook runs. The hook cannot start, and the deletion waits for it forever. Make ServiceAccount "cleanup" a PostDelete hook too.
      containers: []
`,
      },
    },
    {
      title: "Permissions that are normal resources",
      files: {
        "access.yaml": `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: cleanup
  annotations:
    argocd.argoproj.io/hook: PostDelete
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: cleanup
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: edit
subjects:
  - kind: ServiceAccount
    name: cleanup
`,
        "cleanup.yaml": `
apiVersion: batch/v1
kind: Job
metadata:
  name: cleanup
  annotations:
    argocd.argoproj.io/hook: PostDelete
spec:
  template:
    spec:
      serviceAccountName: cleanup
      #                   ^^^^^^^ This PostDelete hook has its permissions from RoleBinding "cleanup", and they are deleted with the application before the hook runs. The API server refuses its requests, so it fails each time, and the deletion waits for it forever. Make RoleBinding "cleanup" a PostDelete hook too.
      containers: []
`,
      },
    },
    {
      title: "The Namespace of the hook",
      files: {
        "cleanup.yaml": `
apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: batch/v1
kind: Job
metadata:
  name: cleanup
  #     ^^^^^^^ This PostDelete hook is in Namespace "shop", which is deleted with the application before the hook runs. Argo CD cannot create the hook, and the deletion waits for it forever. Keep the Namespace with "Delete=false", or put the hook into another one.
  namespace: shop
  annotations:
    argocd.argoproj.io/hook: PostDelete
`,
      },
    },
    {
      title: "A ServiceAccount that is a PostDelete hook too",
      files: {
        "cleanup.yaml": `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: cleanup
  annotations:
    argocd.argoproj.io/hook: PostDelete
---
apiVersion: batch/v1
kind: Job
metadata:
  name: cleanup
  annotations:
    argocd.argoproj.io/hook: PostDelete
spec:
  template:
    spec:
      serviceAccountName: cleanup
      containers: []
`,
      },
    },
  ],
};

/** Whether a hook never ends without what it refers to. */
function isAwaited({ neededBy, kind }: Reference): boolean {
  return neededBy === "pods" || kind.endsWith("SecretStore");
}

function homeless(hook: RosterMember, home: RosterMember): ApplicationFinding {
  return {
    member: hook.member,
    span: nameSpan(hook),
    message: `This PostDelete hook is in ${named(home)}, which is deleted with the application before the hook runs. Argo CD cannot create the hook, and the deletion waits for it forever. Keep the Namespace with "Delete=false", or put the hook into another one.`,
    related: [related(home)],
    fixes: () => keepFixes([home]),
  };
}

/** What is said of something that a hook needs, if that or its permissions are gone. */
function missing(
  subject: Roster,
  hook: RosterMember,
  reference: Reference,
  isGone: IsGone,
): ApplicationFinding | undefined {
  const found = subject.providers.of(hook, reference);
  const objects = found.every((it) => isGone(it) && goesWith(it, reference)) ? found : [];
  const isAccount = reference.group === "" && reference.kind === "ServiceAccount";
  const account = { name: reference.name, namespace: hook.namespace ?? "" };
  const rights = isAccount ? goneRights(subject, isGone, account) : undefined;
  const gone = [...new Set([...objects, ...(rights?.gone ?? [])])];
  if (gone.length === 0) return undefined;
  const hasToStay = gone.some((it) => mustStay(subject, hook, it));
  const advice = hasToStay
    ? `Keep ${namedTogether(gone)} with "Delete=false"`
    : `Make ${namedTogether(gone)} ${gone.length > 1 ? "PostDelete hooks" : "a PostDelete hook"} too`;
  return {
    member: hook.member,
    span: reference.span,
    message: `${faultOf(reference, objects, rights)}, and the deletion waits for it forever. ${advice}.`,
    related: gone.map(related),
    fixes: () => (hasToStay ? keepFixes(gone) : hookFixes(gone)),
  };
}

function faultOf(
  { kind, name, neededBy }: Reference,
  objects: readonly RosterMember[],
  rights: GoneRights | undefined,
): string {
  const bindings = rights === undefined ? "" : andList(rights.bindings.map(named));
  if (objects.length === 0)
    return `This PostDelete hook has its permissions from ${bindings}, and they are deleted with the application before the hook runs. The API server refuses its requests, so it fails each time`;
  const more = rights === undefined ? "" : `, and the permissions of ${bindings},`;
  const cost = neededBy === "pods" ? "cannot start" : "never becomes healthy";
  return `This PostDelete hook needs ${kind} "${name}"${more || ","} which ${more === "" ? "is" : "are"} deleted with the application before the hook runs. The hook ${cost}`;
}

function related(entry: RosterMember): ApplicationFinding["related"][number] {
  return { member: entry.member, span: nameSpan(entry), message: `${named(entry)} is deleted before the hook runs.` };
}

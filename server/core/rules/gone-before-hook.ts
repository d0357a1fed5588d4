import { annotationKeys } from "../sync/annotations.ts";
import { isNamespace } from "../sync/resource.ts";
import { annotate } from "../rule-kit/annotate.ts";
import { optionFixes } from "../rule-kit/option-faults.ts";
import type { ApplicationRule, ApplicationFix } from "../rule-kit/application-rule.ts";
import type { Roster, RosterMember } from "../roster/roster.ts";
import { summaryOf } from "../roster/summary-of.ts";
import { named, nameSpan, namedTogether } from "../rule-kit/application-words.ts";

/** Mirrors `finalizeApplicationDeletion` in controller/appcontroller.go. */
export const goneBeforeHook: ApplicationRule = {
  id: "gone-before-hook",
  scope: "application",
  severity: "warning",
  summary: "A PostDelete hook needs something that is deleted with the application before the hook runs.",
  docs: `
PostDelete hooks run after the other resources of the application are deleted.
If such a hook needs a ServiceAccount, Secret, ConfigMap or PersistentVolumeClaim that is a normal resource of the application, it cannot start, and the deletion waits for it forever.
Make what it needs a PostDelete hook too: Argo CD creates all of them at once, and the Pod starts as soon as everything is there.
Or keep the object in the cluster with the sync option \`Delete=false\`.
The same is true of the Namespace that the hook is in: Argo CD cannot create the hook without it.
PreDelete hooks do not have this problem, because they run before anything is deleted.
`,
  *check(subject) {
    const deleted = new Set(subject.application.plan.deletion.flat());
    const homes = subject.members.filter((it) => isNamespace(it.member.resource) && isGone(it, deleted));
    for (const member of subject.members) {
      if (!member.behaviour.postDelete || member.isConditional) continue;
      const home = homes.find((it) => it.member.resource.name === member.namespace);
      if (home !== undefined) {
        yield {
          member: member.member,
          span: nameSpan(member),
          message: `This PostDelete hook is in ${named(home)}, which is deleted with the application before the hook runs. Argo CD cannot create the hook, and the deletion waits for it forever. Keep the Namespace with "Delete=false", or put the hook into another one.`,
          related: [
            { member: home.member, span: nameSpan(home), message: `${named(home)} is deleted before the hook runs.` },
          ],
          fixes: () => optionFixes([home], { title: `Add "Delete=false" to ${named(home)}`, added: "Delete=false" }),
        };
      }
      for (const reference of summaryOf(member).references) {
        const found = reference.neededBy === "pods" ? subject.providers.of(member, reference) : [];
        const [first] = found;
        if (first === undefined || !found.every((it) => isGone(it, deleted))) continue;
        yield {
          member: member.member,
          span: reference.span,
          message: `This PostDelete hook needs ${reference.kind} "${reference.name}", which is deleted with the application before the hook runs. The hook cannot start, and the deletion waits for it forever. Make ${named(first)} a PostDelete hook too.`,
          related: found.map((it) => ({
            member: it.member,
            span: nameSpan(it),
            message: `${named(it)} is deleted before the hook runs.`,
          })),
          fixes: () => hookFixes(subject, member, found),
        };
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

function isGone({ index, behaviour, isConditional }: RosterMember, deleted: ReadonlySet<number>): boolean {
  return !isConditional && !behaviour.postDelete && deleted.has(index);
}

/** A PostDelete hook is not part of a sync, so a resource that anything else needs is left as it is. */
function hookFixes(subject: Roster, hook: RosterMember, found: readonly RosterMember[]): readonly ApplicationFix[] {
  if (
    found.some(
      (it) => summaryOf(it).makes.length > 0 || subject.neededBy.get(it)?.some((needing) => needing !== hook) === true,
    )
  )
    return [];
  const edits = annotate(found, () => [
    [annotationKeys.hook, "PostDelete"],
    [annotationKeys.hookDeletePolicy, "HookSucceeded"],
  ]);
  return edits === undefined ? [] : [{ title: `Make ${namedTogether(found)} a PostDelete hook`, edits }];
}

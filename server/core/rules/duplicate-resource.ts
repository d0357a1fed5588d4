import { nodeAt } from "../manifest/node.ts";
import type { ApplicationRule } from "../rule-kit/application-rule.ts";
import type { RosterMember } from "../roster/roster.ts";
import { isKnownName } from "../needs/reference.ts";
import { named, nameSpan } from "../rule-kit/application-words.ts";

export const duplicateResource: ApplicationRule = {
  id: "duplicate-resource",
  scope: "application",
  severity: "warning",
  summary: "The same object stands twice in one application, and only the last one counts.",
  docs: `
Two manifests of the same group, kind, namespace and name are one object.
Argo CD applies the one that it reads last, and shows a condition \`RepeatedResourceWarning\`: nothing of the other counts, its annotations included.
Files are read in the order of their names, and the manifests of a file in the order of the text.
Remove one of the two, or give it another name.
Charts are judged only where no template decides which of the two is there, and kustomizations not at all: what is written twice there is a patch.
`,
  *check({ application, members }) {
    if (application.source.type === "kustomize") return;
    // The files of a folder that nobody orders may be no application at all, but a collection.
    const isOrdered = application.declared || members.some(({ behaviour }) => isOnPurpose(behaviour));
    const byIndex = new Map(members.map((member) => [member.index, member]));
    for (const { resource, by } of application.plan.overridden) {
      const loser = byIndex.get(resource);
      const winner = byIndex.get(by);
      if (loser === undefined || winner === undefined || ![loser, winner].every(isCertain)) continue;
      if (loser.namespace !== winner.namespace) continue;
      // What is never applied is said to be so elsewhere, and there is no choice between the two.
      if (loser.behaviour.role === "dropped" || loser.behaviour.role === "skipped") continue;
      if (isRecorded(loser) || isRecorded(winner)) continue;
      if (!isOrdered && loser.member.fileName !== winner.member.fileName) continue;
      yield {
        member: loser.member,
        span: nameSpan(loser),
        message: `${named(loser)} stands in this application more than once, and Argo CD applies only the last one${placeOf(loser, winner)}: this one counts for nothing. Remove one of them, or give it another name.`,
        related: [{ member: winner.member, span: nameSpan(winner), message: "This one is applied." }],
        fixes: () => [],
      };
    }
  },
  examples: [
    {
      title: "A ConfigMap in two files",
      files: {
        "a.yaml": `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  #     ^^^^^^^^ ConfigMap "settings" stands in this application more than once, and Argo CD applies only the last one, in "b.yaml": this one counts for nothing. Remove one of them, or give it another name.
  annotations:
    argocd.argoproj.io/sync-wave: "-1"
`,
        "b.yaml": `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
`,
      },
    },
    {
      title: "One name in two namespaces",
      files: {
        "a.yaml": `
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: one
  annotations:
    argocd.argoproj.io/sync-wave: "-1"
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: two
`,
      },
    },
  ],
};

/** What was read from a cluster, and not written to be applied, is kept for other ends. */
function isRecorded({ member }: RosterMember): boolean {
  return nodeAt(member.manifest.node, "metadata", "uid") !== undefined;
}

function isOnPurpose({ role, waveSource }: RosterMember["behaviour"]): boolean {
  return role === "hook" || role === "deletion-hook" || waveSource === "sync-wave";
}

function isCertain({ member, namespace, isConditional }: RosterMember): boolean {
  return (
    !isConditional && namespace !== undefined && isKnownName(member.manifest.name) && member.manifest.apiVersion !== ""
  );
}

function placeOf(loser: RosterMember, winner: RosterMember): string {
  const { fileName } = winner.member;
  return fileName === loser.member.fileName ? "" : `, in "${fileName.replace(/^.*[/\\]/, "")}"`;
}

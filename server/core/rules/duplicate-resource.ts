import { nodeAt } from "../manifest/node.ts";
import type { ApplicationRule } from "../rule-kit/application-rule.ts";
import type { RosterMember } from "../roster/roster.ts";
import { isKnownName } from "../needs/reference.ts";
import { named, nameSpan } from "../rule-kit/application-words.ts";

/** Mirrors `NormalizeTargetObjects` in controller/state.go. */
export const duplicateResource: ApplicationRule = {
  id: "duplicate-resource",
  scope: "application",
  severity: "warning",
  summary: "If an application has the same object twice, Argo CD applies only the last one.",
  byHand: "which of them is wanted",
  docs: `
Two manifests with the same group, kind, namespace and name describe one object.
Argo CD applies the one that it reads last and shows the condition \`RepeatedResourceWarning\`.
It ignores the other one, including its annotations.
It reads files in the order of their names, and the manifests in a file from top to bottom.
Remove one of them, or give it another name.
Two files of a folder that no Application names may be examples or alternatives: they are compared only if one of the two objects has a wave or is a hook, and not if one file is named after the other, as \`app-arm.yaml\` is after \`app.yaml\`.
Charts are checked only if no template decides which of the two is there.
Kustomizations are not checked, because a second manifest there is a patch or makes the build fail.
`,
  *check({ application, members }) {
    if (application.source.type === "kustomize") return;
    const byIndex = new Map(members.map((member) => [member.index, member]));
    for (const { resource, by } of application.plan.overridden) {
      const loser = byIndex.get(resource);
      const winner = byIndex.get(by);
      if (loser === undefined || winner === undefined || ![loser, winner].every(isCertain)) continue;
      if (loser.namespace !== winner.namespace) continue;
      // Other rules report what is never applied.
      if (loser.behaviour.role === "dropped" || loser.behaviour.role === "skipped") continue;
      if (isRecorded(loser) || isRecorded(winner)) continue;
      if (!application.declared && mayBeAlternatives(loser, winner)) continue;
      yield {
        member: loser.member,
        span: nameSpan(loser),
        message: `${named(loser)} is in this application more than once. Argo CD ignores this one and applies only the last one${placeOf(loser, winner)}. Remove one of them, or give it another name.`,
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
  #     ^^^^^^^^ ConfigMap "settings" is in this application more than once. Argo CD ignores this one and applies only the last one, in "b.yaml". Remove one of them, or give it another name.
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
      title: "Examples in a folder that no Application names",
      files: {
        "allowed.yaml": `
apiVersion: v1
kind: Pod
metadata:
  name: example
`,
        "constraint.yaml": `
apiVersion: v1
kind: ConfigMap
metadata:
  name: constraint
  annotations:
    argocd.argoproj.io/sync-wave: "1"
`,
        "disallowed.yaml": `
apiVersion: v1
kind: Pod
metadata:
  name: example
`,
      },
    },
    {
      title: "A variant in a folder that no Application names",
      files: {
        "runner.yaml": `
apiVersion: v1
kind: ConfigMap
metadata:
  name: runner
  annotations:
    argocd.argoproj.io/sync-wave: "1"
`,
        "runner-arm.yaml": `
apiVersion: v1
kind: ConfigMap
metadata:
  name: runner
  annotations:
    argocd.argoproj.io/sync-wave: "1"
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

/** Whether the manifest was exported from a cluster: such a copy is not there to be applied. */
function isRecorded({ member }: RosterMember): boolean {
  return nodeAt(member.manifest.node, "metadata", "uid") !== undefined;
}

/** Whether the files of two objects may be examples, or variants of which somebody takes one. */
function mayBeAlternatives(one: RosterMember, other: RosterMember): boolean {
  const [first, second] = [one, other].map(({ member }) => member.fileName.replace(/\.\w+$/, ""));
  if (first === undefined || second === undefined || one.member.fileName === other.member.fileName) return false;
  return (
    ![one, other].some(({ behaviour }) => isOnPurpose(behaviour)) ||
    isVariant(first, second) ||
    isVariant(second, first)
  );
}

function isVariant(name: string, original: string): boolean {
  return name.startsWith(original) && /^[-_.]/.test(name.slice(original.length));
}

function isOnPurpose({ role, waveSource }: RosterMember["behaviour"]): boolean {
  return role === "hook" || role === "deletion-hook" || waveSource === "sync-wave";
}

function isCertain({ member, namespace, isConditional }: RosterMember): boolean {
  const { manifest, resource, printed } = member;
  // With other values, what a template prints may have another name.
  const { name } = printed?.valuesAre === "known" ? resource : manifest;
  return !isConditional && namespace !== undefined && isKnownName(name) && manifest.apiVersion !== "";
}

function placeOf(loser: RosterMember, winner: RosterMember): string {
  const { fileName } = winner.member;
  return fileName === loser.member.fileName ? "" : `, in "${fileName.replace(/^.*[/\\]/, "")}"`;
}

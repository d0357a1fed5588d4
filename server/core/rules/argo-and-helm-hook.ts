import { helmHookDeletePolicy } from "../catalogue/annotations/helm-hook-delete-policy.ts";
import { helmHook } from "../catalogue/annotations/helm-hook.ts";
import { hookDeletePolicy } from "../catalogue/annotations/hook-delete-policy.ts";
import { hook } from "../catalogue/annotations/hook.ts";
import { helmDeletePolicyMeaning } from "../sync/delete-policy.ts";
import { helmHookMeaning } from "../sync/helm-hook.ts";
import type { Annotation } from "../manifest/manifest.ts";
import type { AnnotationSpec } from "../catalogue/annotation.ts";
import { behaviourWith, knownAnnotations, valueSpan } from "../rule-kit/annotations.ts";
import { itemsOf } from "../rule-kit/items.ts";
import { removeEntry } from "../rule-kit/entry-fixes.ts";
import type { Finding, Rule, Subject } from "../rule-kit/rule.ts";
import { andList, thisKind } from "../rule-kit/words.ts";

/**
 * Mirrors `Types` in gitops-engine/pkg/sync/hook/hook.go, `DeletePolicies` in gitops-engine/pkg/sync/hook/delete_policy.go and
 * `isHookOfType` in controller/hook.go.
 */
export const argoAndHelmHook: Rule = {
  id: "argo-and-helm-hook",
  severity: "information",
  summary:
    "If the hook annotations of Argo CD and Helm differ, Argo CD uses its own hook types, but the delete policies of both.",
  docs: `
If \`argocd.argoproj.io/hook\` has a valid type other than \`PreDelete\` and \`PostDelete\`, Argo CD ignores the types in \`helm.sh/hook\`.
Only the equivalents of \`PreDelete\` and \`PostDelete\` are always read from both annotations.
Delete policies add up: Argo CD applies those in \`helm.sh/hook-delete-policy\` and those in \`argocd.argoproj.io/hook-delete-policy\`.
Having both annotations is fine if Helm itself also installs the chart, so only differences are reported.
`,
  *check(subject) {
    const { role, phases, preDelete, postDelete } = behaviourWith(subject);
    const [own, helm] = [wordsOf(subject, hook), wordsOf(subject, helmHook)];
    if (own === undefined || helm === undefined || role !== "hook") return;
    const lost = helm.words.filter((word) => isLost(word, phases));
    if (lost.length > 0) {
      const types = [...phases, ...(preDelete ? ["PreDelete"] : []), ...(postDelete ? ["PostDelete"] : [])];
      yield findingOn(
        subject,
        helm.annotation,
        `Argo CD takes the hook types from "${hook.key}": ${thisKind(subject)} runs as ${quotedList(types)}, and Helm's ${quotedList(lost)} ${lost.length === 1 ? "is" : "are"} ignored. Make the two agree, or remove one of them.`,
      );
    }
    yield* policyFindings(subject);
  },
  examples: [
    {
      title: "Two hooks at different times",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: Sync
    helm.sh/hook: pre-install,pre-upgrade
    #             ^^^^^^^^^^^^^^^^^^^^^^^ Argo CD takes the hook types from "argocd.argoproj.io/hook": this Job runs as "Sync", and Helm's "pre-install" and "pre-upgrade" are ignored. Make the two agree, or remove one of them.
`,
    },
    {
      title: "Delete policies in both annotations",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
    helm.sh/hook: pre-install
    helm.sh/hook-delete-policy: hook-succeeded
    #                           ^^^^^^^^^^^^^^ Argo CD adds the delete policies of Helm to its own, so this Job has "BeforeHookCreation" and "HookSucceeded". Make the two agree, or remove one of them.
`,
    },
    {
      title: "The same hook for Argo CD and for Helm",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
    helm.sh/hook: pre-install,pre-upgrade
    helm.sh/hook-delete-policy: before-hook-creation
`,
    },
  ],
};

function wordsOf(
  subject: Subject,
  spec: AnnotationSpec,
): { annotation: Annotation; words: readonly string[] } | undefined {
  const known = knownAnnotations(subject, spec)[0];
  return known && { annotation: known.annotation, words: itemsOf(known).map(({ text }) => text) };
}

/** Whether Helm would run the hook at a time when Argo CD does not. */
function isLost(word: string, phases: readonly string[]): boolean {
  const meaning = helmHookMeaning(word);
  return meaning !== undefined && meaning !== "PreDelete" && meaning !== "PostDelete" && !phases.includes(meaning);
}

function* policyFindings(subject: Subject): Generator<Finding> {
  const [own, helm] = [wordsOf(subject, hookDeletePolicy), wordsOf(subject, helmHookDeletePolicy)];
  if (own === undefined || helm === undefined) return;
  const added = helm.words.map(helmDeletePolicyMeaning).filter((policy) => policy !== undefined);
  if (added.every((policy) => own.words.includes(policy))) return;
  const { deletePolicies } = behaviourWith(subject);
  yield findingOn(
    subject,
    helm.annotation,
    `Argo CD adds the delete policies of Helm to its own, so ${thisKind(subject)} has ${quotedList(deletePolicies)}. Make the two agree, or remove one of them.`,
  );
}

function findingOn(subject: Subject, annotation: Annotation, message: string): Finding {
  return {
    span: valueSpan(subject, annotation),
    message,
    fixes: removeEntry(`Remove "${annotation.key.text}"`, subject, annotation),
  };
}

function quotedList(words: readonly string[]): string {
  return andList(words.map((word) => `"${word}"`));
}

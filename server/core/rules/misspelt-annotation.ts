import type { AnnotationSpec } from "../catalogue/annotation.ts";
import { type MeantKey, meantKey } from "../catalogue/keys.ts";
import { nearest } from "../catalogue/near.ts";
import type { Annotation } from "../manifest/manifest.ts";
import { wherever } from "../manifest/place.ts";
import { csvItems } from "../sync/annotations.ts";
import { derive } from "../memo.ts";
import { hasKey, readAnnotations } from "../rule-kit/annotations.ts";
import { removeEntry, renameKey } from "../rule-kit/entry-fixes.ts";
import { isRejected } from "../rule-kit/rejected-keys.ts";
import type { Finding, Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { costOfAbsence, shown } from "../rule-kit/words.ts";

/** Mirrors `GetAnnotationCSVs` in gitops-engine/pkg/sync/resource/annotations.go; other readers ask for exact keys too. */
export const misspeltAnnotation: Rule = {
  id: "misspelt-annotation",
  severity: "warning",
  summary: "Argo CD reads an annotation only under its exact key.",
  docs: `
Argo CD looks for the exact keys of its annotations, including prefix and case, and silently ignores all others.
Some tutorials use \`hook-deletion-policy\`, \`hook-weight\` and \`wave\` with the prefix \`argocd.argoproj.io/\`, but no version of Argo CD has ever read them.
The right prefix is \`argocd.argoproj.io/\`, or \`helm.sh/\` for Helm's own annotations.
`,
  places: wherever,
  unnecessary: true,
  *check(subject) {
    for (const annotation of readAnnotations(subject)) {
      if (isRejected(subject, annotation)) continue;
      const meant = meantKey(annotation.key.text);
      if (meant !== undefined && isPlausible(annotation, meant)) yield findingOn(subject, annotation, meant);
    }
  },
  examples: [
    {
      title: "The delete policy of many tutorials",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-deletion-policy: HookSucceeded
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Argo CD does not read "argocd.argoproj.io/hook-deletion-policy", so the default "BeforeHookCreation" applies. Did you mean "argocd.argoproj.io/hook-delete-policy"?
`,
      fixed: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-delete-policy: HookSucceeded
`,
    },
    {
      title: "The right name in the wrong domain",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.io/hook: PreSync
  # ^^^^^^^^^^^^^^ Argo CD does not read "argocd.io/hook", so this Job is not a hook. Did you mean "argocd.argoproj.io/hook"?
`,
      fixed: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
`,
    },
    {
      title: "The right key is already there",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: "1"
    argocd.argoproj.io/hook-weight: "5"
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Argo CD does not read "argocd.argoproj.io/hook-weight", and "argocd.argoproj.io/sync-wave" is already there. Remove one of the two.
`,
    },
    {
      title: "Annotations of other tools",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    link.argocd.argoproj.io/logs: https://logs.example.com
    ran.openshift.io/ztp-deploy-wave: "1"
    kustomize.toolkit.fluxcd.io/sync-wave: "1"
`,
    },
  ],
};

/** A key without a domain must have a value that fits the annotation: `hook` may mean many things. */
function isPlausible({ key, value }: Annotation, { spec }: MeantKey): boolean {
  if (key.text.includes("/") || spec === undefined) return true;
  if (value.type !== "scalar" || value.scalarType === "unknown") return false;
  return isValueOf(spec, value.text);
}

function isValueOf({ value }: AnnotationSpec, text: string): boolean {
  if (value.type !== "list") return value.check(text) === undefined;
  const words = value.items.map((item) => item.value);
  return csvItems(text).some((item) => nearest(item, words) !== undefined);
}

function findingOn(subject: Subject, annotation: Annotation, meant: MeantKey): Finding {
  const written = shown(annotation.key.text);
  const remove = removeEntry("Remove the annotation", subject, annotation);
  if (isThere(subject, annotation, meant)) {
    return {
      span: annotation.key.span,
      message: `Argo CD does not read ${written}, and "${meant.key}" is already there. Remove one of the two.`,
      fixes: remove,
    };
  }
  return {
    span: annotation.key.span,
    message: `Argo CD does not read ${written}, so ${costOfAbsence(subject, meant.spec)}. Did you mean "${meant.key}"?`,
    fixes: [
      ...renameKey(annotation, meant.key).map((fix): Fix => (meant.sure ? { ...fix, preferred: true } : fix)),
      ...remove,
    ],
  };
}

/** Whether the right key is already written, or another fix turns an earlier annotation into it. */
function isThere(subject: Subject, annotation: Annotation, { key }: MeantKey): boolean {
  return hasKey(subject, key) || (derive(subject, firstMeant).get(key) ?? Infinity) < annotation.key.span.start;
}

/** For each right key the offset at which it is first misspelt. */
function firstMeant({ manifest }: Subject): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const { key } of manifest.annotations) {
    const meant = meantKey(key.text)?.key;
    if (meant !== undefined) first.set(meant, Math.min(first.get(meant) ?? Infinity, key.span.start));
  }
  return first;
}

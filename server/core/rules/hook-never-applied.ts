import { helmHook } from "../catalogue/annotations/helm-hook.ts";
import { hook } from "../catalogue/annotations/hook.ts";
import { nearest } from "../catalogue/near.ts";
import { helmHookMeaning, helmHookTypes } from "../sync/helm-hook.ts";
import { hookTypes } from "../sync/hook.ts";
import {
  type KnownAnnotation,
  isNeverApplied,
  isWritten,
  knownAnnotations,
  valueSpan,
} from "../rule-kit/annotations.ts";
import { type ListItem, changeTo, itemsOf, separateByCommas, splitAtOtherSeparators } from "../rule-kit/items.ts";
import { removeEntry, renameKey } from "../rule-kit/entry-fixes.ts";
import { onResources } from "../rule-kit/places.ts";
import type { Finding, Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { orList, shown, thisKind } from "../rule-kit/words.ts";

/**
 * Mirrors `Ignore` in gitops-engine/pkg/sync/ignore/ignore.go and `splitHooks` in gitops-engine/pkg/sync/reconcile.go, which leaves
 * such a resource out and logs nothing.
 */
export const hookNeverApplied: Rule = {
  id: "hook-never-applied",
  severity: "error",
  summary: "Argo CD never applies a hook without a hook type that it knows.",
  docs: `
The annotation alone makes the resource a hook; its hook types say in which phases it runs.
Without a valid type it runs in none: Argo CD neither applies nor shows it, and the sync succeeds without it.
If it was a normal resource in an earlier sync, Argo CD prunes it when pruning is on.
Hook types are separated by commas and are case-sensitive.
The same is true of \`helm.sh/hook\`, which Argo CD reads if its own annotation has no valid type.
`,
  places: onResources,
  *check(subject) {
    for (const known of knownAnnotations(subject, hook, helmHook)) {
      if (!isNeverApplied(subject, known.annotation)) continue;
      if (known.spec === hook) yield* ownFindings(subject, known);
      else if (!isWritten(subject, hook)) yield* helmFindings(subject, known);
    }
  },
  examples: [
    {
      title: "A misspelt hook type",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: Presync
    #                        ^^^^^^^ "Presync" is not a hook type, so Argo CD never applies this Job and reports no error. Did you mean "PreSync"?
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
      title: "Items that are not separated by a comma",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync;PostSync
    #                        ^^^^^^^^^^^^^^^^ "PreSync;PostSync" is not a hook type, so Argo CD never applies this Job and reports no error. Separate hook types with commas.
`,
    },
    {
      title: "A misspelt Helm hook",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    helm.sh/hook: "pre-instal"
    #              ^^^^^^^^^^ "pre-instal" is not a Helm hook, so Argo CD never applies this Job and reports no error. Did you mean "pre-install"?
`,
      fixed: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    helm.sh/hook: "pre-install"
`,
    },
    {
      title: "Two hook types, separated by a comma",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync,PostSync
`,
    },
  ],
};

function* ownFindings(subject: Subject, known: KnownAnnotation): Generator<Finding> {
  const items = itemsOf(known);
  if (items.length === 0) yield emptyFinding(subject, known, hookTypes);
  for (const item of items) {
    const meant = nearest(item.text, hookTypes) ?? helmHookMeaning(item.text);
    yield {
      span: item.span,
      message: `${shown(item.text)} is not a hook type, so Argo CD never applies ${thisKind(subject)} and reports no error. ${adviceFor(item, meant)}`,
      fixes: [
        ...changeTo(known, item, meant),
        ...separateByCommas(known, item, hookTypes),
        ...removeLast(known, items),
      ],
    };
  }
}

function adviceFor(item: ListItem, meant: string | undefined): string {
  if (meant !== undefined && nearest(item.text, hookTypes) === undefined)
    return `Argo CD's equivalent of this Helm hook is "${meant}".`;
  if (meant !== undefined) return `Did you mean "${meant}"?`;
  if (splitAtOtherSeparators(item.text, hookTypes) !== undefined) return "Separate hook types with commas.";
  if (isHelmHookType(item.text)) return `Argo CD has no equivalent of this Helm hook: use ${orList(hookTypes)}.`;
  return `Use ${orList(hookTypes)}.`;
}

function* helmFindings(subject: Subject, known: KnownAnnotation): Generator<Finding> {
  const items = itemsOf(known);
  if (items.length === 0) yield emptyFinding(subject, known, helmHookTypes);
  for (const item of items) {
    if (isHelmHookType(item.text)) continue;
    const meant = nearest(item.text, helmHookTypes);
    const own = nearest(item.text, hookTypes);
    const advice =
      own !== undefined
        ? `Write "${own}" in "${hook.key}".`
        : meant === undefined
          ? `Use ${orList(helmHookTypes)}.`
          : `Did you mean "${meant}"?`;
    yield {
      span: item.span,
      message: `${shown(item.text)} is not a Helm hook, so Argo CD never applies ${thisKind(subject)} and reports no error. ${advice}`,
      fixes: [
        ...(own === undefined ? changeTo(known, item, meant) : renameKey(known.annotation, hook.key)),
        ...separateByCommas(known, item, helmHookTypes),
        ...removeLast(known, items),
      ],
    };
  }
}

function emptyFinding(subject: Subject, { annotation }: KnownAnnotation, types: readonly string[]): Finding {
  return {
    span: valueSpan(subject, annotation),
    message: `The hook has no hook type, so Argo CD never applies ${thisKind(subject)} and reports no error. Use ${orList(types)}.`,
    fixes: removeEntry("Remove the hook annotation", subject, annotation),
  };
}

/** If its only type is invalid, the whole annotation goes: without it, the resource is applied like any other. */
function removeLast(known: KnownAnnotation, items: readonly ListItem[]): Fix[] {
  return items.length > 1 ? [] : removeEntry("Remove the hook annotation", known.subject, known.annotation);
}

function isHelmHookType(item: string): boolean {
  return (helmHookTypes as readonly string[]).includes(item);
}

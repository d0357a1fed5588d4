import { helmHook } from "../catalogue/annotations/helm-hook.ts";
import { hook } from "../catalogue/annotations/hook.ts";
import { nearest } from "../catalogue/near.ts";
import { helmHookMeaning, helmHookTypes } from "../sync/helm-hook.ts";
import { hookTypes } from "../sync/hook.ts";
import { type KnownAnnotation, behaviourWith, knownAnnotations } from "../rule-kit/annotations.ts";
import { type ListItem, changeTo, itemsOf, removeItems, separateByCommas } from "../rule-kit/items.ts";
import { onResources } from "../rule-kit/places.ts";
import type { Finding, Rule } from "../rule-kit/rule.ts";
import { andList, orList, shown, thisKind } from "../rule-kit/words.ts";

/** Mirrors `NewHookType` in gitops-engine/pkg/sync/common/types.go. */
export const unknownHookType: Rule = {
  id: "unknown-hook-type",
  severity: "warning",
  summary: "Argo CD ignores hook types that it does not know.",
  docs: `
Argo CD keeps the valid hook types in a list and silently drops the others, so the hook does not run in every phase it was meant for.
Hook types are separated by commas and are case-sensitive.
In \`helm.sh/hook\`, Argo CD also ignores hooks that it has no equivalent of, such as \`pre-rollback\`; they are valid for Helm, so they are not reported here.
Helm itself leaves a resource out of a chart if it does not know one of its hooks.
`,
  places: onResources,
  *check(subject) {
    for (const known of knownAnnotations(subject, hook, helmHook)) {
      const { role } = behaviourWith(subject, known.annotation);
      const words = known.spec === hook ? hookTypes : helmHookTypes;
      if (role === "dropped") continue;
      const items = itemsOf(known);
      const valid = items.filter((item) => isOneOf(item.text, words));
      for (const item of items) if (!isOneOf(item.text, words)) yield findingOn(known, item, valid);
    }
  },
  examples: [
    {
      title: "A misspelt hook type next to a valid one",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: check
  annotations:
    argocd.argoproj.io/hook: PreSync,Postsync
    #                                ^^^^^^^^ "Postsync" is not a hook type, so Argo CD ignores it: only "PreSync" remains. Did you mean "PostSync"?
`,
      fixed: `
apiVersion: batch/v1
kind: Job
metadata:
  name: check
  annotations:
    argocd.argoproj.io/hook: PreSync,PostSync
`,
    },
    {
      title: "A Helm hook that does not exist",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: check
  annotations:
    helm.sh/hook: pre-install,pre-update
    #                         ^^^^^^^^^^ "pre-update" is not a Helm hook, so Argo CD ignores it: only "pre-install" remains. In a chart, Helm leaves out this Job. Use pre-install, post-install, pre-upgrade, post-upgrade, pre-delete, post-delete, pre-rollback, post-rollback, test, test-success, test-failure or crd-install.
`,
    },
    {
      title: "Spaces around an item do not matter",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: check
  annotations:
    argocd.argoproj.io/hook: PreSync, PostSync
`,
    },
  ],
};

function findingOn(known: KnownAnnotation, item: ListItem, valid: readonly ListItem[]): Finding {
  const isOwn = known.spec === hook;
  const words: readonly string[] = isOwn ? hookTypes : helmHookTypes;
  const near = nearest(item.text, words) ?? (isOwn ? helmHookMeaning(item.text) : undefined);
  const meant = valid.some((other) => other.text === near) ? undefined : near;
  const type = isOwn ? "hook type" : "Helm hook";
  const advice =
    near === undefined ? `Use ${orList(words)}.` : meant === undefined ? "Remove it." : `Did you mean "${meant}"?`;
  return {
    span: item.span,
    message: `${shown(item.text)} is not a ${type}, so Argo CD ignores it: ${remainder(valid)}.${isOwn ? "" : helmWords(known, item)} ${advice}`,
    fixes: [
      ...changeTo(known, item, meant),
      ...separateByCommas(known, item, words),
      ...removeItems(`Remove ${shown(item.text)}`, known, (other) => other.text === item.text),
    ],
  };
}

/** What Helm makes of the item, which it reads in any case: it leaves out the resource of a hook that it does not know. */
function helmWords({ subject }: KnownAnnotation, { text }: ListItem): string {
  return isOneOf(text.toLowerCase(), helmHookTypes) ? "" : ` In a chart, Helm leaves out ${thisKind(subject)}.`;
}

function remainder(valid: readonly ListItem[]): string {
  if (valid.length === 0) return "only the hook types of the other annotation remain";
  const types = andList(valid.map((item) => `"${item.text}"`));
  return valid.length === 1 ? `only ${types} remains` : `only ${types} remain`;
}

function isOneOf(item: string, words: readonly string[]): boolean {
  return words.includes(item);
}

import { helmHookDeletePolicy } from "../catalogue/annotations/helm-hook-delete-policy.ts";
import { hookDeletePolicy } from "../catalogue/annotations/hook-delete-policy.ts";
import { nearest } from "../catalogue/near.ts";
import { deletePolicies, helmDeletePolicies } from "../sync/delete-policy.ts";
import { type KnownAnnotation, knownAnnotations } from "../rule-kit/annotations.ts";
import { type ListItem, changeTo, hasItem, itemsOf, removeItems, separateByCommas } from "../rule-kit/items.ts";
import { onResources } from "../rule-kit/places.ts";
import type { Finding, Fix, Rule } from "../rule-kit/rule.ts";
import { orList, policyWords, shown } from "../rule-kit/words.ts";

/** Mirrors `NewHookDeletePolicy` in gitops-engine/pkg/sync/common/types.go. */
export const unknownDeletePolicy: Rule = {
  id: "unknown-delete-policy",
  severity: "warning",
  summary: "Argo CD ignores delete policies that it does not know.",
  docs: `
Argo CD keeps the valid policies and silently drops the others; if none is left, the default \`BeforeHookCreation\` applies.
\`argocd.argoproj.io/hook-delete-policy\` takes \`HookSucceeded\`, \`HookFailed\` and \`BeforeHookCreation\`.
\`helm.sh/hook-delete-policy\` takes \`hook-succeeded\`, \`hook-failed\` and \`before-hook-creation\`.
Neither accepts the policies of the other.
`,
  places: [...onResources, "template"],
  *check(subject) {
    for (const known of knownAnnotations(subject, hookDeletePolicy, helmHookDeletePolicy)) {
      const items = itemsOf(known);
      const words = wordsOf(known);
      const rest = policyWords(subject, known.annotation);
      for (const item of items) if (!words.includes(item.text)) yield findingOn(known, item, rest);
    }
  },
  examples: [
    {
      title: "Helm's spelling under Argo CD's key",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-delete-policy: hook-succeeded
    #                                      ^^^^^^^^^^^^^^ "hook-succeeded" is not a delete policy here, so Argo CD ignores it and the default "BeforeHookCreation" applies. Did you mean "HookSucceeded"?
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
      title: "An unknown policy next to a valid one",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-delete-policy: HookFailed,OnSuccess
    #                                                 ^^^^^^^^^ "OnSuccess" is not a delete policy here, so Argo CD ignores it and only "HookFailed" applies. Use BeforeHookCreation, HookSucceeded or HookFailed.
`,
    },
    {
      title: "Two policies in a list",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation,HookSucceeded
`,
    },
  ],
};

function wordsOf({ spec }: KnownAnnotation): readonly string[] {
  return spec === hookDeletePolicy ? deletePolicies : helmDeletePolicies;
}

/** `rest` says which delete policies are left. */
function findingOn(known: KnownAnnotation, item: ListItem, rest: string | undefined): Finding {
  const words = wordsOf(known);
  const near = nearest(item.text, words);
  const meant = near !== undefined && hasItem(known, near) ? undefined : near;
  const separate = separateByCommas(known, item, words);
  const advice =
    separate.length > 0
      ? "Separate delete policies with commas."
      : near === undefined
        ? `Use ${orList(words)}.`
        : meant === undefined
          ? "Remove it."
          : `Did you mean "${meant}"?`;
  const ignored = `${shown(item.text)} is not a delete policy here, so Argo CD ignores it`;
  return {
    span: item.span,
    message: `${ignored}${rest === undefined ? "" : ` and ${rest}`}. ${advice}`,
    fixes: [
      ...(near === undefined && separate.length === 0 ? choices(known, item) : changeTo(known, item, meant)),
      ...separate,
      ...removeItems(`Remove ${shown(item.text)}`, known, (other) => other.text === item.text),
    ],
  };
}

/** A fix for each policy that is not there yet; which one was meant, nobody knows. */
function choices(known: KnownAnnotation, item: ListItem): Fix[] {
  const others = wordsOf(known).filter((word) => !hasItem(known, word));
  return others.flatMap((word) => changeTo(known, item, word)).map(({ title, edits }) => ({ title, edits }));
}

import { hook } from "../catalogue/annotations/hook.ts";
import { behaviourWith, knownAnnotations } from "../rule-kit/annotations.ts";
import { itemsOf, removeItems } from "../rule-kit/items.ts";
import type { HookType } from "../sync/hook.ts";
import { onResources } from "../rule-kit/places.ts";
import type { Rule } from "../rule-kit/rule.ts";
import { andList } from "../rule-kit/words.ts";

const skip: HookType = "Skip";

export const skipBesideHookTypes: Rule = {
  id: "skip-beside-hook-types",
  severity: "warning",
  summary: "Skip counts only where it is the only hook type, so beside others the resource is applied.",
  docs: `
\`Skip\` keeps Argo CD from applying a manifest, but only where no other valid type stands beside it.
\`Skip,PreSync\` is a PreSync hook like any other.
\`PreDelete\` and \`PostDelete\` are no types of a sync: beside them \`Skip\` counts.
`,
  places: onResources,
  *check(subject) {
    for (const known of knownAnnotations(subject, hook)) {
      const item = itemsOf(known).find(({ text }) => text === skip);
      const { role, phases } = behaviourWith(subject, known.annotation);
      if (item === undefined || role !== "hook") continue;
      const types = andList(phases.map((phase) => `"${phase}"`));
      yield {
        span: item.span,
        message: `Argo CD heeds "Skip" only where it stands alone: here it is ignored, and the hook runs in ${types}. Remove "Skip" or the other hook types.`,
        fixes: [
          ...removeItems(`Remove "Skip"`, known, ({ text }) => text === skip),
          ...removeItems(`Leave only "Skip"`, known, ({ text }) => text !== skip),
        ],
      };
    }
  },
  examples: [
    {
      title: "A hook that was to be skipped runs all the same",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: seed
  annotations:
    argocd.argoproj.io/hook: Skip,PreSync
    #                        ^^^^ Argo CD heeds "Skip" only where it stands alone: here it is ignored, and the hook runs in "PreSync". Remove "Skip" or the other hook types.
`,
    },
    {
      title: "Alone it keeps the manifest from being applied",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: seed
  annotations:
    argocd.argoproj.io/hook: Skip
`,
    },
  ],
};

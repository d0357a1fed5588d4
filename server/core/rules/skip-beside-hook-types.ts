import { hook } from "../catalogue/annotations/hook.ts";
import { behaviourWith, knownAnnotations } from "../rule-kit/annotations.ts";
import { itemsOf, removeItems } from "../rule-kit/items.ts";
import type { HookType } from "../sync/hook.ts";
import { onResources } from "../rule-kit/places.ts";
import type { Rule } from "../rule-kit/rule.ts";
import { andList } from "../rule-kit/words.ts";

const skip: HookType = "Skip";

/** Mirrors `Skip` in gitops-engine/pkg/sync/hook/hook.go. */
export const skipBesideHookTypes: Rule = {
  id: "skip-beside-hook-types",
  severity: "warning",
  summary: "Skip works only as the single hook type: with others next to it, the resource is applied.",
  docs: `
\`Skip\` keeps Argo CD from applying a manifest, but only without another valid type next to it.
\`Skip,PreSync\` is a PreSync hook like any other.
\`PreDelete\` and \`PostDelete\` do not run in a sync, so \`Skip\` still works next to them.
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
        message: `"Skip" works only as the single hook type. Here Argo CD ignores it and runs the hook in ${types}. Remove "Skip" or the other hook types.`,
        fixes: [
          ...removeItems(`Remove "Skip"`, known, ({ text }) => text === skip),
          ...removeItems(`Keep only "Skip"`, known, ({ text }) => text !== skip),
        ],
      };
    }
  },
  examples: [
    {
      title: "A hook that runs although it should be skipped",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: seed
  annotations:
    argocd.argoproj.io/hook: Skip,PreSync
    #                        ^^^^ "Skip" works only as the single hook type. Here Argo CD ignores it and runs the hook in "PreSync". Remove "Skip" or the other hook types.
`,
    },
    {
      title: "Skip as the single hook type",
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

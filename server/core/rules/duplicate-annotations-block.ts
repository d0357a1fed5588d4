import { isOwnKey } from "../catalogue/keys.ts";
import { holdsComment } from "../edit/entries.ts";
import { mergeBlocks } from "../edit/merge.ts";
import { type Entry, nodeAt } from "../manifest/node.ts";
import { wholeObjects } from "../manifest/place.ts";
import { type Branch, branchOf } from "../rule-kit/annotations.ts";
import type { Finding, Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { andList, shown } from "../rule-kit/words.ts";

/** How many lost annotations a message names. */
const mostNamed = 3;

/** Mirrors `SplitYAML` in gitops-engine/pkg/utils/kube/kube.go, which takes the last of several keys. */
export const duplicateAnnotationsBlock: Rule = {
  id: "duplicate-annotations-block",
  severity: "warning",
  summary: "If metadata has two annotations blocks, Argo CD reads only the last one.",
  docs: `
Only the last \`annotations:\` in a mapping is kept, so every annotation in the first one is silently lost.
This is true for plain manifests and Helm charts.
Kustomize merges the blocks, so the same file means something else there.
`,
  places: wholeObjects,
  *check(subject) {
    // In each branch of a template the last one so far.
    const seen = new Map<Branch, Entry>();
    for (const block of subject.manifest.annotationBlocks) {
      if (block.merged) continue;
      const branch = branchOf(subject, block.key.span.start);
      const earlier = seen.get(branch);
      seen.set(branch, block);
      if (earlier !== undefined && [earlier, block].some(holdsOwnKey)) yield findingOn(subject, earlier, block);
    }
  },
  examples: [
    {
      title: "The hook of the first block is lost",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  annotations:
    argocd.argoproj.io/hook: PreSync
  name: migrate
  annotations:
# ^^^^^^^^^^^ Outside of a kustomization, Argo CD reads only this "annotations:" block, so "argocd.argoproj.io/hook" in the block above is lost. Merge the two blocks.
    argocd.argoproj.io/sync-wave: "1"
`,
    },
    {
      title: "The first block has nothing that the last one lacks",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  annotations:
    argocd.argoproj.io/hook: PreSync
  name: migrate
  annotations:
# ^^^^^^^^^^^ Outside of a kustomization, Argo CD reads only this "annotations:" block. Merge the two blocks.
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: "1"
`,
      fixed: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: "1"
`,
    },
    {
      title: "The first block has many annotations that the last one lacks",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-delete-policy: HookSucceeded
    example.com/team: shop
    example.com/pager: shop-oncall
    example.com/wiki: migrations
  name: migrate
  annotations:
# ^^^^^^^^^^^ Outside of a kustomization, Argo CD reads only this "annotations:" block, so "argocd.argoproj.io/hook", "argocd.argoproj.io/hook-delete-policy", "example.com/team" and 2 more in the block above are lost. Merge the two blocks.
    argocd.argoproj.io/sync-wave: "1"
`,
    },
    {
      title: "One block for all annotations",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: "1"
`,
    },
  ],
};

function holdsOwnKey({ value }: Entry): boolean {
  return value.type === "map" && value.entries.some(({ key }) => isOwnKey(key.text));
}

function findingOn(subject: Subject, earlier: Entry, block: Entry): Finding {
  const lost = lostEntries(earlier, block).map(({ key }) => shown(key.text));
  const named = lost.length > mostNamed ? [...lost.slice(0, mostNamed), `${lost.length - mostNamed} more`] : lost;
  const cost =
    lost.length === 0 ? "." : `, so ${andList(named)} in the block above ${lost.length === 1 ? "is" : "are"} lost.`;
  return {
    span: block.key.span,
    message: `Outside of a kustomization, Argo CD reads only this "annotations:" block${cost} Merge the two blocks.`,
    fixes: mergeFixes(subject, earlier, block),
  };
}

/** The entries of the earlier block that the later one does not repeat. */
function lostEntries({ value }: Entry, block: Entry): readonly Entry[] {
  if (value.type !== "map") return [];
  const kept = new Map(block.value.type === "map" ? block.value.entries.map((it) => [it.key.text, it.value]) : []);
  return value.entries.filter((entry) => {
    const other = kept.get(entry.key.text);
    return other?.type !== "scalar" || entry.value.type !== "scalar" || other.text !== entry.value.text;
  });
}

function mergeFixes(subject: Subject, earlier: Entry, block: Entry): Fix[] {
  const metadata = nodeAt(subject.manifest.node, "metadata");
  const isTemplate = subject.actions.some(
    ({ span }) => earlier.key.span.start < span.start && span.start < block.value.span.end,
  );
  if (metadata?.type !== "map" || isTemplate) return [];
  const merged = mergeBlocks(subject.text, { map: metadata, earlier, later: block });
  if (merged === undefined) return [];
  const title = "Merge the two blocks, keeping the values of the last one";
  const { removed, edits } = merged;
  const isHarmless = lostEntries(earlier, block).length === 0 && !holdsComment(subject.text, removed.span);
  return [isHarmless ? { title, edits, preferred: true } : { title, edits }];
}

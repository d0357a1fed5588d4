import { isOwnKey } from "../catalogue/keys.ts";
import { holdsComment } from "../edit/entries.ts";
import { mergeBlocks } from "../edit/merge.ts";
import { type Entry, nodeAt } from "../manifest/node.ts";
import { wholeObjects } from "../manifest/place.ts";
import { sameBranch } from "../rule-kit/annotations.ts";
import type { Finding, Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { andList, shown } from "../rule-kit/words.ts";

/** How many lost annotations a message names. */
const mostNamed = 3;

export const duplicateAnnotationsBlock: Rule = {
  id: "duplicate-annotations-block",
  severity: "warning",
  summary: "Of two annotations blocks in one metadata only the last one counts.",
  docs: `
A mapping that holds \`annotations:\` twice keeps the last one, and every annotation of the first is lost without a word.
That holds for plain manifests and Helm charts; Kustomize merges the blocks, so the file means something else there.
`,
  places: wholeObjects,
  *check(subject) {
    const { annotationBlocks } = subject.manifest;
    for (const [index, block] of annotationBlocks.entries()) {
      const earlier = annotationBlocks
        .slice(0, index)
        .findLast((other) => !other.merged && sameBranch(subject, other.key.span.start, block.key.span.start));
      if (earlier === undefined || block.merged || ![earlier, block].some(holdsOwnKey)) continue;
      yield findingOn(subject, earlier, block);
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
# ^^^^^^^^^^^ Argo CD reads only this last "annotations:" of the metadata, so "argocd.argoproj.io/hook" in the one above is lost. Merge the two.
    argocd.argoproj.io/sync-wave: "1"
`,
    },
    {
      title: "The first block says nothing new",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  annotations:
    argocd.argoproj.io/hook: PreSync
  name: migrate
  annotations:
# ^^^^^^^^^^^ Argo CD reads only this last "annotations:" of the metadata. Merge the two.
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
    lost.length === 0 ? "." : `, so ${andList(named)} in the one above ${lost.length === 1 ? "is" : "are"} lost.`;
  return {
    span: block.key.span,
    message: `Argo CD reads only this last "annotations:" of the metadata${cost} Merge the two.`,
    fixes: mergeFixes(subject, earlier, block, lost.length === 0),
  };
}

/** What the earlier block says and the later one does not say as well. */
function lostEntries({ value }: Entry, block: Entry): readonly Entry[] {
  if (value.type !== "map") return [];
  return value.entries.filter((entry) => {
    const other = nodeAt(block.value, entry.key.text);
    return other?.type !== "scalar" || entry.value.type !== "scalar" || other.text !== entry.value.text;
  });
}

function mergeFixes(subject: Subject, earlier: Entry, block: Entry, preferred: boolean): Fix[] {
  const metadata = nodeAt(subject.manifest.node, "metadata");
  const isTemplate = subject.actions.some(
    ({ span }) => earlier.key.span.start < span.start && span.start < block.value.span.end,
  );
  if (metadata?.type !== "map" || isTemplate) return [];
  const merged = mergeBlocks(subject.text, { map: metadata, earlier, later: block });
  if (merged === undefined) return [];
  const title = "Merge the two, keeping what the last one says";
  const { removed, edits } = merged;
  return [preferred && !holdsComment(subject.text, removed.span) ? { title, edits, preferred } : { title, edits }];
}

import { isOwnKey } from "../catalogue/keys.ts";
import type { TextEdit } from "../manifest/file.ts";
import { type Entry, type MapNode, nodeAt } from "../manifest/node.ts";
import { wholeObjects } from "../manifest/place.ts";
import { sameBranch } from "../rule-kit/annotations.ts";
import { holdsComment, insertInto, joinEdits, linesOf, removalOf } from "../rule-kit/moves.ts";
import type { Finding, Fix, Rule, Subject } from "../rule-kit/rule.ts";
import { andList, shown } from "../rule-kit/words.ts";

/** How many lost annotations a message names. */
const mostNamed = 3;

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
# ^^^^^^^^^^^ Argo CD reads only this "annotations:" block, so "argocd.argoproj.io/hook" in the block above is lost. Merge the two blocks.
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
# ^^^^^^^^^^^ Argo CD reads only this "annotations:" block. Merge the two blocks.
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
    lost.length === 0 ? "." : `, so ${andList(named)} in the block above ${lost.length === 1 ? "is" : "are"} lost.`;
  return {
    span: block.key.span,
    message: `Argo CD reads only this "annotations:" block${cost} Merge the two blocks.`,
    fixes: mergeFixes(subject, earlier, block, lost.length === 0),
  };
}

/** The entries of the earlier block that the later one does not repeat. */
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
  const span = removalOf(subject.text, { entry: earlier, map: metadata });
  const moved = movedEntries(subject.text, earlier, block);
  if (span === undefined || moved === undefined) return [];
  const title = "Merge the two blocks, keeping the values of the last one";
  const edits = joinEdits([{ span, text: "" }, ...moved]);
  return [preferred && !holdsComment(subject.text, span) ? { title, edits, preferred } : { title, edits }];
}

/** The edits that move what only the earlier block has into the later one; `undefined` if that is not possible. */
function movedEntries(text: string, { value }: Entry, block: Entry): readonly TextEdit[] | undefined {
  if (value.type !== "map") return [];
  const entries = value.entries.filter(({ key }) => nodeAt(block.value, key.text) === undefined);
  if (entries.length === 0) return [];
  if (isBlock(value) && isBlock(block.value)) return movedLines(text, value, entries, block.value);
  const [first, ...more] = entries.map((entry) => {
    if (entry.merged || entry.value.type !== "scalar") return undefined;
    const written = text.slice(entry.value.span.start, entry.value.span.end);
    return { key: text.slice(entry.key.span.start, entry.key.span.end), value: written };
  });
  if (first === undefined || more.length > 0) return undefined;
  const edit = insertInto(text, block, first);
  return edit === undefined ? undefined : [edit];
}

/** Moves whole lines with the comments between them, indented like the others. */
function movedLines(
  text: string,
  map: MapNode,
  entries: readonly Entry[],
  target: MapNode,
): readonly TextEdit[] | undefined {
  const [first] = target.entries;
  const at = first && linesOf(text, first)?.start;
  const spans = map.entries.map((entry) => linesOf(text, entry));
  const [start] = spans;
  if (at === undefined || first === undefined || start === undefined) return undefined;
  const from = indentOf(text, map);
  const to = first.key.span.start - at;
  let lines = "";
  let end = start.start;
  for (const [index, span] of spans.entries()) {
    const entry = map.entries[index];
    if (span === undefined || entry === undefined) return undefined;
    lines += text.slice(end, entries.includes(entry) ? span.end : span.start);
    end = span.end;
  }
  const indented = lines.replace(/^ +(?=\S)/gm, (blanks) => " ".repeat(Math.max(blanks.length - from + to, 0)));
  return [{ span: { start: at, end: at }, text: indented }];
}

function indentOf(text: string, { entries: [first] }: MapNode): number {
  return first === undefined ? 0 : first.key.span.start - (linesOf(text, first)?.start ?? 0);
}

function isBlock(value: Entry["value"]): value is MapNode {
  return value.type === "map" && !value.flow && value.entries.every(({ merged }) => !merged);
}

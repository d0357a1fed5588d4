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
    fixes: mergeFixes(subject, earlier, block),
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

function mergeFixes(subject: Subject, earlier: Entry, block: Entry): Fix[] {
  const metadata = nodeAt(subject.manifest.node, "metadata");
  const isTemplate = subject.actions.some(
    ({ span }) => earlier.key.span.start < span.start && span.start < block.value.span.end,
  );
  if (metadata?.type !== "map" || isTemplate) return [];
  const span = removalOf(subject.text, { entry: earlier, map: metadata });
  const moved = movedEntries(subject.text, earlier, block);
  if (span === undefined || moved === undefined) return [];
  const title = "Merge the two, keeping what the last one says";
  const edits = joinEdits([{ span, text: "" }, ...moved]);
  const isHarmless = lostEntries(earlier, block).length === 0 && !holdsComment(subject.text, span);
  return [isHarmless ? { title, edits, preferred: true } : { title, edits }];
}

/** The edits that write what only the earlier block says into the later one; `undefined` where they cannot be made. */
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

/** Whole lines with the comments between them, indented as the others are. */
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

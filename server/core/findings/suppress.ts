import { derive } from "../memo.ts";
import { documentStart, lastAtMost, type ManifestDocument, type ManifestFile } from "../manifest/file.ts";
import { type IgnoreComment, ignoreCommentsIn } from "../manifest/ignore-comment.ts";
import { documentNotRead } from "../rules/document-not-read.ts";
import { applicationRules, rules } from "../rules/index.ts";
import { unusedComments, unusedSuppression } from "../rules/unused-suppression.ts";
import { contains, shift, type Span } from "../text.ts";
import { type FileFindings, type Unweighed, unweighed } from "./file-findings.ts";

/** A comment that suppresses findings, with its place in the file. */
export interface PlacedComment {
  /** Its spans are relative to the start of its document. */
  readonly comment: IgnoreComment;
  readonly document: ManifestDocument;
  /** Where that document begins in the file. */
  readonly offset: number;
}

/** The comments of a file that suppress findings, in the order of its text. */
export function commentsOf(file: ManifestFile): readonly PlacedComment[] {
  const comments: PlacedComment[] = [];
  for (const [index, document] of file.documents.entries()) {
    for (const comment of derive(document, commentsIn))
      comments.push({ comment, document, offset: documentStart(file, index) });
  }
  return comments;
}

function commentsIn({ text }: ManifestDocument): readonly IgnoreComment[] {
  return ignoreCommentsIn(text);
}

/** The problems that no comment suppresses. */
export function withoutSuppressed(
  problems: readonly Unweighed[],
  comments: readonly PlacedComment[],
): readonly Unweighed[] {
  const reaches = reachesOf(comments);
  return problems.filter((problem) => !reachesAround(reaches, problem).some((reach) => suppresses(reach, problem)));
}

/** The problems of comments that suppress nothing, given everything that was found in the file. */
export function unusedSuppressions(
  { fileName, file, inDocument, inApplication }: FileFindings,
  comments: readonly PlacedComment[],
  found: readonly Unweighed[],
): readonly Unweighed[] {
  const reaches = reachesOf(comments);
  for (const problem of found) for (const { found } of reachesAround(reaches, problem)) found.add(problem.rule.id);
  const unknown = new Set(
    file.documents.filter((it) => inDocument(it)?.every(({ rule }) => rule !== documentNotRead) !== true),
  );
  return comments.flatMap((it) => {
    const { comment, document, offset } = it;
    const isUnsearched = comment.scope === "file" ? unknown.size > 0 : unknown.has(document);
    if (isUnsearched || (inApplication === undefined && comment.rules.length === 0)) return [];
    const inReach = reachOf(reaches, it)?.found ?? new Set();
    // The findings of an application rule depend on other files, so a comment that names such a rule is never unused.
    const isUsed = (id: string): boolean => inReach.has(id) || elsewhere.has(id);
    const isAnyUsed = [...inReach].some((id) => id !== unusedSuppression.id);
    const unused = unusedComments(document.text, comment, { isUsed, isAnyUsed, known: ruleIds() });
    return unused.map((finding) => unweighed({ ...finding, rule: unusedSuppression }, { fileName, file, offset }));
  });
}

const elsewhere: ReadonlySet<string> = new Set(applicationRules.map(({ id }) => id));

function ruleIds(): readonly string[] {
  return rules.map(({ id }) => id);
}

/** What the comments on a line, or on the whole file, suppress together. There may be any number of them. */
interface Reach {
  /** The line in the file; absent for the whole file. */
  readonly line: Span | undefined;
  /** The rules that one of them names. */
  readonly named: Set<string>;
  /** One of them names no rule, so that it suppresses all. */
  suppressesAll: boolean;
  /** The rules that were found there. */
  readonly found: Set<string>;
}

interface Reaches {
  readonly ofFile: Reach;
  /** By the offset at which the line begins, ascending. */
  readonly ofLines: readonly Reach[];
  readonly starts: readonly number[];
}

/** Puts together what comments suppress, so that the time to look it up does not grow with their number. */
function reachesOf(comments: readonly PlacedComment[]): Reaches {
  const reach = (line: Span | undefined): Reach => ({ line, named: new Set(), suppressesAll: false, found: new Set() });
  const ofFile = reach(undefined);
  const byStart = new Map<number, Reach>();
  for (const { comment, offset } of comments) {
    if (comment.scope !== "file" && comment.line === undefined) continue;
    const line = comment.line && shift(comment.line, offset);
    const of = line === undefined ? ofFile : (byStart.get(line.start) ?? reach(line));
    if (line !== undefined) byStart.set(line.start, of);
    of.suppressesAll ||= comment.rules.length === 0;
    for (const { id } of comment.rules) of.named.add(id);
  }
  const starts = [...byStart.keys()].sort((a, b) => a - b);
  return { ofFile, ofLines: starts.flatMap((start) => byStart.get(start) ?? []), starts };
}

function reachOf({ ofFile, ofLines, starts }: Reaches, { comment, offset }: PlacedComment): Reach | undefined {
  if (comment.scope === "file") return ofFile;
  return comment.line && ofLines[lastAtMost(starts, comment.line.start + offset, starts.length - 1)];
}

/** The reaches that a problem is in. */
function reachesAround({ ofFile, ofLines, starts }: Reaches, { span }: Unweighed): readonly Reach[] {
  const ofLine = ofLines[lastAtMost(starts, span.start, starts.length - 1)];
  return ofLine?.line !== undefined && contains(ofLine.line, span.start) ? [ofFile, ofLine] : [ofFile];
}

function suppresses({ named, suppressesAll }: Reach, { rule }: Unweighed): boolean {
  // A comment that suppresses everything must not hide that it is unused itself.
  return named.has(rule.id) || (suppressesAll && rule !== unusedSuppression);
}

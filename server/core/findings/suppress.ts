import { derive } from "../memo.ts";
import { documentStart, lastAtMost, type ManifestDocument, type ManifestFile } from "../manifest/file.ts";
import { type IgnoreComment, ignoreCommentsIn } from "../manifest/ignore-comment.ts";
import { applicationRules, rules } from "../rules/index.ts";
import { unusedComments, unusedSuppression } from "../rules/unused-suppression.ts";
import { contains } from "../text.ts";
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
  const suppressing = suppressors(comments);
  return problems.filter((problem) => suppressing(problem).length === 0);
}

/** The problems of comments that suppress nothing, given everything that was found in the file. */
export function unusedSuppressions(
  { fileName, file, inDocument, inApplication }: FileFindings,
  comments: readonly PlacedComment[],
  found: readonly Unweighed[],
): readonly Unweighed[] {
  // The findings of an application rule depend on other files, so a comment that names such a rule is never unused.
  const elsewhere = applicationRules.map(({ id }) => id);
  const suppressed = new Map(
    comments.map((it) => [it, new Set<string>(it.comment.rules.length > 0 ? elsewhere : [])] as const),
  );
  const suppressing = suppressors(comments);
  for (const problem of found) for (const it of suppressing(problem)) suppressed.get(it)?.add(problem.rule.id);
  return comments.flatMap((it) => {
    const { comment, document, offset } = it;
    const reach = comment.scope === "file" ? file.documents : [document];
    const isUnknown =
      (inApplication === undefined && comment.rules.length === 0) || reach.some((it) => inDocument(it) === undefined);
    if (isUnknown) return [];
    const unused = unusedComments(document.text, comment, suppressed.get(it) ?? new Set(), ruleIds());
    return unused.map((finding) => unweighed({ ...finding, rule: unusedSuppression }, { fileName, file, offset }));
  });
}

function ruleIds(): readonly string[] {
  return rules.map(({ id }) => id);
}

/** Finds the comments that suppress a problem, in a time that does not grow with the number of comments. */
function suppressors(comments: readonly PlacedComment[]): (problem: Unweighed) => readonly PlacedComment[] {
  const ofFile = comments.filter(({ comment }) => comment.scope === "file");
  const byLine = new Map<number, PlacedComment[]>();
  for (const it of comments) {
    if (it.comment.line === undefined) continue;
    const start = it.comment.line.start + it.offset;
    const others = byLine.get(start);
    if (others === undefined) byLine.set(start, [it]);
    else others.push(it);
  }
  const starts = [...byLine.keys()].sort((a, b) => a - b);
  return (problem) => {
    const start = starts[lastAtMost(starts, problem.span.start, starts.length - 1)];
    const ofLine = start === undefined ? [] : (byLine.get(start) ?? []);
    return [...ofFile, ...ofLine].filter((it) => suppresses(it, problem));
  };
}

function suppresses({ comment, offset }: PlacedComment, { rule, span }: Unweighed): boolean {
  const { scope, line, rules: named } = comment;
  // A comment that suppresses everything must not hide that it is unused itself.
  if (named.length === 0 ? rule === unusedSuppression : !named.some(({ id }) => id === rule.id)) return false;
  return scope === "file" || (line !== undefined && contains(line, span.start - offset));
}

import { hazards } from "../rules/application-rules.ts";
import { type ManifestFile, documentIndexAt, lastAtMost } from "../manifest/file.ts";
import { type IgnoreComment, ignoreCommentsIn } from "../manifest/ignore-comment.ts";
import { rules } from "../rules/index.ts";
import type { Finding, Fix, Rule } from "../rule-kit/rule.ts";
import { unusedComments, unusedSuppression } from "../rules/unused-suppression.ts";
import { contains, lineBreak, lineStart, shiftEdit, type Span, type TextEdit } from "../text.ts";

/** As much of a problem as silencing it takes. */
interface Silenceable {
  readonly rule: Rule;
  readonly span: Span;
}

/** The problems that no comment silences; spans of both count from the same place. */
export function withoutSilenced<T extends Silenceable>(
  problems: readonly T[],
  comments: readonly IgnoreComment[],
): T[] {
  const silencing = silencers(comments);
  return problems.filter((problem) => silencing(problem).length === 0);
}

/** The problems without those of comments that are of use for another reason: `useful` are the offsets at which these begin. */
export function withoutUseful<T extends Silenceable>(problems: readonly T[], useful: ReadonlySet<number>): T[] {
  return problems.filter((problem) => !isAboutComment(problem) || !useful.has(problem.span.start));
}

/** Whether a problem is that a comment silences nothing. */
export function isAboutComment({ rule }: Pick<Silenceable, "rule">): boolean {
  return rule === unusedSuppression;
}

/** The findings of `unused-suppression`: `problems` are those of all rules, also of rules that are off and of what is silenced. */
export function unusedIn(
  text: string,
  comments: readonly IgnoreComment[],
  problems: readonly Silenceable[],
): readonly Finding[] {
  const known = rules.map(({ id }) => id);
  // What a hazard is depends on the other files of the application, so naming one always counts as of use.
  const elsewhere = hazards.map(({ id }) => id);
  const silenced = new Map(
    comments.map((comment) => [comment, new Set<string>(comment.rules.length > 0 ? elsewhere : [])]),
  );
  const silencing = silencers(comments);
  for (const problem of problems) {
    for (const comment of silencing(problem)) silenced.get(comment)?.add(problem.rule.id);
  }
  return comments.flatMap((comment) => unusedComments(text, comment, silenced.get(comment) ?? new Set(), known));
}

/** Finds the comments that silence a problem, which must not take longer the more comments there are. */
function silencers(comments: readonly IgnoreComment[]): (problem: Silenceable) => readonly IgnoreComment[] {
  const ofFile = comments.filter(({ scope }) => scope === "file");
  const byLine = new Map<number, IgnoreComment[]>();
  for (const comment of comments) {
    if (comment.line === undefined) continue;
    byLine.set(comment.line.start, [...(byLine.get(comment.line.start) ?? []), comment]);
  }
  const starts = [...byLine.keys()];
  return (problem) => {
    const start = starts[lastAtMost(starts, problem.span.start, starts.length - 1)];
    const ofLine = start === undefined ? [] : (byLine.get(start) ?? []);
    return [...ofFile, ...ofLine].filter((comment) => silences(comment, problem));
  };
}

function silences({ scope, line, rules: named }: IgnoreComment, { rule, span }: Silenceable): boolean {
  // A comment for everything must not hide that it is of no use.
  if (named.length === 0 ? rule === unusedSuppression : !named.some(({ id }) => id === rule.id)) return false;
  return scope === "file" || (line !== undefined && contains(line, span.start));
}

/** The fixes that write a comment which silences a problem, on its line and in its file. In JSON there are no comments. */
export function ignoreFixes(file: ManifestFile, { rule, span }: Silenceable): Fix[] {
  const index = documentIndexAt(file, span.start);
  const document = file.documents[index];
  const root = document?.parsed.root;
  if (document === undefined || rule === unusedSuppression) return [];
  if (root !== undefined && root.type !== "scalar" && root.flow) return [];
  const offset = file.offsets[index] ?? 0;
  const line = ignoreLine(document.text, rule, span.start - offset);
  return [
    { title: `Ignore "${rule.id}" on this line`, edits: [shiftEdit(line, offset)] },
    { title: `Ignore "${rule.id}" in this file`, edits: [ignoreFile(file, rule)] },
  ];
}

function ignoreLine(text: string, rule: Rule, start: number): TextEdit {
  const there = ignoreCommentsIn(text).find(
    ({ line, rules: named }) => named.length > 0 && line !== undefined && contains(line, start),
  );
  if (there !== undefined) return nameRule(there, rule);
  const at = lineStart(text, start);
  const indent = /^[ \t]*/.exec(text.slice(at, start))?.[0] ?? "";
  return insertion(at, `${indent}# argocd-annotations-ignore-next-line ${rule.id}${lineBreak(text)}`);
}

function ignoreFile(file: ManifestFile, rule: Rule): TextEdit {
  for (const [index, { text }] of file.documents.entries()) {
    const there = ignoreCommentsIn(text).find((it) => it.scope === "file" && it.rules.length > 0);
    if (there === undefined) continue;
    return shiftEdit(nameRule(there, rule), file.offsets[index] ?? 0);
  }
  const first = file.documents[0]?.text ?? "";
  const at = first.startsWith("\uFEFF") ? 1 : 0;
  return insertion(at, `# argocd-annotations-ignore-file ${rule.id}${lineBreak(first)}`);
}

function nameRule({ namesEnd }: IgnoreComment, rule: Rule): TextEdit {
  return insertion(namesEnd, `, ${rule.id}`);
}

function insertion(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}

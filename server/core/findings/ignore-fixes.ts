import { documentIndexAt, documentStart, type ManifestFile } from "../manifest/file.ts";
import { unusedSuppression } from "../rules/unused-suppression.ts";
import type { RuleText } from "../rule-kit/rule.ts";
import { lineBreak, lineStart, type TextEdit } from "../text.ts";
import type { QuickFix } from "./code-actions.ts";
import type { Problem } from "./problem.ts";
import { commentsOf } from "./suppress.ts";

/** What suppresses a problem: a comment for its line, or one for its whole file. */
export interface IgnoreComments {
  readonly line: TextEdit;
  readonly whole: TextEdit;
}

/** The fixes that suppress each problem with a comment, on its line or in its whole file. JSON has no comments. */
export function ignoreFixes(problems: readonly Problem[]): readonly QuickFix[] {
  return ignoreComments(problems).flatMap(({ problem, line, whole }) => {
    const fixWith = (title: string, edit: TextEdit): QuickFix => {
      const { fileName, file } = problem;
      return { problem, fix: { title, preferred: false, edits: [{ fileName, file, ...edit }] } };
    };
    return [
      fixWith(`Ignore "${problem.rule.id}" on this line`, line),
      fixWith(`Ignore "${problem.rule.id}" in this file`, whole),
    ];
  });
}

/** The comments for each problem that can have one. */
export function ignoreComments(
  problems: readonly Problem[],
): readonly (IgnoreComments & { readonly problem: Problem })[] {
  const known = new Map<ManifestFile, Comments>();
  return problems.flatMap((problem) => {
    const comments = known.get(problem.file) ?? readComments(problem.file);
    known.set(problem.file, comments);
    const written = commentsFor(problem, comments);
    return written === undefined ? [] : [{ problem, ...written }];
  });
}

/** Where the comments of a file that name rules take more of them: offsets in the file. */
interface Comments {
  /** By the start of the line that a comment is about, the first one of each line. */
  readonly ofLines: ReadonlyMap<number, number>;
  /** The first one that is about the whole file. */
  readonly ofFile: number | undefined;
}

function readComments(file: ManifestFile): Comments {
  const naming = commentsOf(file).filter(({ comment }) => comment.rules.length > 0);
  const first = naming.find(({ comment }) => comment.scope === "file");
  return {
    ofLines: new Map(
      naming
        .toReversed()
        .flatMap(({ comment, offset }) =>
          comment.line === undefined ? [] : [[comment.line.start + offset, comment.namesEnd + offset]],
        ),
    ),
    ofFile: first && first.comment.namesEnd + first.offset,
  };
}

function commentsFor({ file, rule, span }: Problem, comments: Comments): IgnoreComments | undefined {
  const index = documentIndexAt(file, span.start);
  const document = file.documents[index];
  const root = document?.parsed.root;
  if (document === undefined || rule === unusedSuppression) return undefined;
  if (root !== undefined && root.type !== "scalar" && root.flow) return undefined;
  const offset = documentStart(file, index);
  return {
    line: ignoreLine(document.text, rule, { start: span.start - offset, offset }, comments),
    whole: ignoreFile(file, rule, comments),
  };
}

/** A comment for what begins at `start` in a document, which begins at `offset` in its file. */
function ignoreLine(
  text: string,
  rule: RuleText,
  { start, offset }: { readonly start: number; readonly offset: number },
  { ofLines }: Comments,
): TextEdit {
  const at = lineStart(text, start);
  const there = ofLines.get(at + offset);
  if (there !== undefined) return nameRule(there, rule);
  const indent = /^[ \t]*/.exec(text.slice(at, start))?.[0] ?? "";
  return insertion(at + offset, `${indent}# argocd-annotations-ignore-next-line ${rule.id}${lineBreak(text)}`);
}

function ignoreFile({ documents }: ManifestFile, rule: RuleText, { ofFile }: Comments): TextEdit {
  if (ofFile !== undefined) return nameRule(ofFile, rule);
  const first = documents[0]?.text ?? "";
  const at = first.startsWith("\uFEFF") ? 1 : 0;
  return insertion(at, `# argocd-annotations-ignore-file ${rule.id}${lineBreak(first)}`);
}

function nameRule(namesEnd: number, rule: RuleText): TextEdit {
  return insertion(namesEnd, `, ${rule.id}`);
}

function insertion(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}

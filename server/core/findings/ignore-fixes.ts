import { documentIndexAt, documentStart, type ManifestFile } from "../manifest/file.ts";
import { type IgnoreComment, ignoreCommentsIn } from "../manifest/ignore-comment.ts";
import { unusedSuppression } from "../rules/unused-suppression.ts";
import type { RuleText } from "../rule-kit/rule.ts";
import { contains, lineBreak, lineStart, shiftEdit, type TextEdit } from "../text.ts";
import type { Problem, ProblemFix } from "./problem.ts";

/** The fixes that suppress a problem with a comment, on its line or in its whole file. JSON has no comments. */
export function ignoreFixes({ fileName, file, rule, span }: Problem): readonly ProblemFix[] {
  const index = documentIndexAt(file, span.start);
  const document = file.documents[index];
  const root = document?.parsed.root;
  if (document === undefined || rule === unusedSuppression) return [];
  if (root !== undefined && root.type !== "scalar" && root.flow) return [];
  const offset = documentStart(file, index);
  const onLine = shiftEdit(ignoreLine(document.text, rule, span.start - offset), offset);
  return [
    { title: `Ignore "${rule.id}" on this line`, preferred: false, edits: [{ fileName, file, ...onLine }] },
    {
      title: `Ignore "${rule.id}" in this file`,
      preferred: false,
      edits: [{ fileName, file, ...ignoreFile(file, rule) }],
    },
  ];
}

function ignoreLine(text: string, rule: RuleText, start: number): TextEdit {
  const there = ignoreCommentsIn(text).find(
    ({ line, rules: named }) => named.length > 0 && line !== undefined && contains(line, start),
  );
  if (there !== undefined) return nameRule(there, rule);
  const at = lineStart(text, start);
  const indent = /^[ \t]*/.exec(text.slice(at, start))?.[0] ?? "";
  return insertion(at, `${indent}# argocd-annotations-ignore-next-line ${rule.id}${lineBreak(text)}`);
}

function ignoreFile(file: ManifestFile, rule: RuleText): TextEdit {
  for (const [index, { text }] of file.documents.entries()) {
    const there = ignoreCommentsIn(text).find((it) => it.scope === "file" && it.rules.length > 0);
    if (there !== undefined) return shiftEdit(nameRule(there, rule), documentStart(file, index));
  }
  const first = file.documents[0]?.text ?? "";
  const at = first.startsWith("\uFEFF") ? 1 : 0;
  return insertion(at, `# argocd-annotations-ignore-file ${rule.id}${lineBreak(first)}`);
}

function nameRule({ namesEnd }: IgnoreComment, rule: RuleText): TextEdit {
  return insertion(namesEnd, `, ${rule.id}`);
}

function insertion(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}

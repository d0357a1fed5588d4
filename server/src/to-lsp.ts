/** The one place where offsets become positions of the protocol, and back. */
import { isAbsolute } from "node:path";
import {
  type CodeAction,
  CodeActionKind,
  type CodeLens,
  type CompletionItem,
  CompletionItemKind,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  InsertTextFormat,
  MarkupKind,
  type Position,
  type Range,
  type TextEdit as LspTextEdit,
} from "vscode-languageserver";
import {
  type Application,
  type CodeLensTitle,
  type Completion,
  differences,
  type ManifestFile,
  type Member,
  offsetAt,
  type OutlineTask,
  positionAt,
  type Problem,
  type QuickFix,
  type Severity,
  type Span,
  startOf,
  type SyncOrderOutline,
  type TextEdit,
} from "../core/index.ts";
import type { SourceLocation, SyncOrder, SyncOrderTask } from "../protocol/index.ts";
import type { Client } from "./client.ts";
import type { OpenDocument } from "./documents.ts";
import { uriOfPath } from "./places.ts";

/** Where the pages of the rules are. */
const rulePages = "https://github.com/argocd-annotations/argocd-annotations/blob/main/docs/rules";

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toOffset(file: ManifestFile, { line, character }: Position): number {
  return offsetAt(file, line, character);
}

export function toRange(file: ManifestFile, { start, end }: Span): Range {
  return { start: positionAt(file, start), end: positionAt(file, end) };
}

export function toTextEdit(file: ManifestFile, { span, text }: TextEdit): LspTextEdit {
  return { range: toRange(file, span), newText: text };
}

export function toDiagnostic(file: ManifestFile, { rule, severity, span, message }: Problem): Diagnostic {
  return {
    range: toRange(file, span),
    severity: severities[severity],
    source: "argocd",
    code: rule.id,
    codeDescription: { href: `${rulePages}/${rule.id}.md` },
    message,
    ...(rule.unnecessary === true && { tags: [DiagnosticTag.Unnecessary] }),
  };
}

export function toQuickFix({ uri, file }: OpenDocument, { problem, fix }: QuickFix): CodeAction {
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(file, problem)],
    edit: { changes: { [uri]: fix.edits.map((edit) => toTextEdit(file, edit)) } },
    ...(fix.preferred === true && { isPreferred: true }),
  };
}

/** The action that gives a file its repaired text; none where that is what it has. Only what differs is edited. */
export function toFixAll({ uri, file }: OpenDocument, fixed: string, kind: string): CodeAction[] {
  const edits = differences(file, fixed).map((edit) => toTextEdit(file, edit));
  if (edits.length === 0) return [];
  return [{ title: "Fix all Argo CD annotations in this file", kind, edit: { changes: { [uri]: edits } } }];
}

/** One lens; without a command it is a mere text, which the protocol writes as a command without a name. */
export function toCodeLens(
  { uri, file }: OpenDocument,
  { title, span, documentIndex }: CodeLensTitle,
  client: Client,
): CodeLens {
  const offset = file.offsets[documentIndex] ?? 0;
  const command = client.showSyncOrderCommand;
  const range = toRange(file, { start: span.start + offset, end: span.end + offset });
  return {
    range,
    command: command === undefined ? { title, command: "" } : { title, command, arguments: [uri, range.start.line] },
  };
}

/** One completion. The order of the list is kept; where the editor takes snippets the cursor is put inside the quotes. */
export function toCompletionItem(
  file: ManifestFile,
  completion: Completion,
  index: number,
  client: Client,
): CompletionItem {
  const { kind, label, detail, markdown, span, text, cursor } = completion;
  const asSnippet = client.snippets && cursor !== undefined;
  const newText = asSnippet ? `${escapeSnippet(text.slice(0, cursor))}$0${escapeSnippet(text.slice(cursor))}` : text;
  return {
    label,
    detail,
    documentation: { kind: MarkupKind.Markdown, value: markdown },
    kind: kind === "key" ? CompletionItemKind.Property : CompletionItemKind.EnumMember,
    sortText: String(index).padStart(3, "0"),
    // The editor filters by what is replaced, which may begin with a quote.
    filterText: text,
    insertTextFormat: asSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: toRange(file, span), newText },
  };
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, "\\$&");
}

/** The order of a sync in the words of our own protocol. */
export function toSyncOrder({ name }: Application, { steps, others }: SyncOrderOutline): SyncOrder {
  return {
    application: name,
    steps: steps.map(({ title, tasks }) => ({ title, tasks: tasks.map(toTask) })),
    others: others.map(toTask),
  };
}

function toTask({ title, note, member }: OutlineTask): SyncOrderTask {
  return member === undefined ? { title, note } : { title, note, location: toLocation(member) };
}

/** Where a member of an application begins. */
export function toLocation(member: Member): SourceLocation {
  const uri = isAbsolute(member.fileName) ? uriOfPath(member.fileName) : member.fileName;
  return { uri, ...positionAt(member.file, startOf(member)) };
}

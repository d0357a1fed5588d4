/** What an editor is told, made from the plain data of the core. */
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
  type InlayHint as LspInlayHint,
  InsertTextFormat,
  InsertTextMode,
  type MarkupContent,
  MarkupKind,
  type TextEdit as LspTextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import {
  type CodeLensTitle,
  type Completion,
  differences,
  escapeSnippet,
  type FailureOutline,
  type InlayHint,
  type ManifestFile,
  type Member,
  plainText,
  type Problem,
  type QuickFix,
  rulePage,
  type Severity,
  startOf,
  type TextEdit,
  textOf,
  visible,
  visibleLines,
} from "../core/index.ts";
import { label as toLabel, type PlanEdit, showSyncPlanCommand, type SourceLocation } from "../protocol/index.ts";
import type { Client } from "./client.ts";
import type { RenderProblem } from "../workspace/render-problem.ts";
import type { OpenDocument } from "./documents.ts";
import { type Counting, toPosition, toRange } from "./positions.ts";
import type { Places } from "./to-plan.ts";
import { uriOfPath } from "../workspace/uris.ts";

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

function toTextEdit(file: ManifestFile, { span, text }: TextEdit, client: Counting): LspTextEdit {
  return { range: toRange(file, span, client), newText: text };
}

/** What an editor takes of a diagnostic. */
export type DiagnosticClient = Counting & Pick<Client, "takesRelatedPlaces" | "fadesUnnecessary">;

/** A problem, with the other places that it is about. */
export function toDiagnostic(
  { rule, severity, file, span, message, related }: Problem,
  client: DiagnosticClient,
): Diagnostic {
  return {
    range: toRange(file, span, client),
    severity: severities[severity],
    source: "argocd",
    code: rule.id,
    codeDescription: { href: rulePage(rule.id) },
    message: visible(message),
    ...(rule.unnecessary === true && client.fadesUnnecessary && { tags: [DiagnosticTag.Unnecessary] }),
    ...(related.length > 0 &&
      client.takesRelatedPlaces && {
        relatedInformation: related.map((place) => ({
          location: { uri: uriOfFile(place.fileName), range: toRange(place.file, place.span, client) },
          message: visible(place.message),
        })),
      }),
  };
}

/** The longest complaint of a tool that is shown, in UTF-16 units. */
const longestComplaint = 10_000;

/** Why a tool failed to render an application. */
export function toRenderDiagnostic({ file, span, message }: RenderProblem, client: Counting): Diagnostic {
  return {
    range: toRange(file, span, client),
    severity: DiagnosticSeverity.Error,
    source: "argocd",
    code: "render-failed",
    message: visibleLines(message, longestComplaint),
  };
}

/** A fix of a problem, which may change several files; `documentOf` says how the editor knows a file. */
export function toQuickFix(
  { problem, fix }: QuickFix,
  client: Client,
  documentOf: (fileName: string) => Pick<EditedDocument, "uri" | "version">,
): CodeAction {
  const byFile = new Map<string, { readonly file: ManifestFile; readonly edits: TextEdit[] }>();
  for (const { fileName, file, span, text } of fix.edits) {
    const known = byFile.get(fileName) ?? { file, edits: [] };
    known.edits.push({ span, text });
    byFile.set(fileName, known);
  }
  const documents = [...byFile].map(([fileName, edited]) => ({ ...documentOf(fileName), ...edited }));
  return {
    title: toLabel(fix.title),
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(problem, client)],
    edit: toWorkspaceEdit(documents, client),
    ...(fix.preferred && { isPreferred: true }),
  };
}

/** The action that applies all fixes to a file; none if there are none. Only what differs is edited. */
export function toFixAll(document: OpenDocument, fixed: string, client: Client): Pick<CodeAction, "title" | "edit">[] {
  const edits = differences(document.file, fixed);
  if (edits.length === 0) return [];
  const edit = toWorkspaceEdit([{ ...document, edits }], client);
  return [{ title: "Fix all Argo CD annotations in this file", edit }];
}

/** A file with its edits. */
export interface EditedDocument {
  readonly uri: string;
  /** The version of the document that the edits are for; null if it is not open. */
  readonly version: number | null;
  readonly file: ManifestFile;
  readonly edits: readonly TextEdit[];
}

/** Edits of any number of files that an editor makes and undoes together. */
export function toWorkspaceEdit(documents: readonly EditedDocument[], client: Client): WorkspaceEdit {
  const lists = documents.map(({ uri, version, file, edits }) => ({
    textDocument: { uri, version },
    edits: edits.map((edit) => toTextEdit(file, edit, client)),
  }));
  return client.versionedEdits
    ? { documentChanges: lists }
    : { changes: Object.fromEntries(lists.map(({ textDocument, edits }) => [textDocument.uri, edits])) };
}

/** The same edits in our own protocol. */
export function toPlanEdits({ uri, file, edits }: EditedDocument, client: Counting): PlanEdit[] {
  const lines = textOf(file).split(/\r\n|\r|\n/);
  return edits.map(({ span, text }) => {
    const { start, end } = toRange(file, span, client);
    return { uri, start, end, text, lines: lines.slice(start.line, end.line + 1) };
  });
}

/** A hint behind the text at its offset. */
export function toInlayHint(file: ManifestFile, { offset, label, tooltip }: InlayHint, client: Counting): LspInlayHint {
  const position = toPosition(file, offset, client);
  return { position, label: visible(label), tooltip: visible(tooltip), paddingLeft: true };
}

/** Who made a lens, what a click on it does and how to turn lenses off, for those whose mouse rests on one. */
const lensOrigin = "Argo CD Annotations computed when a sync applies this resource.";
const lensClick = "Click to see the whole sync in its order.";
const lensSetting = "The setting argocdAnnotations.codeLens turns these lines off.";

/** One lens; a click on it shows the whole sync. */
export function toCodeLens(
  { uri, file }: OpenDocument,
  { title: words, span, documentIndex, each = [] }: CodeLensTitle,
  client: Client,
): CodeLens {
  const offset = file.offsets[documentIndex] ?? 0;
  const title = toLabel(words);
  const range = toRange(file, { start: span.start + offset, end: span.end + offset }, client);
  const tooltip = [...each.map(toLabel), lensOrigin, lensClick, lensSetting].join("\n");
  const command = client.showSyncOrderCommand;
  const click =
    command === undefined
      ? { command: showSyncPlanCommand, arguments: [{ uri }] }
      : { command, arguments: [uri, range.start.line] };
  return { range, command: { title, tooltip, ...click } };
}

/** One completion. The order of the list is kept; if the editor supports snippets, the cursor is put inside the quotes. */
export function toCompletionItem(
  file: ManifestFile,
  completion: Completion,
  index: number,
  client: Client,
): CompletionItem {
  const { kind, label, detail, markdown, span, text, filter, leadsToValues } = completion;
  const snippet = client.snippets ? snippetOf(completion) : undefined;
  const newText = snippet ?? text;
  return {
    label: visible(label),
    // Beside a key, an editor would cut the key to make room for the sentence with which the documentation begins.
    ...(kind !== "key" && { detail: visible(detail) }),
    ...(markdown !== "" && { documentation: toMarkup(markdown, client, "completion") }),
    kind: itemKinds[kind],
    sortText: String(index).padStart(3, "0"),
    filterText: filter,
    insertTextFormat: snippet !== undefined ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    // Further lines are indented already.
    ...(client.insertsAsIs && { insertTextMode: InsertTextMode.asIs }),
    textEdit: { range: toRange(file, span, client), newText },
    ...(leadsToValues === true &&
      client.suggestCommand !== undefined && { command: { title: "Show Values", command: client.suggestCommand } }),
  };
}

/** Markdown in which the names from manifests are escaped already, or what it says for an editor that shows no Markdown there. */
export function toMarkup(markdown: string, { markdownIn }: Client, place: keyof Client["markdownIn"]): MarkupContent {
  return markdownIn[place]
    ? { kind: MarkupKind.Markdown, value: visibleLines(markdown) }
    : { kind: MarkupKind.PlainText, value: visibleLines(plainText(markdown)) };
}

const itemKinds: Readonly<Record<Completion["kind"], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  snippet: CompletionItemKind.Snippet,
};

function snippetOf({ text, cursor, snippet }: Completion): string | undefined {
  if (snippet !== undefined || cursor === undefined) return snippet;
  return `${escapeSnippet(text.slice(0, cursor))}$0${escapeSnippet(text.slice(cursor))}`;
}

/** Where plans find what they name. */
export function planPlaces(client: Counting): Places {
  return { ofMember: (member) => toLocation(member, client), of: (place) => toPlace(place, client) };
}

/** Where a member of an application begins. */
function toLocation(member: Member, client: Counting): SourceLocation {
  return { uri: uriOfFile(member.fileName), ...toPosition(member.file, startOf(member), client) };
}

/** A place of an application; the beginning of the file where only that is known. */
function toPlace({ fileName, at }: Pick<FailureOutline, "fileName" | "at">, client: Counting): SourceLocation {
  const position = at === undefined ? { line: 0, character: 0 } : toPosition(at.file, at.offset, client);
  return { uri: uriOfFile(fileName), ...position };
}

/** The files of an application have paths as names, or URIs if they are not on this disk. */
export function uriOfFile(fileName: string): string {
  return isAbsolute(fileName) ? uriOfPath(fileName) : fileName;
}

import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type CodeLens,
  type CompletionItem,
  DocumentDiagnosticReportKind,
  type DocumentDiagnosticReport,
  type Hover,
  MarkupKind,
  type Position,
  type TextDocumentIdentifier,
} from "vscode-languageserver";
import { codeLenses, complete, fixAll, hover, quickFixes } from "../core/index.ts";
import type { OpenDocument } from "./documents.ts";
import { guard } from "./guard.ts";
import { isWanted, openedAs, refactoringActions } from "./refactoring-requests.ts";
import { placeOf, type Session } from "./session.ts";
import { toCodeLens, toCompletionItem, toFixAll, toOffset, toQuickFix, toRange } from "./to-lsp.ts";

/** The kind of the action that repairs all of a file. */
export const fixAllKind: CodeActionKind = `${CodeActionKind.SourceFixAll}.argocdAnnotations`;

/** What a request about a place in a file comes with. */
interface PlaceParams {
  readonly textDocument: TextDocumentIdentifier;
  readonly position: Position;
}

/** Answers what an editor asks about an open file; about any other the answer is nothing. */
export function answerFeatures(session: Session): void {
  const { connection, client, documents, diagnoser } = session;

  connection.onHover(
    guard(connection, null, async ({ textDocument, position }: PlaceParams): Promise<Hover | null> => {
      const place = await placeOf(session, textDocument.uri);
      if (place === undefined) return null;
      const { document, roster, fileName } = place;
      const { version } = await session.configuration.of(textDocument.uri);
      const found = hover(document.file, toOffset(document.file, position), roster, fileName, version);
      return found === undefined
        ? null
        : { contents: { kind: MarkupKind.Markdown, value: found.markdown }, range: toRange(document.file, found.span) };
    }),
  );

  connection.onCompletion(
    guard(connection, [], async ({ textDocument, position }: PlaceParams): Promise<CompletionItem[]> => {
      const place = await placeOf(session, textDocument.uri);
      if (place === undefined) return [];
      const { document, roster, fileName } = place;
      const { version } = await session.configuration.of(textDocument.uri);
      const offset = toOffset(document.file, position);
      return complete(document.file, offset, roster.application, { fileName, version })
        .filter(({ kind }) => kind !== "snippet" || !client.offersSnippets)
        .map((completion, index) => toCompletionItem(document.file, completion, index, client));
    }),
  );

  connection.onCodeLens(
    guard(
      connection,
      [],
      async ({ textDocument: { uri } }: { readonly textDocument: TextDocumentIdentifier }): Promise<CodeLens[]> => {
        const { codeLens } = await session.configuration.of(uri);
        if (await session.configuration.leavesOut(uri)) return [];
        const place = await placeOf(session, uri);
        if (place === undefined) return [];
        const { document, roster, fileName } = place;
        return codeLenses(roster, fileName, codeLens).map((lens) => toCodeLens(document, lens, client));
      },
    ),
  );

  connection.onCodeAction(
    guard(connection, [], async ({ textDocument, range, context }: CodeActionParams): Promise<CodeAction[]> => {
      const document = documents.get(textDocument.uri);
      if (document === undefined) return [];
      const wanted = (kind: string): boolean => isWanted(kind, context) ?? kind === CodeActionKind.QuickFix;
      const problems = await diagnoser.problemsOf(document);
      const [start, end] = [toOffset(document.file, range.start), toOffset(document.file, range.end)];
      return [
        ...(wanted(CodeActionKind.QuickFix)
          ? quickFixes(problems, start, end).map((fix) => toQuickFix(fix, client, (name) => openedAs(session, name)))
          : []),
        ...(wanted(fixAllKind) ? await fixAllActions(session, document) : []),
        ...(await refactoringActions(session, { textDocument, range, context })),
      ];
    }),
  );

  connection.languages.diagnostics.on(
    guard(
      connection,
      { kind: DocumentDiagnosticReportKind.Full, items: [] },
      async ({
        textDocument,
      }: {
        readonly textDocument: TextDocumentIdentifier;
      }): Promise<DocumentDiagnosticReport> => {
        const document = documents.get(textDocument.uri);
        const items = document === undefined ? [] : await diagnoser.diagnosticsOf(document);
        return { kind: DocumentDiagnosticReportKind.Full, items };
      },
    ),
  );
}

/** The one action that repairs all of a file, if there is anything to repair without asking. */
async function fixAllActions(session: Session, document: OpenDocument): Promise<CodeAction[]> {
  const { configuration, client, workspace } = session;
  if (await configuration.leavesOut(document.uri)) return [];
  const settings = await configuration.of(document.uri);
  const placed = await placeOf(session, document.uri);
  if (placed?.file !== document.file) return [];
  const known = workspace.findings.inApplication(placed.roster);
  const fixed = fixAll(document.file, (file) => workspace.findings.problemsWith({ ...placed, file }, settings, known));
  return toFixAll(document, fixed, client).map((action) => ({ ...action, kind: fixAllKind }));
}

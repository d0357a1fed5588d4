import { type CodeAction, CodeActionKind, type CodeActionParams, type Command } from "vscode-languageserver";
import { fixAll, quickFixes } from "../../core/index.ts";
import type { OpenDocument } from "../documents.ts";
import { openedAs } from "../edited-documents.ts";
import { applyEditCommand } from "../../protocol/index.ts";
import { guardPlace } from "../guard.ts";
import { answerRefactorings, isWanted, refactoringActions, refactoringKinds } from "../refactoring-requests.ts";
import { placeOf } from "../placed-document.ts";
import { chartActions } from "../chart-actions.ts";
import type { Session } from "../session.ts";
import { toOffset } from "../positions.ts";
import { toFixAll, toQuickFix } from "../to-lsp.ts";
import type { Feature } from "./feature.ts";

/** The kind of the action that fixes everything in a file. */
const fixAllKind: CodeActionKind = `${CodeActionKind.SourceFixAll}.argocdAnnotations`;

/** Offers fixes and refactorings for a range of an open file. */
export const codeActionFeature: Feature = {
  capabilities: ({ codeActions }) => ({
    codeActionProvider: codeActions
      ? { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind, ...refactoringKinds], resolveProvider: true }
      : true,
  }),
  answer(session) {
    const { connection, client, documents, diagnoser } = session;
    connection.onCodeAction(
      guardPlace(
        session,
        [],
        async ({ textDocument, range, context }: CodeActionParams, document): Promise<(CodeAction | Command)[]> => {
          const wanted = (kind: string): boolean => isWanted(kind, context) ?? kind === CodeActionKind.QuickFix;
          const problems = await diagnoser.problemsOf(document);
          const { file } = document;
          const [start, end] = [toOffset(file, range.start, client), toOffset(file, range.end, client)];
          const actions = [
            ...(wanted(CodeActionKind.QuickFix)
              ? quickFixes(problems, start, end).map((fix) =>
                  toQuickFix(fix, client, (name) => openedAs(session, name)),
                )
              : []),
            ...(wanted(CodeActionKind.QuickFix) ? await chartActions(session, document, [start, end]) : []),
            ...(wanted(fixAllKind) ? await fixAllActions(session, document) : []),
            ...(await refactoringActions(session, { textDocument, range, context })),
          ];
          // The range is another one in what has been typed meanwhile: the editor asks again.
          if (documents.get(textDocument.uri) !== document) return [];
          return client.codeActions ? actions : actions.flatMap(toCommand);
        },
      ),
    );
    answerRefactorings(session);
  },
};

/** An action for an editor that takes commands alone: the server then asks it to make the edit. */
function toCommand({ title, edit, command }: CodeAction): Command[] {
  if (edit === undefined) return command === undefined ? [] : [command];
  return [{ title, command: applyEditCommand, arguments: [edit] }];
}

/** The one action that fixes everything in a file, if there is anything to fix without asking. */
async function fixAllActions(session: Session, document: OpenDocument): Promise<CodeAction[]> {
  const { configuration, client, workspace } = session;
  if (await configuration.leavesOut(document.uri)) return [];
  const settings = await configuration.of(document.uri);
  const placed = await placeOf(session, document.uri);
  if (placed?.file !== document.file) return [];
  const known = workspace.findings.aroundFile(placed);
  const fixed = fixAll(document.file, (file) => workspace.findings.problemsWith({ ...placed, file }, settings, known));
  return toFixAll(document, fixed, client).map((action) => ({ ...action, kind: fixAllKind }));
}

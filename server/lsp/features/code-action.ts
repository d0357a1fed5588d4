import { type CodeAction, CodeActionKind, type CodeActionParams } from "vscode-languageserver";
import { fixAll, quickFixes } from "../../core/index.ts";
import type { OpenDocument } from "../documents.ts";
import { openedAs } from "../edited-documents.ts";
import { guardPlace } from "../guard.ts";
import { answerRefactorings, isWanted, refactoringActions, refactoringKinds } from "../refactoring-requests.ts";
import { placeOf } from "../placed-document.ts";
import { chartActions } from "../chart-actions.ts";
import type { Session } from "../session.ts";
import { toFixAll, toOffset, toQuickFix } from "../to-lsp.ts";
import type { Feature } from "./feature.ts";

/** The kind of the action that fixes everything in a file. */
const fixAllKind: CodeActionKind = `${CodeActionKind.SourceFixAll}.argocdAnnotations`;

/** Offers fixes and refactorings for a range of an open file. */
export const codeActionFeature: Feature = {
  capabilities: () => ({
    codeActionProvider: {
      codeActionKinds: [CodeActionKind.QuickFix, fixAllKind, ...refactoringKinds],
      resolveProvider: true,
    },
  }),
  answer(session) {
    const { connection, client, documents, diagnoser } = session;
    connection.onCodeAction(
      guardPlace(
        session,
        [],
        async ({ textDocument, range, context }: CodeActionParams, document): Promise<CodeAction[]> => {
          const wanted = (kind: string): boolean => isWanted(kind, context) ?? kind === CodeActionKind.QuickFix;
          const problems = await diagnoser.problemsOf(document);
          const [start, end] = [toOffset(document.file, range.start), toOffset(document.file, range.end)];
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
          return documents.get(textDocument.uri) === document ? actions : [];
        },
      ),
    );
    answerRefactorings(session);
  },
};

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

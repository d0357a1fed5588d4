import { type CodeAction, CodeActionKind } from "vscode-languageserver";
import type { OpenDocument } from "./documents.ts";
import { placeOf } from "./placed-document.ts";
import type { Session } from "./session.ts";
import { toPosition } from "./positions.ts";

const title = "Fetch Chart Dependencies";

/** Offers to fetch the charts of other repositories where they are named and not here; offsets are from the start of the file. */
export async function chartActions(
  session: Session,
  { uri, file }: OpenDocument,
  [start, end]: readonly [start: number, end: number],
): Promise<CodeAction[]> {
  const { fetchChartsCommand: command, chartFolder } = session.client;
  if (!session.trust.isGiven || command === undefined || chartFolder === undefined) return [];
  const placed = await placeOf(session, uri);
  if (placed?.file !== file) return [];
  const found = placed.roster.application.unread?.find(
    ({ chart, location }) =>
      chart !== undefined && location.path === placed.fileName && location.offset <= end && start <= location.end,
  );
  if (found === undefined) return [];
  const { line } = toPosition(file, found.location.offset, session.client);
  return [{ title, kind: CodeActionKind.QuickFix, command: { title, command, arguments: [uri, line] } }];
}

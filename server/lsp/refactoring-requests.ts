import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Position,
  type Range,
} from "vscode-languageserver";
import { isWhereRefactoringsAre, type Refactoring, refactorings } from "../core/index.ts";
import { label } from "../protocol/index.ts";
import type { Client } from "./client.ts";
import { editedDocuments } from "./edited-documents.ts";
import { guardResolve } from "./guard.ts";
import { type PlacedDocument, placeOf } from "./placed-document.ts";
import type { Session } from "./session.ts";
import { toOffset } from "./positions.ts";
import { toWorkspaceEdit } from "./to-lsp.ts";

const kinds: Readonly<Record<Refactoring["kind"], CodeActionKind>> = {
  rewrite: CodeActionKind.RefactorRewrite,
  hook: `${CodeActionKind.RefactorRewrite}.hook`,
  // The library has no name for this kind of the protocol yet.
  move: `${CodeActionKind.Refactor}.move`,
};

/** The kinds of the refactorings. */
export const refactoringKinds: readonly CodeActionKind[] = Object.values(kinds);

/** What a code action needs to find its refactoring again. */
interface ActionData {
  readonly uri: string;
  readonly version: number;
  readonly start: Position;
  readonly end: Position;
  readonly id: string;
}

/** Whether an editor asks for actions of a kind; `undefined` if it does not say what it asks for. */
export function isWanted(kind: string, { only }: CodeActionContext): boolean | undefined {
  return only?.some((it) => kind === it || kind.startsWith(`${it}.`));
}

/**
 * The refactorings of a range. Editors ask at every move of the cursor: then there are none unless something is selected. Whoever
 * asks for all actions at once gets them only where people expect them.
 */
export async function refactoringActions(
  session: Session,
  { textDocument: { uri }, range, context }: CodeActionParams,
): Promise<CodeAction[]> {
  const isCursor = range.start.line === range.end.line && range.start.character === range.end.character;
  if (context.triggerKind === CodeActionTriggerKind.Automatic && isCursor) return [];
  if (!refactoringKinds.some((kind) => isWanted(kind, context) ?? true)) return [];
  const place = await placeOf(session, uri);
  if (place === undefined) return [];
  const { start, end } = range;
  const { client } = session;
  const { file } = place.document;
  const isAsked = !isCursor || context.only !== undefined;
  if (!isAsked && !isWhereRefactoringsAre(place.roster.application, place.fileName, toOffset(file, start, client)))
    return [];
  const wanted = refactoringsAt(place, { start, end }, client).filter(
    ({ kind }) => isWanted(kinds[kind], context) ?? true,
  );
  const actions = (some: readonly Refactoring[]): CodeAction[] =>
    some.map((refactoring) => toAction(session, refactoring, { uri, version: place.document.version, start, end }));
  const { chooseHookCommand: command } = session.client;
  const hooks = wanted.filter(({ kind }) => kind === "hook");
  if (command === undefined || hooks.length < 2 || isOnly(kinds.hook, context)) return actions(wanted);
  const title = "Make This a Hook...";
  return [
    { title, kind: kinds.hook, command: { title, command, arguments: [uri, range] } },
    ...actions(wanted.filter(({ kind }) => kind !== "hook")),
  ];
}

/** Whether an editor asks for one kind of actions and no others. */
function isOnly(kind: string, { only }: CodeActionContext): boolean {
  return only?.length === 1 && only[0] === kind;
}

/** With its edit, or with what is needed to find it again if the editor asks for the edit later. */
function toAction(session: Session, { id, kind, title, edits }: Refactoring, at: Omit<ActionData, "id">): CodeAction {
  const action: CodeAction = { title: label(title), kind: kinds[kind] };
  return session.client.resolvesEdits
    ? { ...action, data: { ...at, id } satisfies ActionData }
    : { ...action, edit: toWorkspaceEdit(editedDocuments(session, edits), session.client) };
}

/** Answers with the edit of the chosen refactoring. */
export function answerRefactorings(session: Session): void {
  const { connection, client } = session;
  connection.onCodeActionResolve(
    guardResolve(connection, async (action: CodeAction): Promise<CodeAction> => {
      const data = (action.data ?? undefined) as ActionData | undefined;
      const place = data && (await placeOf(session, data.uri));
      // The place may have moved after a change.
      if (place?.document.version !== data?.version || place === undefined || data === undefined) return action;
      const found = refactoringsAt(place, data, client).find(({ id }) => id === data.id);
      return found === undefined
        ? action
        : { ...action, edit: toWorkspaceEdit(editedDocuments(session, found.edits), client) };
    }),
  );
}

function refactoringsAt(place: PlacedDocument, { start, end }: Range, client: Client): Refactoring[] {
  const { file } = place.document;
  return refactorings(place.roster.application, place.fileName, {
    start: toOffset(file, start, client),
    end: toOffset(file, end, client),
  });
}

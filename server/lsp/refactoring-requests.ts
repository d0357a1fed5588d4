import { isAbsolute } from "node:path";
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Position,
} from "vscode-languageserver";
import { type FileEdits, type Refactoring, refactorings, renumberedWaves, shiftedWaves } from "../core/index.ts";
import {
  type RenumberWavesParams,
  renumberWavesRequest,
  type ShiftWavesParams,
  shiftWavesRequest,
  type WaveEdits,
} from "../protocol/index.ts";
import { guard } from "./guard.ts";
import { uriOfPath } from "../workspace/uris.ts";
import { type PlacedDocument, placeOf, type Session } from "./session.ts";
import { type EditedDocument, toOffset, toPlanEdits, toWorkspaceEdit } from "./to-lsp.ts";

const kinds: Readonly<Record<Refactoring["kind"], CodeActionKind>> = {
  rewrite: CodeActionKind.RefactorRewrite,
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

/** The refactorings of a range. Editors ask at every move of the cursor: then there are none unless something is selected. */
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
  return refactoringsAt(place, start, end)
    .filter(({ kind }) => isWanted(kinds[kind], context) ?? true)
    .flatMap((refactoring) => toAction(session, refactoring, { uri, version: place.document.version, start, end }));
}

/** With its edit, if the editor does not ask for it later; an edit that is not possible is not offered then. */
function toAction(session: Session, { id, kind, title, edits }: Refactoring, at: Omit<ActionData, "id">): CodeAction[] {
  const action: CodeAction = { title, kind: kinds[kind] };
  if (session.client.resolvesEdits) return [{ ...action, data: { ...at, id } satisfies ActionData }];
  const made = edits();
  return made === undefined
    ? []
    : [{ ...action, edit: toWorkspaceEdit(editedDocuments(session, made), session.client) }];
}

/** Answers with the edit of a refactoring that was chosen, and with the edits for numbers that the user was asked for. */
export function answerRefactorings(session: Session): void {
  const { connection, client } = session;
  connection.onCodeActionResolve(async (action) => {
    const resolve = guard(connection, action, async (): Promise<CodeAction> => {
      const data = action.data as ActionData | undefined;
      const place = data && (await placeOf(session, data.uri));
      // The place may have moved after a change.
      if (place?.document.version !== data?.version || place === undefined || data === undefined) return action;
      const found = refactoringsAt(place, data.start, data.end).find(({ id }) => id === data.id);
      const edits = found?.edits();
      return edits === undefined
        ? action
        : { ...action, edit: toWorkspaceEdit(editedDocuments(session, edits), client) };
    });
    return resolve();
  });
  connection.onRequest(
    shiftWavesRequest,
    guard(connection, null, async ({ uri, start, end, by }: ShiftWavesParams): Promise<WaveEdits | null> => {
      const place = await placeOf(session, uri);
      const number = readNumber(by);
      if (place === undefined) return null;
      if (number === undefined) return { edits: [], message: `"${by}" is not a whole number.` };
      const { roster, fileName } = place;
      return toWaveEdits(
        session,
        shiftedWaves(roster.application, fileName, { range: spanOf(place, start, end), by: number }),
      );
    }),
  );
  connection.onRequest(
    renumberWavesRequest,
    guard(connection, null, async ({ uri, step }: RenumberWavesParams): Promise<WaveEdits | null> => {
      const place = await placeOf(session, uri);
      const number = readNumber(step);
      if (place === undefined) return null;
      if (number === undefined || number <= 0n)
        return { edits: [], message: `"${step}" is not a whole number above 0.` };
      return toWaveEdits(session, renumberedWaves(place.roster.application, number));
    }),
  );
}

function refactoringsAt(place: PlacedDocument, start: Position, end: Position): Refactoring[] {
  return refactorings(place.roster.application, place.fileName, spanOf(place, start, end));
}

function spanOf(
  { document: { file } }: PlacedDocument,
  start: Position,
  end: Position,
): { start: number; end: number } {
  return { start: toOffset(file, start), end: toOffset(file, end) };
}

/** A 64-bit integer has at most 19 digits. */
function readNumber(text: string): bigint | undefined {
  return /^[+-]?\d{1,19}$/.test(text) ? BigInt(text.replace(/^\+/, "")) : undefined;
}

function toWaveEdits(session: Session, edits: readonly FileEdits[] | string): WaveEdits {
  if (typeof edits === "string") return { edits: [], message: edits };
  return { edits: editedDocuments(session, edits).flatMap(toPlanEdits) };
}

/** Files of an application as an editor names them: open files by the URI that it opened them with. */
function editedDocuments(session: Session, files: readonly FileEdits[]): EditedDocument[] {
  return files.map(({ fileName, file, edits }) => ({ ...openedAs(session, fileName), file, edits }));
}

/** How the editor knows a file of an application: by the URI that it opened it with, if it is open. */
export function openedAs({ documents }: Session, fileName: string): Pick<EditedDocument, "uri" | "version"> {
  const open = documents.atPath(fileName) ?? documents.get(fileName);
  const uri = open?.uri ?? (isAbsolute(fileName) ? uriOfPath(fileName) : fileName);
  return { uri, version: open?.version ?? null };
}

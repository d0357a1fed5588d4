/** Edits of waves by a number from the user. Each is `undefined` where there is no application. */
import { type ChangedWaves, moveTask, parseInteger, renumberedWaves, shiftedWaves } from "../core/index.ts";
import type { MoveToWaveParams, RenumberWavesParams, ShiftWavesParams } from "../protocol/index.ts";
import type { OpenDocument } from "./documents.ts";
import { placeOf } from "./placed-document.ts";
import { plannedAt } from "./planned.ts";
import type { Session } from "./session.ts";
import { toOffset } from "./positions.ts";

/** Gives the resource of a task another wave, or makes it a hook of another phase there. */
export async function movedToWave(
  session: Session,
  { uri, task, wave, phase }: MoveToWaveParams,
): Promise<ChangedWaves | undefined> {
  const number = parseInteger(wave);
  if (number === undefined) return { message: complaintAbout(wave) };
  const planned = await plannedAt(session, uri);
  if (planned === undefined) return undefined;
  return moveTask(planned.roster.application, task, { wave: number, phase: phase ?? undefined });
}

/** Adds a number to the waves of what a range of a file touches; `document` is the file as it was when the user asked. */
export async function wavesShifted(
  session: Session,
  { uri, start, end, by }: ShiftWavesParams,
  document: OpenDocument,
): Promise<ChangedWaves | undefined> {
  const place = await placeOf(session, uri);
  const number = parseInteger(by);
  if (place === undefined) return undefined;
  if (number === undefined) return { message: complaintAbout(by) };
  const { roster, fileName } = place;
  if (place.document !== document) return { message: "The file has just changed. Try again." };
  const { client } = session;
  const range = { start: toOffset(document.file, start, client), end: toOffset(document.file, end, client) };
  return shiftedWaves(roster.application, fileName, { range, by: number });
}

/** Renumbers the waves of every phase of an application. */
export async function wavesRenumbered(
  session: Session,
  { uri, step }: RenumberWavesParams,
): Promise<ChangedWaves | undefined> {
  const planned = await plannedAt(session, uri);
  const number = parseInteger(step);
  if (planned === undefined) return undefined;
  if (number === undefined) return { message: complaintAbout(step) };
  if (number <= 0n) return { message: "Enter a whole number above 0." };
  return renumberedWaves(planned.roster.application, number);
}

/** Why a text is neither a wave nor a number to add to one. */
function complaintAbout(text: string): string {
  return /^[+-]?\d+$/.test(text)
    ? `${text} is out of range: Argo CD reads a wave as a 64-bit integer, from -9223372036854775808 to 9223372036854775807.`
    : `"${text}" is not a whole number. Enter one such as 1 or -5.`;
}

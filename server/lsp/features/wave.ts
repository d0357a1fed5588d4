import {
  type ChangedWaves,
  moveToPhase,
  moveToWave,
  parseInteger,
  renumberedWaves,
  shiftedWaves,
} from "../../core/index.ts";
import {
  type MoveToWaveParams,
  moveToWaveRequest,
  type RenumberWavesParams,
  renumberWavesRequest,
  type ShiftWavesParams,
  shiftWavesRequest,
  type WaveEdits,
} from "../../protocol/index.ts";
import { editedDocuments } from "../edited-documents.ts";
import { guard, guardPlace } from "../guard.ts";
import { plannedAt } from "../planned.ts";
import type { Feature } from "./feature.ts";
import { placeOf } from "../placed-document.ts";
import type { Session } from "../session.ts";
import { shownAnswer } from "../shown-answer.ts";
import { toOffset, toPlanEdits } from "../to-lsp.ts";

/** Answers with the edits for a number from the user, or with the reason why there are none. */
export const waveFeature: Feature = { capabilities: () => ({}), answer };

function answer(session: Session): void {
  const { connection } = session;
  connection.onRequest(
    moveToWaveRequest,
    guard(connection, null, async ({ uri, task, wave, phase }: MoveToWaveParams): Promise<WaveEdits | null> => {
      const number = parseInteger(wave);
      if (number === undefined) return { edits: [], message: complaintAbout(wave) };
      const planned = await plannedAt(session, uri);
      if (planned === undefined) return null;
      const { application } = planned.roster;
      const isSame = phase === undefined || phase === null || task.endsWith(` ${phase}`);
      return toWaveEdits(
        session,
        isSame ? moveToWave(application, task, number) : moveToPhase(application, task, { phase, wave: number }),
      );
    }),
  );
  connection.onRequest(
    shiftWavesRequest,
    guardPlace(
      session,
      null,
      async ({ uri, start, end, by }: ShiftWavesParams, document): Promise<WaveEdits | null> => {
        const place = await placeOf(session, uri);
        const number = parseInteger(by);
        if (place === undefined) return null;
        if (number === undefined) return { edits: [], message: complaintAbout(by) };
        const { roster, fileName } = place;
        if (place.document !== document) return { edits: [], message: "The file has just changed. Try again." };
        const range = { start: toOffset(document.file, start), end: toOffset(document.file, end) };
        return toWaveEdits(session, shiftedWaves(roster.application, fileName, { range, by: number }));
      },
    ),
  );
  connection.onRequest(
    renumberWavesRequest,
    guard(connection, null, async ({ uri, step }: RenumberWavesParams): Promise<WaveEdits | null> => {
      const planned = await plannedAt(session, uri);
      const number = parseInteger(step);
      if (planned === undefined) return null;
      if (number === undefined) return { edits: [], message: complaintAbout(step) };
      if (number <= 0n) return { edits: [], message: "Enter a whole number above 0." };
      return toWaveEdits(session, renumberedWaves(planned.roster.application, number));
    }),
  );
}

/** Why a text is neither a wave nor a number to add to one. */
function complaintAbout(text: string): string {
  return /^[+-]?\d+$/.test(text)
    ? `${text} is out of range: Argo CD reads a wave as a 64-bit integer, from -9223372036854775808 to 9223372036854775807.`
    : `"${text}" is not a whole number. Enter one such as 1 or -5.`;
}

function toWaveEdits(session: Session, edits: ChangedWaves): WaveEdits {
  if (typeof edits === "string") return shownAnswer({ edits: [], message: edits, final: true });
  if ("message" in edits) return shownAnswer({ edits: [], message: edits.message });
  return { edits: editedDocuments(session, edits).flatMap(toPlanEdits) };
}

import type { ChangedWaves } from "../../core/index.ts";
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
import type { Feature } from "./feature.ts";
import type { Session } from "../session.ts";
import { shownAnswer } from "../shown-answer.ts";
import { toPlanEdits } from "../to-lsp.ts";
import { movedToWave, wavesRenumbered, wavesShifted } from "../wave-changes.ts";

/** Answers with the edits for a number from the user, or with the reason why there are none. */
export const waveFeature: Feature = { capabilities: () => ({}), answer };

function answer(session: Session): void {
  const { connection } = session;
  connection.onRequest(
    moveToWaveRequest,
    guard(connection, null, async (params: MoveToWaveParams) =>
      toWaveEdits(session, await movedToWave(session, params)),
    ),
  );
  connection.onRequest(
    shiftWavesRequest,
    guardPlace(session, null, async (params: ShiftWavesParams, document) =>
      toWaveEdits(session, await wavesShifted(session, params, document)),
    ),
  );
  connection.onRequest(
    renumberWavesRequest,
    guard(connection, null, async (params: RenumberWavesParams) =>
      toWaveEdits(session, await wavesRenumbered(session, params)),
    ),
  );
}

function toWaveEdits(session: Session, edits: ChangedWaves | undefined): WaveEdits | null {
  if (edits === undefined) return null;
  if (typeof edits === "string") return shownAnswer({ edits: [], message: edits, final: true });
  if ("message" in edits) return shownAnswer({ edits: [], message: edits.message });
  return { edits: editedDocuments(session, edits).flatMap((it) => toPlanEdits(it, session.client)) };
}

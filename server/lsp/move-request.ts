import { isAbsolute } from "node:path";
import { memberOfTask, moveToWave, positionAt } from "../core/index.ts";
import { type MoveToWaveParams, moveToWaveRequest, type PlanEdit } from "../protocol/index.ts";
import { guard } from "./guard.ts";
import { uriOfPath } from "../workspace/uris.ts";
import { plannedAt } from "./planned.ts";
import type { Session } from "./session.ts";

/** Answers with the edits that give a resource another wave. */
export function answerMoves(session: Session): void {
  const { connection } = session;
  connection.onRequest(
    moveToWaveRequest,
    guard(connection, [], async ({ uri, task, wave }: MoveToWaveParams): Promise<PlanEdit[]> => {
      const planned = /^[+-]?\d{1,19}$/.test(wave) ? await plannedAt(session, uri) : undefined;
      const member = planned && memberOfTask(planned.roster.application, task);
      const edit = member && moveToWave(member, BigInt(wave));
      if (member === undefined || edit === undefined) return [];
      const { file, fileName } = member;
      return [
        {
          uri: isAbsolute(fileName) ? uriOfPath(fileName) : fileName,
          start: positionAt(file, edit.span.start),
          end: positionAt(file, edit.span.end),
          text: edit.text,
        },
      ];
    }),
  );
}

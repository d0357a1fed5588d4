import type { InlayHint, InlayHintParams } from "vscode-languageserver";
import { inlayHints } from "../core/index.ts";
import { guard } from "./guard.ts";
import { placeOf, type Session } from "./session.ts";
import { toInlayHint, toOffset } from "./to-lsp.ts";

/** Answers with what is implied in a range of an open file, where the settings ask for it. */
export function answerInlayHints(session: Session): void {
  const { connection, configuration } = session;
  connection.languages.inlayHint.on(
    guard(connection, [], async ({ textDocument: { uri }, range }: InlayHintParams): Promise<InlayHint[]> => {
      const settings = await configuration.of(uri);
      const isWanted = settings.inlayHints && !(await configuration.leavesOut(uri));
      const place = isWanted ? await placeOf(session, uri) : undefined;
      if (place === undefined) return [];
      const { document, roster, fileName } = place;
      const span = { start: toOffset(document.file, range.start), end: toOffset(document.file, range.end) };
      return inlayHints(roster.application, fileName, span).map((hint) => toInlayHint(document.file, hint));
    }),
  );
}

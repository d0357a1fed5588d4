import type { InlayHint, InlayHintParams } from "vscode-languageserver";
import { inlayHints } from "../../core/index.ts";
import { guard } from "../guard.ts";
import { placeOf } from "../placed-document.ts";
import { toOffset } from "../positions.ts";
import { toInlayHint } from "../to-lsp.ts";
import type { Feature } from "./feature.ts";

/** Shows what is implied in a range of an open file, if the settings ask for it. */
export const inlayHintFeature: Feature = {
  capabilities: () => ({ inlayHintProvider: true }),
  answer(session) {
    const { connection, client, configuration, documents } = session;
    connection.languages.inlayHint.on(
      guard(connection, [], async ({ textDocument: { uri }, range }: InlayHintParams): Promise<InlayHint[]> => {
        const document = documents.get(uri);
        // Editors ask for what they show.
        if (document !== undefined) documents.lookAt(uri, toOffset(document.file, range.start, client));
        const settings = await configuration.of(uri);
        const isWanted = settings.inlayHints && !(await configuration.leavesOut(uri));
        const place = isWanted ? await placeOf(session, uri) : undefined;
        if (place === undefined) return [];
        const { file, roster, fileName } = place;
        const span = { start: toOffset(file, range.start, client), end: toOffset(file, range.end, client) };
        return inlayHints(roster.application, fileName, span).map((hint) => toInlayHint(file, hint, client));
      }),
    );
  },
};

import type { CodeLens, CodeLensParams } from "vscode-languageserver";
import { codeLenses } from "../../core/index.ts";
import { guard } from "../guard.ts";
import { placeOf } from "../placed-document.ts";
import { toCodeLens } from "../to-lsp.ts";
import type { Feature } from "./feature.ts";

/** Shows the phase and wave of each resource of an open file above it. */
export const codeLensFeature: Feature = {
  capabilities: () => ({ codeLensProvider: {} }),
  answer(session) {
    const { connection, client, configuration } = session;
    connection.onCodeLens(
      guard(connection, [], async ({ textDocument: { uri } }: CodeLensParams): Promise<CodeLens[]> => {
        const { codeLens } = await configuration.of(uri);
        if (codeLens === "off" || (await configuration.leavesOut(uri))) return [];
        const place = await placeOf(session, uri);
        if (place === undefined) return [];
        const { document, roster, fileName } = place;
        return codeLenses(roster, fileName, codeLens).map((lens) => toCodeLens(document, lens, client));
      }),
    );
  },
};

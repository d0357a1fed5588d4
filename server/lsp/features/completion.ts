import type { CompletionItem, CompletionParams } from "vscode-languageserver";
import { complete } from "../../core/index.ts";
import { guard } from "../guard.ts";
import { placeOf } from "../placed-document.ts";
import { toCompletionItem, toOffset } from "../to-lsp.ts";
import type { Feature } from "./feature.ts";

/** Offers what may be written at a place of an open file. */
export const completionFeature: Feature = {
  capabilities: () => ({ completionProvider: { triggerCharacters: ["/", ",", '"', "'", "="] } }),
  answer(session) {
    const { connection, client, configuration } = session;
    connection.onCompletion(
      guard(
        connection,
        [],
        async ({ textDocument: { uri }, position }: CompletionParams): Promise<CompletionItem[]> => {
          const place = await placeOf(session, uri);
          if (place === undefined) return [];
          const { file, roster, fileName } = place;
          const { version } = await configuration.of(uri);
          return complete(file, toOffset(file, position), roster.application, { fileName, version })
            .filter(({ kind }) => kind !== "snippet" || !client.offersSnippets)
            .map((completion, index) => toCompletionItem(file, completion, index, client));
        },
      ),
    );
  },
};

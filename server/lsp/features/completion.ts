import { type CompletionList, type CompletionParams, CompletionTriggerKind } from "vscode-languageserver";
import { complete } from "../../core/index.ts";
import { guardPlace } from "../guard.ts";
import { placeOf } from "../placed-document.ts";
import { toOffset } from "../positions.ts";
import { toCompletionItem } from "../to-lsp.ts";
import type { Feature } from "./feature.ts";

/** Offers what may be written at a place of an open file. */
export const completionFeature: Feature = {
  capabilities: () => ({ completionProvider: { triggerCharacters: ["/", ",", '"', "'", "=", "-", " "] } }),
  answer(session) {
    const { connection, client, configuration } = session;
    connection.onCompletion(
      guardPlace(
        session,
        nothing,
        // An editor keeps its list while the user types on, and adds what is typed to what an item replaces in the text that it asked about.
        async ({ textDocument: { uri }, position, context }: CompletionParams, { file }): Promise<CompletionList> => {
          const place = await placeOf(session, uri);
          if (place === undefined) return nothing;
          const { roster, fileName, kustomized } = place;
          const { version } = await configuration.of(uri);
          const asked =
            context?.triggerKind !== CompletionTriggerKind.TriggerCharacter || context.triggerCharacter !== " ";
          const found = complete(file, toOffset(file, position, client), roster.application, {
            ...{ fileName, version, asked, kustomized },
          });
          return {
            isIncomplete: found.some(({ followsTyping }) => followsTyping === true),
            items: found.map((completion, index) => toCompletionItem(file, completion, index, client)),
          };
        },
      ),
    );
  },
};

const nothing: CompletionList = { isIncomplete: false, items: [] };

import type { DefinitionParams, Location, LocationLink } from "vscode-languageserver";
import { definitionAt, entrySpan } from "../../core/index.ts";
import type { Client } from "../client.ts";
import { filesOf } from "../file-places.ts";
import { guardPlace } from "../guard.ts";
import { placeOf } from "../placed-document.ts";
import { toOffset, toRange, uriOfFile } from "../to-lsp.ts";
import type { Feature } from "./feature.ts";

/** Goes from a template of a chart to the value or the template that it names. */
export const definitionFeature: Feature = {
  capabilities: () => ({ definitionProvider: true }),
  answer(session) {
    const { connection, client } = session;
    connection.onDefinition(
      guardPlace(
        session,
        null,
        async ({ textDocument: { uri }, position }: DefinitionParams, document): Promise<Answer> => {
          const place = await placeOf(session, uri);
          // Whoever types meanwhile no longer looks at that place.
          if (place?.document !== document) return null;
          const { file, roster, fileName } = place;
          const found = definitionAt(roster.application, fileName, file, toOffset(file, position));
          const target = found && (await filesOf(session, [found])).get(found.fileName);
          if (found === undefined || target === undefined) return null;
          const span = found.kind === "value" ? entrySpan(target, found.span) : found.span;
          const range = toRange(target, span);
          return toAnswer(uriOfFile(found.fileName), range, toRange(file, found.from), client);
        },
      ),
    );
  },
};

type Answer = Location | LocationLink[] | null;

function toAnswer(targetUri: string, range: Location["range"], from: Location["range"], client: Client): Answer {
  if (!client.linksDefinitions) return { uri: targetUri, range };
  return [{ originSelectionRange: from, targetUri, targetRange: range, targetSelectionRange: range }];
}

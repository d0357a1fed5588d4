import type { DefinitionParams, Location, LocationLink } from "vscode-languageserver";
import { definitionAt, entrySpan } from "../../core/index.ts";
import type { Client } from "../client.ts";
import { applicationsOf } from "../chart-places.ts";
import { filesOf } from "../file-places.ts";
import { guardPlace } from "../guard.ts";
import { placeOf } from "../placed-document.ts";
import { toOffset, toRange } from "../positions.ts";
import { uriOfFile } from "../to-lsp.ts";
import type { Feature } from "./feature.ts";

/** Goes from a template of a chart to the value or the template that it names: for each Application to the value that counts. */
export const definitionFeature: Feature = {
  capabilities: () => ({ definitionProvider: true }),
  answer(session) {
    const { connection, client, documents } = session;
    connection.onDefinition(
      guardPlace(
        session,
        null,
        async ({ textDocument: { uri }, position }: DefinitionParams, document): Promise<Answer> => {
          const place = await placeOf(session, uri);
          // Whoever types meanwhile no longer looks at that place.
          if (place?.document !== document) return null;
          const { file, fileName } = place;
          const offset = toOffset(file, position, client);
          const { asked } = await applicationsOf(session, place);
          const found = asked.flatMap((application) => definitionAt(application, fileName, file, offset) ?? []);
          const files = await filesOf(session, found);
          if (documents.get(uri) !== document) return null;
          const targets = found.flatMap((it): LocationLink[] => {
            const target = files.get(it.fileName);
            if (target === undefined) return [];
            const span = it.kind === "value" ? entrySpan(target, it.span) : it.span;
            const range = toRange(target, span, client);
            const targetUri = uriOfFile(it.fileName);
            return [
              {
                originSelectionRange: toRange(file, it.from, client),
                ...{ targetUri, targetRange: range, targetSelectionRange: range },
              },
            ];
          });
          return toAnswer(distinct(targets), client);
        },
      ),
    );
  },
};

type Answer = Location[] | LocationLink[] | null;

function distinct(links: readonly LocationLink[]): LocationLink[] {
  return [...new Map(links.map((link) => [JSON.stringify(link), link])).values()];
}

function toAnswer(links: LocationLink[], { linksDefinitions }: Client): Answer {
  if (links.length === 0) return null;
  return linksDefinitions ? links : links.map(({ targetUri, targetRange }) => ({ uri: targetUri, range: targetRange }));
}

import type { Hover, HoverParams } from "vscode-languageserver";
import {
  type FilePlace,
  hover,
  type ShownPlace,
  type Span,
  templateHover,
  templateHoverText,
} from "../../core/index.ts";
import { applicationsOf } from "../chart-places.ts";
import { filesOf, showValue } from "../file-places.ts";
import { guardPlace } from "../guard.ts";
import { type PlacedDocument, placeOf } from "../placed-document.ts";
import { toOffset, toRange } from "../positions.ts";
import { toMarkup } from "../to-lsp.ts";
import type { Session } from "../session.ts";
import type { Feature } from "./feature.ts";

/** Explains what is at a place of an open file. */
export const hoverFeature: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  answer(session) {
    const { connection, client, configuration, documents } = session;
    connection.onHover(
      guardPlace(
        session,
        null,
        async ({ textDocument: { uri }, position }: HoverParams, document): Promise<Hover | null> => {
          await session.disk.upToDate();
          const place = await placeOf(session, uri);
          // Whoever types meanwhile no longer looks at that place.
          if (place?.document !== document) return null;
          const { file, roster, fileName } = place;
          const { version } = await configuration.of(uri);
          const offset = toOffset(file, position, client);
          const found = hover(file, offset, roster, fileName, version);
          const printed = await printedAt(session, place, offset);
          const span = (printed ?? found)?.span;
          if (span === undefined || documents.get(uri) !== document) return null;
          const parts = [printed?.text, found?.markdown].filter((part) => part !== undefined);
          return { contents: toMarkup(parts.join("\n\n---\n\n"), client, "hover"), range: toRange(file, span, client) };
        },
      ),
    );
  },
};

/** What an action of a template prints, for those who deploy its chart. */
async function printedAt(
  session: Session,
  place: PlacedDocument,
  offset: number,
): Promise<{ readonly text: string; readonly span: Span } | undefined> {
  const { file, fileName, roster } = place;
  if (templateHover(roster.application, fileName, file, offset) === undefined) return undefined;
  const { asked, others } = await applicationsOf(session, place);
  const hovers = asked.flatMap((application) => templateHover(application, fileName, file, offset) ?? []);
  const [first] = hovers;
  if (first === undefined) return undefined;
  const files = await filesOf(
    session,
    hovers.flatMap(({ places }) => places),
  );
  const show = (it: FilePlace): ShownPlace | undefined => showValue(roster.application, files, it);
  return { text: templateHoverText(hovers, show, others), span: first.span };
}

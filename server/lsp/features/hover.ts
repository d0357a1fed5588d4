import type { Hover, HoverParams } from "vscode-languageserver";
import { hover, templateHover } from "../../core/index.ts";
import { filesOf, showValue } from "../file-places.ts";
import { guardPlace } from "../guard.ts";
import { placeOf } from "../placed-document.ts";
import { toMarkup, toOffset, toRange } from "../to-lsp.ts";
import type { Feature } from "./feature.ts";

/** Explains what is at a place of an open file. */
export const hoverFeature: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  answer(session) {
    const { connection, configuration } = session;
    connection.onHover(
      guardPlace(
        session,
        null,
        async ({ textDocument: { uri }, position }: HoverParams, document): Promise<Hover | null> => {
          const place = await placeOf(session, uri);
          // Whoever types meanwhile no longer looks at that place.
          if (place?.document !== document) return null;
          const { file, roster, fileName } = place;
          const { version } = await configuration.of(uri);
          const offset = toOffset(file, position);
          const found = hover(file, offset, roster, fileName, version);
          const inTemplate = templateHover(roster.application, fileName, file, offset);
          const files = await filesOf(session, inTemplate?.places ?? []);
          const printed = inTemplate?.markdown((it) => showValue(roster.application, files, it));
          const span = (inTemplate ?? found)?.span;
          if (span === undefined) return null;
          const parts = [printed, found?.markdown].filter((part) => part !== undefined);
          return { contents: toMarkup(parts.join("\n\n---\n\n")), range: toRange(file, span) };
        },
      ),
    );
  },
};

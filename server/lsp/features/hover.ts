import type { Hover, HoverParams } from "vscode-languageserver";
import { hover } from "../../core/index.ts";
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
          const found = hover(file, toOffset(file, position), roster, fileName, version);
          if (found === undefined) return null;
          return { contents: toMarkup(found.markdown), range: toRange(file, found.span) };
        },
      ),
    );
  },
};

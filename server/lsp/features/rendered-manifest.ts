import { type RenderedManifest, type RenderedManifestParams, renderedManifestRequest } from "../../protocol/index.ts";
import { visibleLines } from "../../core/index.ts";
import { printedFor } from "../../workspace/chart-users.ts";
import { pathOfUri } from "../../workspace/uris.ts";
import { guard } from "../guard.ts";
import type { Session } from "../session.ts";
import { shownAnswer } from "../shown-answer.ts";
import type { Feature } from "./feature.ts";

/** Answers what a template of a chart prints. No program runs for that. */
export const renderedManifestFeature: Feature = { capabilities: () => ({}), answer };

function answer({ connection, workspace: { applications } }: Session): void {
  connection.onRequest(
    renderedManifestRequest,
    guard(connection, null, async ({ uri, application }: RenderedManifestParams): Promise<RenderedManifest | null> => {
      const path = pathOfUri(uri);
      const printed = path === undefined ? undefined : await printedFor(path, application, applications);
      if (printed === undefined) return null;
      return shownAnswer({ ...printed, text: visibleLines(printed.text) });
    }),
  );
}

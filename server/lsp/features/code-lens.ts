import type { CodeLens, CodeLensParams } from "vscode-languageserver";
import { codeLenses, type CodeLensTitle, type ManifestFile, type Roster } from "../../core/index.ts";
import { pathOfUri } from "../../workspace/uris.ts";
import type { OpenDocument } from "../documents.ts";
import { guard } from "../guard.ts";
import { type PlacedDocument, placeOf } from "../placed-document.ts";
import type { Session } from "../session.ts";
import { toCodeLens } from "../to-lsp.ts";
import type { Feature } from "./feature.ts";

/** Shows the phase and wave of each resource of an open file above it. */
export const codeLensFeature: Feature = {
  capabilities: () => ({ codeLensProvider: {} }),
  answer(session) {
    const { connection, client, configuration, halfTyped } = session;
    connection.onCodeLens(
      guard(connection, [], async ({ textDocument: { uri } }: CodeLensParams): Promise<CodeLens[]> => {
        await session.disk.upToDate();
        const { codeLens } = await configuration.of(uri);
        if (codeLens === "off" || (await configuration.leavesOut(uri))) return [];
        const others = await othersOf(session, uri);
        const place = await placeOf(session, uri);
        if (place === undefined) return [];
        const { document, roster, fileName } = place;
        const titles = codeLenses(
          roster,
          fileName,
          codeLens,
          others.filter((it) => isAnother(it, place)),
        );
        const now: Lenses = { file: document.file, titles };
        const shown = halfTyped.shown(lensKey(uri), roster, now);
        return titlesIn(document, shown).map((lens) => toCodeLens(document, lens, client));
      }),
    );
  },
};

/** The other applications that deploy the same template. */
async function othersOf({ workspace, documents }: Session, uri: string): Promise<readonly Roster[]> {
  const path = documents.get(uri) && pathOfUri(uri);
  return path === undefined ? [] : workspace.applications.othersOfFile(path);
}

/** Whether an application is another one, and of the text that is open now: the user may have typed meanwhile. */
function isAnother(other: Roster, { roster, fileName, document }: PlacedDocument): boolean {
  return (
    other !== roster && other.application.files.some(({ name, file }) => name === fileName && file === document.file)
  );
}

/** By what the lenses of a file are known that were shown before. */
export function lensKey(uri: string): string {
  return `lenses ${uri}`;
}

/** The lenses of a file, and the text that they are for. */
interface Lenses {
  readonly file: ManifestFile;
  readonly titles: readonly CodeLensTitle[];
}

/** Lenses at their places in the text that is open now: each in the same document, or the one in its place. */
function titlesIn({ file }: OpenDocument, { file: before, titles }: Lenses): readonly CodeLensTitle[] {
  if (before === file) return titles;
  const places = new Map(file.documents.map((document, index) => [document, index]));
  return titles.flatMap((title) => {
    const document = before.documents[title.documentIndex];
    const index = (document && places.get(document)) ?? title.documentIndex;
    const text = file.documents[index]?.text;
    return text === undefined || text.length < title.span.end ? [] : [{ ...title, documentIndex: index }];
  });
}

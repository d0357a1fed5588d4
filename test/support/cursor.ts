import { type Application, buildApplication } from "../../server/core/application/application.ts";
import { type ManifestFile, openFile } from "../../server/core/manifest/file.ts";

/** A file with a cursor in it. */
export interface FileAtCursor {
  readonly text: string;
  readonly offset: number;
  readonly file: ManifestFile;
  readonly application: Application;
}

/** A text without its mark `$0`, where the mark stood, and the application that the file is on its own. */
export function openAtCursor(marked: string): FileAtCursor {
  const offset = marked.indexOf("$0");
  if (offset < 0) throw new Error('The text has no mark "$0".');
  const text = marked.replace("$0", "");
  const file = openFile(text);
  const source = { type: "file", path: "file.yaml" } as const;
  const application = buildApplication([{ name: "file.yaml", file }], { name: "shop", source, namespace: "prod" });
  return { text, offset, file, application };
}

/** Where the mark `$0` stands in a text: line and character from 0. */
export function positionIn(marked: string): { readonly line: number; readonly character: number } {
  const before = marked.slice(0, marked.indexOf("$0")).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { openFile, positionAt } from "../../server/core/index.ts";
import { diagnoseFile } from "../support/diagnose.ts";

/** One manifest file of a public repository. */
export interface CorpusFile {
  /** `owner/name` on GitHub. */
  readonly repo: string;
  readonly commit: string;
  /** The path in that repository. */
  readonly path: string;
  /** The SPDX identifier of its licence; the text is in `test/fixtures/corpus-licences`. */
  readonly licence: string;
  readonly text: string;
}

const folder = new URL("../fixtures/corpus/", import.meta.url);

/** The packed files, one JSON object a line. */
export const packUrl: URL = new URL("files.ndjson.gz", folder);

/** What is to be found in them, one finding a line. */
export const findingsUrl: URL = new URL("findings.txt", folder);

/** Reads the packed files. */
export function readCorpus(): readonly CorpusFile[] {
  const lines = gunzipSync(readFileSync(packUrl)).toString("utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as CorpusFile);
}

/** The findings in a file, as `repo/path:line rule "marked text"`, the line from 1. */
export function findingsIn({ repo, path, text }: CorpusFile): string[] {
  const file = openFile(text);
  return diagnoseFile(file).map(({ span, rule }) => {
    const line = positionAt(file, span.start).line + 1;
    return `${repo}/${path}:${line} ${rule.id} ${JSON.stringify(text.slice(span.start, span.end))}`;
  });
}

/**
 * Writes the findings anew that the corpus test expects: `node test/corpus/update-corpus.ts`.
 * Read every line that changed: each finding has to be right.
 *
 * `node test/corpus/update-corpus.ts FOLDER` packs the files anew before that. FOLDER holds the files below `files/`, and a table
 * `manifest.tsv` with the columns path, repo, commit, source_path and licence.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type CorpusFile, findingsIn, findingsUrl, packUrl, readCorpus } from "./corpus.ts";

/** Larger files say nothing more, and cost the test its time. */
const largest = 500_000;

const [folder] = process.argv.slice(2);
if (folder !== undefined) writeFileSync(packUrl, gzipSync(pack(folder), { level: 9 }));
writeFileSync(findingsUrl, `${readCorpus().flatMap(findingsIn).join("\n")}\n`);

/** The files that speak of Argo CD or of Helm hooks, one JSON object a line. */
function pack(from: string): string {
  const [header = "", ...rows] = readFileSync(join(from, "manifest.tsv"), "utf8").trimEnd().split(/\r?\n/);
  const columns = header.split("\t");
  const files = rows.flatMap((row): CorpusFile[] => {
    const cells = new Map(row.split("\t").map((cell, index) => [columns[index], cell]));
    const cell = (name: string): string => cells.get(name) ?? "";
    const text = readFileSync(join(from, "files", cell("path")), "utf8");
    if (text.length > largest || !/argo|helm\.sh\/hook|sync-wave/i.test(text)) return [];
    return [{ repo: cell("repo"), commit: cell("commit"), path: cell("source_path"), licence: cell("licence"), text }];
  });
  return files.map((file) => `${JSON.stringify(file)}\n`).join("");
}

// Writes the files that are generated from the rules and the catalogue: `npm run generate`. With `--check`, only lists stale files.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { format, resolveConfig } from "prettier";
import { annotationPages } from "./generate/annotation-pages.ts";
import { configurationPage } from "./generate/configuration-page.ts";
import { configurationSchema, configurationSchemaPath } from "./generate/configuration-schema.ts";
import { grammars } from "./generate/grammar.ts";
import { fillPackage, type PackageJson } from "./generate/package-settings.ts";
import { filesWithVersion, withVersion } from "./generate/named-version.ts";
import { rulePages } from "./generate/rule-pages.ts";
import { fillSettings } from "./generate/settings-table.ts";
import { fillTranscripts } from "./generate/transcripts.ts";
import { versionsPages } from "./generate/versions-page.ts";

const root = join(import.meta.dirname, "..");

/** The page whose blocks of text are what the commands above them print. */
const transcripts = "docs/how-a-sync-runs.md";

/** The page that has the table of settings. */
const settingsPage = "docs/vs-code.md";

/** The folders that contain only generated pages. */
const pageFolders = ["docs/rules", "docs/annotations"] as const;

/**
 * Every generated file, formatted, by its path from the root; `undefined` for a file that should be removed.
 * Throws an Error with a message for the user if a file lacks the place for its generated part.
 */
async function generatedFiles(): Promise<ReadonlyMap<string, string | undefined>> {
  const settings = fillPackage(JSON.parse(readText("package.json") ?? "{}") as PackageJson);
  const texts = new Map([
    ...rulePages(),
    ...annotationPages(),
    ...versionsPages(),
    ...grammars(),
    [configurationSchemaPath, configurationSchema()] as const,
    ["docs/configuration.md", configurationPage()] as const,
    ["package.json", JSON.stringify(settings)] as const,
    [settingsPage, fillSettings(readText(settingsPage) ?? "", settings)] as const,
    ...filesWithVersion.map((path) => [path, withVersion(readText(path) ?? "", settings.version)] as const),
    [transcripts, fillTranscripts(readText(transcripts) ?? "")] as const,
  ]);
  const files = new Map<string, string | undefined>();
  for (const folder of pageFolders) {
    for (const name of pagesIn(folder)) files.set(`${folder}/${name}`, undefined);
  }
  for (const [path, text] of texts) {
    const filepath = join(root, path);
    files.set(path, await format(text, { ...(await resolveConfig(filepath)), filepath }));
  }
  return files;
}

/** The paths of the generated files that are out of date. */
async function staleFiles(): Promise<readonly string[]> {
  const files = await generatedFiles();
  return [...files].filter(([path, text]) => readText(path) !== text).map(([path]) => path);
}

function pagesIn(folder: string): readonly string[] {
  const path = join(root, folder);
  mkdirSync(path, { recursive: true });
  return readdirSync(path).filter((name) => name.endsWith(".md"));
}

function readText(path: string): string | undefined {
  const folder = join(root, dirname(path));
  return readdirSync(folder).includes(basename(path)) ? readFileSync(join(root, path), "utf8") : undefined;
}

async function generate(): Promise<number> {
  const stale = await staleFiles();
  if (process.argv.includes("--check")) {
    if (stale.length === 0) return 0;
    console.error(`Out of date: ${stale.join(", ")}. Run "npm run generate".`);
    return 1;
  }
  const files = await generatedFiles();
  for (const path of stale) {
    const text = files.get(path);
    if (text === undefined) rmSync(join(root, path));
    else writeFileSync(join(root, path), text);
    console.log(`${text === undefined ? "Removed" : "Wrote"} ${path}.`);
  }
  if (stale.length === 0) console.log("Everything is up to date.");
  return 0;
}

if (process.argv[1] === import.meta.filename) process.exitCode = await generate();

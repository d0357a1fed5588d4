import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { startEditor } from "../../test/support/editor.ts";
import { memoryFiles } from "../../test/support/memory-files.ts";
import { bundles } from "../build/bundles.ts";
import { shopChart } from "./shop-chart.ts";

/** What pictures show: the page of the plan, what stands in the editor, the plan of the example, answers about it, and a template. */
export type Shown = "page" | "editor" | "plan" | "answers" | "chart";

const root = join(import.meta.dirname, "..", "..");

/**
 * A digest for each thing that pictures show, made without a browser. It is the same as long as people would see the same: of the page, its
 * code without comments and names, and its style; of the rest, the words that the server and the command line say about the example.
 */
export async function digestsOfShown(): Promise<Readonly<Record<Shown, string>>> {
  const folder = mkdtempSync(join(tmpdir(), "shown-"));
  try {
    cpSync(join(root, "examples"), join(folder, "examples"), { recursive: true });
    // What looks like a repository, so that nothing around it counts.
    mkdirSync(join(folder, ".git"));
    const example = "examples/agent-platform";
    // They say what the others say too, and each takes a second.
    const live = ["hook-hangs", "deployment-degraded"];
    return {
      page: digest(await pageCode()),
      editor: digest(await wordsInEditor(readFileSync(join(folder, example, "migration-job.yaml"), "utf8"))),
      chart: digest(await wordsInTemplate()),
      plan: digest([say(folder, "plan", example)]),
      answers: digest([
        ...["fail:Job/db-migration", "none"].map((question) => say(folder, "plan", "--what-if", question, example)),
        ...live.map((name) => say(folder, "explain", `examples/live/${name}.json`)),
      ]),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function pageCode(): Promise<readonly string[]> {
  const page = bundles({ minify: true }).filter(
    ({ platform, outdir }) => platform === "browser" && outdir !== undefined,
  );
  const results = await Promise.all(page.map((options) => build({ ...options, write: false })));
  return results.flatMap(({ outputFiles = [] }) => outputFiles.map(({ text }) => text));
}

/** The lenses, a hover and completions of a manifest, and the finding and its repairs after its hook has been misspelt. */
async function wordsInEditor(manifest: string): Promise<readonly string[]> {
  const editor = await startEditor();
  const uri = "untitled:Untitled-1";
  const lines = manifest.split("\n");
  const lineOf = (words: string): number => lines.findIndex((line) => line.includes(words));
  try {
    editor.open(uri, manifest);
    const hook = lineOf("/hook:");
    const said: unknown[] = [await editor.lenses(uri), await editor.hover(uri, lineOf("kind: Job"), 7)];
    const policies = manifest.replace(/(hook-delete-policy:).*/, "$1 ");
    editor.open("untitled:Untitled-2", policies);
    const policy = lineOf("hook-delete-policy:");
    const end = policies.split("\n")[policy]?.length ?? 0;
    said.push(await editor.complete("untitled:Untitled-2", policy, end));
    editor.open("untitled:Untitled-3", manifest.replace("PreSync", "PreSnyc"));
    said.push(await editor.pull("untitled:Untitled-3"));
    const at = { line: hook, character: (lines[hook]?.length ?? 0) - 1 };
    said.push(await editor.actions("untitled:Untitled-3", { start: at, end: at }));
    return said.map((words) => JSON.stringify(words));
  } finally {
    await editor.quit();
  }
}

/** The lenses of a template, and a hover in it. */
async function wordsInTemplate(): Promise<readonly string[]> {
  const files = {
    "/w/.git/HEAD": "",
    ...Object.fromEntries(Object.entries(shopChart).map(([path, text]) => [`/w/${path}`, text])),
  };
  const editor = await startEditor({
    files: memoryFiles(files),
    workspaceFolders: [{ uri: "file:///w", name: "w" }],
  });
  const path = "shop/templates/migrate.yaml";
  const uri = `file:///w/${path}`;
  const template = shopChart[path] ?? "";
  const lines = template.split("\n");
  const line = lines.findIndex((it) => it.includes("migration.wave"));
  try {
    editor.open(uri, template);
    const said = [await editor.lenses(uri), await editor.hover(uri, line, (lines[line] ?? "").indexOf("wave |"))];
    return [template, ...said.map((words) => JSON.stringify(words))];
  } finally {
    await editor.quit();
  }
}

/** What the command line prints, from its source. */
function say(cwd: string, ...args: readonly string[]): string {
  const main = join(root, "server", "cli", "main.ts");
  return execFileSync(process.execPath, [main, ...args, "--format", "markdown"], { cwd, encoding: "utf8" });
}

function digest(texts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex").slice(0, 16);
}

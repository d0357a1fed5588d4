/**
 * Holds the static reading of kustomizations against the real tool, `kubectl kustomize` or `kustomize build`.
 *
 * `node test/tools/render-kustomizations.ts` renders the kept kustomizations anew and says where the result is another one.
 * `node test/tools/render-kustomizations.ts --update` keeps what is rendered now, the cases of `cases.txt` included.
 * `node test/tools/render-kustomizations.ts --folder FOLDER` compares every kustomization below a folder, and keeps nothing.
 * `node test/tools/render-kustomizations.ts --keep FOLDER NAME ...` adds those of a folder that are named by their paths to the kept ones.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, posix, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { readSource } from "../../server/core/application/source.ts";
import { plainSource } from "../../server/core/application/source-spec.ts";
import type { SourceTree } from "../../server/core/application/source-tree.ts";
import { openFile } from "../../server/core/manifest/file.ts";
import { differencesOf, type KustomizeRender, readCases, readRenders, rendersUrl } from "./kustomize-render.ts";

type Tool = readonly [string, ...string[]];

const tools: readonly Tool[] = [
  ["kustomize", "build", "--enable-helm"],
  ["kubectl", "kustomize", "--enable-helm"],
];

const [option, folder, ...names] = process.argv.slice(2);
const tool = tools.find(([program]) => spawnSync(program, ["version", "--client"]).error === undefined);
if (tool === undefined) console.log("Neither kustomize nor kubectl is on this machine: nothing was rendered.");
else if (option === "--folder" && folder !== undefined) compareFolder(folder, tool);
else if (option === "--keep" && folder !== undefined) keep(folder, names, tool);
else if (option === "--update") update(tool);
else check(tool);

/** Renders what is kept once more. */
function check(with_: Tool): void {
  const all = [...readRenders("cases"), ...readRenders("public")];
  for (const kept of all) {
    const now = render(kept, with_);
    if (now.rendered !== kept.rendered) report(kept.id, ["renders to something else than what is kept"]);
    report(kept.id, differencesOf(now));
  }
  console.log(`Compared ${all.length} kustomizations with "${with_.join(" ")}".`);
}

function update(with_: Tool): void {
  write(
    "cases",
    readCases().map((it) => render(it, with_)),
  );
  write(
    "public",
    readRenders("public").map((it) => render(it, with_)),
  );
}

function write(to: keyof typeof rendersUrl, renders: readonly KustomizeRender[]): void {
  const lines = renders.map((it) => `${JSON.stringify(it)}\n`).join("");
  writeFileSync(rendersUrl[to], gzipSync(lines, { level: 9 }));
  for (const it of renders) report(it.id, differencesOf(it));
  console.log(
    `${renders.length} renders, ${renders.filter((it) => it.rendered === undefined).length} of them refused.`,
  );
}

function report(id: string, differences: readonly string[]): void {
  for (const difference of differences) console.log(`${id}: ${difference}`);
  if (differences.length > 0) process.exitCode = 1;
}

/** Renders the files of a kustomization in a folder of their own. */
function render({ id, folder: inside, files }: KustomizeRender, [program, ...words]: Tool): KustomizeRender {
  const root = mkdtempSync(join(tmpdir(), "kustomize-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return { id, folder: inside, files, ...run(program, [...words, join(root, inside)], root) };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function run(program: string, words: readonly string[], root: string): Pick<KustomizeRender, "rendered" | "error"> {
  const { status, stdout, stderr } = spawnSync(program, words, {
    encoding: "utf8",
    maxBuffer: 100_000_000,
    timeout: 60_000,
  });
  if (status === 0) return { rendered: stdout };
  return {
    error: stderr
      .replaceAll(root, "")
      .trim()
      .replace(/^E\d+ .*?err=/, "")
      .slice(0, 300),
  };
}

function compareFolder(root: string, with_: Tool): void {
  const counts = { same: 0, refused: 0, unread: 0, different: 0 };
  for (const found of kustomizationsBelow(root)) {
    const { taken, isRemote } = filesOf(root, found);
    if (isRemote) {
      counts.unread += 1;
      continue;
    }
    const result = render({ id: found, folder: found, files: taken }, with_);
    const differences = differencesOf(result);
    report(found, differences);
    if (differences.length > 0) counts.different += 1;
    else if (result.rendered === undefined) counts.refused += 1;
    else counts.same += 1;
  }
  console.log(counts);
}

function keep(root: string, wanted: readonly string[], with_: Tool): void {
  const added = wanted.map((name) => {
    // The folder of a repository is OWNER/NAME.
    const id = `${basename(dirname(root))}/${basename(root)}/${name}`;
    return render({ id, folder: name, files: filesOf(root, name).taken }, with_);
  });
  const ids = new Set(added.map(({ id }) => id));
  write("public", [...readRenders("public").filter(({ id }) => !ids.has(id)), ...added]);
}

function kustomizationsBelow(root: string): readonly string[] {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => /^kustomization\.ya?ml$/.test(entry.name));
  return files.map((entry) => relative(root, entry.parentPath).split("\\").join("/")).sort();
}

/** The files that the static reading asks for, and those of the folders that it looks into. */
function filesOf(root: string, name: string): { readonly taken: Record<string, string>; readonly isRemote: boolean } {
  const taken: Record<string, string> = {};
  const tree: SourceTree = {
    file: (path) => {
      const text = taken[path] ?? textAt(join(root, path));
      if (text !== undefined) taken[path] = text;
      return text === undefined ? "absent" : openFile(text);
    },
    list: (path) => {
      const entries = entriesAt(join(root, path));
      if (entries === undefined) return "absent";
      return {
        files: entries.filter((entry) => entry.isFile()).map((entry) => entry.name),
        folders: entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name),
      };
    },
  };
  const { unread, files } = readSource(plainSource(name), "", tree);
  // What generators read is not asked for, only looked at: it stands beside the kustomizations.
  for (const folderOfFile of new Set(files.map((file) => posix.dirname(file.name)))) {
    for (const entry of readdirSync(join(root, folderOfFile), { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && !entry.name.endsWith(".md"))
        tree.file(relative(root, join(entry.parentPath, entry.name)).split("\\").join("/"));
    }
  }
  return { taken, isRemote: unread.length > 0 };
}

function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // There is no such file: kustomize will say so.
    return undefined;
  }
}

function entriesAt(path: string): ReturnType<typeof entriesOf> | undefined {
  try {
    return entriesOf(path);
  } catch {
    // There is no such folder: kustomize will say so.
    return undefined;
  }
}

function entriesOf(path: string): readonly { readonly name: string; isFile(): boolean; isDirectory(): boolean }[] {
  return readdirSync(path, { withFileTypes: true });
}

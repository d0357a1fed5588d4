// The npm package as people have it: packed, and installed by npm without a network.
import assert from "node:assert/strict";
import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packForNpm } from "../../scripts/package/npm.ts";

/** The package in a folder with nothing else, and how to remove it. */
export interface Installed {
  /** The folder of a project that has it in `node_modules`. */
  readonly project: string;
  /** What was installed. */
  readonly archive: string;
  /** The folder of the package. */
  readonly folder: string;
  readonly remove: () => void;
}

/** Packs what `dist` holds for npm, and installs the archive in an empty folder. Rejects when npm fails, which it does if it needs a network. */
export async function installPackage(): Promise<Installed> {
  const project = mkdtempSync(join(tmpdir(), "npm-installed-"));
  const archive = await packForNpm(project);
  writeFileSync(join(project, "package.json"), '{ "private": true }\n');
  const { status, stderr } = spawnSync(
    `npm install --offline --ignore-scripts --no-audit --no-fund --loglevel=error "${archive}"`,
    { cwd: project, shell: true, encoding: "utf8" },
  );
  assert.equal(status, 0, stderr);
  const folder = join(project, "node_modules", "argocd-annotations");
  const remove = (): void => {
    rmSync(project, { recursive: true });
  };
  return { project, archive, folder, remove };
}

/** A manifest with a mistake. */
const text = `apiVersion: batch/v1
kind: Job
metadata:
  name: job
  annotations:
    argocd.argoproj.io/hook: Presync
    argocd.argoproj.io/sync-wave: "9223372036854775807"
`;

/** Asserts that all of an installed package does what it is for, when the Node with this path runs it. */
export function assertWorksWith(node: string, { project, folder }: Installed): void {
  const run = (args: readonly string[], input = ""): SpawnSyncReturns<string> =>
    spawnSync(node, args, { cwd: project, input, encoding: "utf8" });
  const cli = join(folder, "dist", "cli.cjs");
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { readonly version: string };
  assert.equal(run([cli, "--version"]).stdout, `${version}\n`);
  const printed = ["lint", "plan"].map((command) => {
    const { status, stdout, stderr } = run([cli, command, "--format", "json", "-"], text);
    assert.deepEqual([status, stderr], [command === "lint" ? 1 : 0, ""]);
    return JSON.parse(stdout) as unknown;
  });
  const ask = `console.log(JSON.stringify([lint(${JSON.stringify(text)}), planSync(${JSON.stringify(text)})]));`;
  const programs = {
    "import.mjs": `import { lint, planSync } from "argocd-annotations"; ${ask}`,
    "require.cjs": `const { lint, planSync } = require("argocd-annotations"); ${ask}`,
  };
  for (const [name, program] of Object.entries(programs)) {
    writeFileSync(join(project, name), program);
    const { stdout, stderr } = run([name]);
    assert.equal(stderr, "");
    assert.deepEqual(JSON.parse(stdout), printed, name);
  }
  assertServes(run([cli, "lsp", "--stdio"], conversation));
  const [, example = "", output] = /```js\n(.*?)```.*?```text\n(.*?)```/s.exec(readme(folder)) ?? [];
  writeFileSync(join(project, "example.mjs"), example);
  const shown = run(["example.mjs"]);
  assert.deepEqual([shown.stderr, shown.stdout], ["", output]);
}

function assertServes({ status, stdout }: { readonly status: number | null; readonly stdout: string }): void {
  assert.match(stdout, /"capabilities":\{/);
  assert.equal(status, 0);
}

const conversation = [
  { id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } },
  { method: "initialized", params: {} },
  { id: 2, method: "shutdown" },
  { method: "exit" },
]
  .map((content) => JSON.stringify({ jsonrpc: "2.0", ...content }))
  .map((json) => `Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`)
  .join("");

function readme(folder: string): string {
  return readFileSync(join(folder, "README.md"), "utf8");
}

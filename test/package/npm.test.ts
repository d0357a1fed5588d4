import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, parse, relative, sep } from "node:path";
import { noticesOf } from "../../scripts/build/notices.ts";
import { otherNodes } from "../../scripts/node-versions/install.ts";
import { lint, planSync, type TextFile } from "../../server/library/library.ts";
import { assertWorksWith, type Installed, installPackage } from "./installed.ts";

const root = join(import.meta.dirname, "..", "..");

describe("the npm package", () => {
  let installed: Installed;

  before(async () => {
    installed = await installPackage();
  });

  after(() => {
    installed.remove();
  });

  it("consists of the files in npm-files.txt and of no others, and is smaller than 1.6 MB", () => {
    const { folder } = installed;
    const files = globSync("**/*", { cwd: folder, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    const listed = readFileSync(join(import.meta.dirname, "npm-files.txt"), "utf8")
      .trim()
      .split("\n");
    const names = files.map((file) => relative(folder, file).replaceAll(sep, "/"));
    assert.deepEqual(names.sort(), listed);
    const size = files.reduce((sum, file) => sum + statSync(file).size, 0);
    assert.ok(size < 1_600_000, `It has ${size} bytes.`);
  });

  it("brings nothing along and runs nothing when it is installed", () => {
    const manifest = JSON.parse(readFileSync(join(installed.folder, "package.json"), "utf8")) as object;
    const unwanted = ["scripts", "dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];
    assert.deepEqual(
      Object.keys(manifest).filter((key) => unwanted.includes(key)),
      [],
    );
    const modules = join(installed.project, "node_modules");
    const lock = JSON.parse(readFileSync(join(modules, ".package-lock.json"), "utf8")) as { readonly packages: object };
    assert.deepEqual(Object.keys(lock.packages), ["node_modules/argocd-annotations"]);
    // What `npm run` finds before what the user has on the PATH.
    const programs = readdirSync(join(modules, ".bin")).map((name) => parse(name).name);
    assert.deepEqual([...new Set(programs)], ["argocd-annotations"]);
  });

  it("works with this Node and with the oldest one that it promises to run on", async () => {
    for (const node of [process.execPath, ...(await otherNodes("oldest"))]) assertWorksWith(node, installed);
  }).timeout(300_000);

  it("has a library that loads nothing that reads files", () => {
    const loaded = ["library.cjs", "core.cjs", "yaml.cjs"].flatMap((name) =>
      [...readFileSync(join(installed.folder, "dist", name), "utf8").matchAll(/require\("([^"]*)"\)/g)].map(
        ([, path]) => path,
      ),
    );
    assert.deepEqual([...new Set(loaded)].sort(), ["./core.cjs", "./yaml.cjs", "node:path"]);
  });

  it("has types that say all that is answered, however modules are found", () => {
    const texts = examples();
    const answers = [
      `export const found: LintResult[] = ${JSON.stringify(texts.map((files) => lint(files)))};`,
      `export const planned: PlanResult[] = ${JSON.stringify(texts.map((files) => planSync(files)))};`,
    ];
    const program = [
      `import { type Finding, lint, type LintResult, type PlanResult, planSync } from "argocd-annotations";`,
      ...answers,
      `const findings: readonly Finding[] = lint("", { argocdVersion: "2.14", severity: { "hook-without-deadline": "off" } }).findings;`,
      `lint("", { configuration: "rules: {}" });`,
      `planSync([{ path: "a.yaml", text: "" }], { namespace: "here", syncOptions: [] }).applications[0]?.steps;`,
      `// @ts-expect-error`,
      `lint([{ path: "a.yaml" }]);`,
      `export default findings;`,
    ].join("\n");
    const { project } = installed;
    for (const name of ["uses.mts", "uses.cts", "uses.ts"]) writeFileSync(join(project, name), program);
    const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
    for (const ways of [
      ["--module", "nodenext", "uses.mts", "uses.cts"],
      ["--module", "preserve", "--moduleResolution", "bundler", "uses.ts"],
      ["--module", "commonjs", "--moduleResolution", "node10", "--ignoreDeprecations", "6.0", "uses.ts"],
    ]) {
      const args = [tsc, "--noEmit", "--strict", "--exactOptionalPropertyTypes", ...ways];
      const { status, stdout } = spawnSync(process.execPath, args, { cwd: project, encoding: "utf8" });
      assert.equal(status, 0, stdout);
    }
  }).timeout(120_000);
});

describe("the licences of what is bundled", () => {
  it("are those of every package, and nothing is built without one", () => {
    const folder = mkdtempSync(join(tmpdir(), "notices-"));
    try {
      cpSync(join(root, "node_modules", "yaml", "package.json"), join(folder, "yaml", "package.json"));
      assert.throws(() => noticesOf(folder, ["yaml"]), /"yaml" is bundled and has no text of its licence \(ISC\)/);
      writeFileSync(join(folder, "yaml", "License.txt"), "Do as you like.\r\n");
      assert.match(noticesOf(folder, ["yaml"]), /\nyaml [\d.]+ \(ISC\)\n\nDo as you like\.\n$/);
    } finally {
      rmSync(folder, { recursive: true });
    }
    const named = (name: string): readonly string[] =>
      [...readFileSync(join(root, "dist", name), "utf8").matchAll(/^(\S+) [\d.]+ \(\S+\)$/gm)].map(([, it = ""]) => it);
    const inBoth = ["@noble/hashes", "vscode-jsonrpc", "vscode-languageserver", "yaml"];
    for (const name of inBoth) assert.ok(named("third-party-notices.txt").includes(name), name);
    for (const name of inBoth) assert.ok(named("third-party-notices-npm.txt").includes(name), name);
    assert.ok(named("third-party-notices.txt").includes("vscode-languageclient"));
    assert.ok(!named("third-party-notices-npm.txt").includes("vscode-languageclient"));
  });
});

/** Applications whose answers have everything that one may have. */
function examples(): readonly (readonly TextFile[])[] {
  const folders = ["examples/agent-platform", "examples/mistakes"];
  const files = folders.map((folder) =>
    globSync("*.yaml", { cwd: join(root, folder) }).map((path) => ({
      path,
      text: readFileSync(join(root, folder, path), "utf8"),
    })),
  );
  const generated =
    "kind: Job\napiVersion: batch/v1\nmetadata:\n  generateName: j-\n  annotations:\n    argocd.argoproj.io/hook: PreSync\n";
  const alone = [generated, "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: [\n", `a: ${"[".repeat(5000)}`];
  return [...files, ...alone.map((text) => [{ path: "a.yaml", text }])];
}

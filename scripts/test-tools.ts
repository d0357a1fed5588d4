// Compares what is read without kustomize with the output of kustomize itself, where it is installed, and then has real tools,
// which npm fetches, render charts as Applications ask for them, what was made to do harm, and what lint then traces to its files,
// other versions of Node run the npm package, Microsoft's validator judges our SARIF, and pre-commit and other editors, where they
// are installed, use what the docs show: `npm run test:tools`.
// Further arguments are for the comparison alone: `npm run test:tools -- --folder FOLDER` compares every kustomization below a folder.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const words = process.argv.slice(2);

const others = [
  "render-applications.ts",
  "render-hostile.ts",
  "lint-rendered.ts",
  "fetch-charts.ts",
  "run-on-nodes.ts",
  "validate-sarif.ts",
  "pre-commit.ts",
  "editors.ts",
];
const programs = ["render-kustomizations.ts", ...(words.length === 0 ? others : [])];
const results = programs.map((name) => {
  const file = join(root, "test", "tools", name);
  const { status } = spawnSync(process.execPath, [file, ...words], { cwd: root, stdio: "inherit" });
  return status ?? 1;
});
process.exitCode = Math.max(...results);

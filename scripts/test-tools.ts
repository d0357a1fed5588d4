// Holds what is read without the tools against the tools themselves, where they are: `npm run test:tools`.
// Words that follow are passed on: `npm run test:tools -- --folder FOLDER` compares every kustomization below a folder.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const comparison = join(root, "test", "tools", "render-kustomizations.ts");
const { status } = spawnSync(process.execPath, [comparison, ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
process.exitCode = status ?? 1;

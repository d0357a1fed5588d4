// Compares what is read without kustomize with the output of kustomize itself, where it is installed: `npm run test:tools`.
// Further arguments are passed on: `npm run test:tools -- --folder FOLDER` compares every kustomization below a folder.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const comparison = join(root, "test", "tools", "render-kustomizations.ts");
const { status } = spawnSync(process.execPath, [comparison, ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
process.exitCode = status ?? 1;

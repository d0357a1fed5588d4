// Builds the file that VS Code installs, argocd-annotations-VERSION.vsix: `npm run package`.
import { join } from "node:path";
import { createVSIX } from "@vscode/vsce";
import { buildAll } from "./build.ts";

await buildAll({ minify: true });
// The bundles contain everything that the extension needs.
await createVSIX({ cwd: join(import.meta.dirname, ".."), dependencies: false });

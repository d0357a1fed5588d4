// Builds the file that VS Code installs, out/argocd-annotations-VERSION.vsix: `npm run package`.
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { createVSIX, listFiles, PackageManager } from "@vscode/vsce";
import { buildAll } from "./build.ts";
import { productVersion, root } from "./build/bundles.ts";

/** Packs what `dist` holds with the rest of the extension into a file, whose folder must exist. */
export async function packExtension(vsix: string): Promise<void> {
  // The bundles contain everything that the extension needs.
  await createVSIX({ cwd: root, dependencies: false, packagePath: vsix });
}

/** The files that an installed extension consists of: their paths from the root, in alphabetical order. */
export async function packedFiles(): Promise<readonly string[]> {
  return (await listFiles({ cwd: root, packageManager: PackageManager.None })).toSorted();
}

if (process.argv[1] === import.meta.filename) {
  await buildAll({ minify: true });
  const vsix = join(root, "out", `argocd-annotations-${productVersion()}.vsix`);
  mkdirSync(join(root, "out"), { recursive: true });
  await packExtension(vsix);
  console.log(`${vsix}  ${(statSync(vsix).size / 1000).toFixed(0)} kB`);
}

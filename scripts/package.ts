// Builds what is published into `out`: the file that VS Code installs and the archive that npm installs: `npm run package`.
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { createVSIX, listFiles, PackageManager } from "@vscode/vsce";
import { buildAll } from "./build.ts";
import { productVersion, root } from "./build/bundles.ts";
import { packForNpm } from "./package/npm.ts";

/** Packs what `dist` holds with the rest of the extension into a file, whose folder must exist. */
export async function packExtension(vsix: string): Promise<void> {
  // The bundles contain everything that the extension needs.
  await createVSIX({ cwd: root, dependencies: false, packagePath: vsix });
}

/** The files that an installed extension consists of: their paths from the root, in alphabetical order. */
export async function packedFiles(): Promise<readonly string[]> {
  return (await listFiles({ cwd: root, packageManager: PackageManager.None })).toSorted();
}

/** Builds everything anew and packs it into `out`. Resolves with the paths of the packages: for VS Code, and for npm. */
export async function packAll(): Promise<readonly [vsix: string, archive: string]> {
  await buildAll({ minify: true });
  const out = join(root, "out");
  mkdirSync(out, { recursive: true });
  const vsix = join(out, `argocd-annotations-${productVersion()}.vsix`);
  await packExtension(vsix);
  return [vsix, await packForNpm(out)];
}

if (process.argv[1] === import.meta.filename) {
  for (const file of await packAll()) console.log(`${file}  ${(statSync(file).size / 1000).toFixed(0)} kB`);
}

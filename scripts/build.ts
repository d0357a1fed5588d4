// Bundles the programs that users run into `dist`: `npm run build`.
import { chmodSync, readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { type BundleOptions, bundles, commandLine, root } from "./build/bundles.ts";

/** One file of `dist`: its path from the root, and its size in bytes. */
export interface Bundle {
  readonly path: string;
  readonly size: number;
}

/**
 * Fills `dist`: the extension, the language server, the command line, the worker that searches folders, the files that they share, and the plan panel with its style.
 * Rejects with esbuild's error, whose messages are already printed, if the code cannot be bundled.
 */
export async function buildAll(options: BundleOptions = {}): Promise<readonly Bundle[]> {
  const results = await Promise.all(bundles(options).map(build));
  chmodSync(commandLine, 0o755);
  const made = results.flatMap(({ metafile }) =>
    Object.entries(metafile?.outputs ?? {}).map(([path, { bytes }]) => ({ path, size: bytes })),
  );
  removeOthers(new Set(made.map(({ path }) => basename(path))));
  return made;
}

/** The files of an earlier build. They are removed at the end, so that an editor that runs the bundles always finds some. */
function removeOthers(names: ReadonlySet<string>): void {
  const dist = join(root, "dist");
  for (const name of readdirSync(dist)) {
    if (!names.has(name)) rmSync(join(dist, name), { recursive: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  for (const { path, size } of await buildAll({ minify: true })) {
    console.log(`${path}  ${(size / 1000).toFixed(size < 10_000 ? 1 : 0)} kB`);
  }
}

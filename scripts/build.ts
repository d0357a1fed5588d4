// Bundles the programs that users run into `dist`: `npm run build`.
import { chmodSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { type BundleOptions, bundles, commandLine, npmBundles, root } from "./build/bundles.ts";
import { noticesFiles, noticesOf, packagesOf } from "./build/notices.ts";

/** One file of `dist`: its path from the root, its size in bytes, and the folders of the packages in it, from the root. */
export interface Bundle {
  readonly path: string;
  readonly size: number;
  readonly packages: readonly string[];
}

/**
 * Fills `dist`: the extension, the language server, the command line, the worker that searches folders, the files that they share, the library, the plan panel with its style,
 * and the licences of all that is in them.
 * Rejects with esbuild's error, whose messages are already printed, if the code cannot be bundled, and with an Error if a licence is missing.
 */
export async function buildAll(options: BundleOptions = {}): Promise<readonly Bundle[]> {
  const results = await Promise.all(bundles(options).map(build));
  chmodSync(commandLine, 0o755);
  const made = results.flatMap(({ metafile }) =>
    Object.entries(metafile?.outputs ?? {}).map(([path, { bytes, inputs }]): Bundle => ({
      path,
      size: bytes,
      packages: packagesOf(Object.keys(inputs)),
    })),
  );
  writeNotices(noticesFiles.extension, made);
  writeNotices(
    noticesFiles.npm,
    made.filter(({ path }) => npmBundles.includes(basename(path))),
  );
  removeOthers(new Set([...made.map(({ path }) => basename(path)), ...Object.values(noticesFiles)]));
  return made;
}

function writeNotices(name: string, bundled: readonly Bundle[]): void {
  const packages = new Set(bundled.flatMap((bundle) => bundle.packages));
  writeFileSync(join(root, "dist", name), noticesOf(root, [...packages].sort()));
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

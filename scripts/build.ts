// Bundles the programs that users run into `dist`: `npm run build`.
import { chmodSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { build, type BuildOptions } from "esbuild";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");

/** How the bundles are built. */
export interface BuildAllOptions {
  /** Minified, as they are published; otherwise readable, with source maps. */
  readonly minify?: boolean;
}

/** One file of `dist`: its path from the root, and its size in bytes. */
export interface Bundle {
  readonly path: string;
  readonly size: number;
}

/**
 * Fills `dist`: the extension, the language server, the command line and the plan panel, each in one file, the panel with its style.
 * Rejects with esbuild's error, whose messages are already printed, if the code cannot be bundled.
 */
export async function buildAll({ minify = false }: BuildAllOptions = {}): Promise<readonly Bundle[]> {
  const common: BuildOptions = {
    absWorkingDir: root,
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    // Prefers the ES modules of packages: UMD wrappers hide their imports from the bundler.
    mainFields: ["module", "main"],
    define: {
      "process.env.ARGOCD_ANNOTATIONS_VERSION": JSON.stringify(productVersion()),
      // A bundle finds the one of the worker beside itself.
      "import.meta.dirname": "__dirname",
      "import.meta.filename": "__filename",
    },
    minify,
    sourcemap: !minify,
    metafile: true,
    legalComments: "none",
    logLevel: "warning",
  };
  const cli = join(dist, "cli.cjs");
  const results = [
    await build({
      ...common,
      entryPoints: ["client/src/extension.ts"],
      outfile: join(dist, "extension.cjs"),
      external: ["vscode"],
    }),
    await build({ ...common, entryPoints: ["server/lsp/main.ts"], outfile: join(dist, "server.cjs") }),
    await build({
      ...common,
      entryPoints: ["server/workspace/walk/walk-worker.ts"],
      outfile: join(dist, "walk-worker.cjs"),
    }),
    await build({
      ...common,
      entryPoints: ["server/cli/main.ts"],
      outfile: cli,
      banner: { js: "#!/usr/bin/env node" },
    }),
    await build({
      ...common,
      entryPoints: {
        "plan-panel": "client/panel/start-page.ts",
        "plan-panel-style": "client/panel/style.css",
      },
      outdir: dist,
      // VS Code 1.91 shows webviews with Chromium 124.
      platform: "browser",
      target: "chrome124",
      format: "iife",
    }),
  ];
  chmodSync(cli, 0o755);
  const bundles = results.flatMap(({ metafile }) =>
    Object.entries(metafile?.outputs ?? {}).map(([path, { bytes }]) => ({ path, size: bytes })),
  );
  removeOthers(new Set(bundles.map(({ path }) => basename(path))));
  return bundles;
}

/** The files of an earlier build. They are removed at the end, so that an editor that runs the bundles always finds some. */
function removeOthers(names: ReadonlySet<string>): void {
  for (const name of readdirSync(dist)) {
    if (!names.has(name)) rmSync(join(dist, name), { recursive: true });
  }
}

function productVersion(): string {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly version: string };
  return version;
}

if (process.argv[1] === import.meta.filename) {
  for (const { path, size } of await buildAll({ minify: true })) {
    console.log(`${path}  ${(size / 1000).toFixed(0)} kB`);
  }
}

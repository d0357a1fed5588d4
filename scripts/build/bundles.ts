// What is bundled into which file of `dist`, and how.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BuildOptions, Plugin } from "esbuild";
import { filesApart, protocolApart, yamlApart, yamlEntry } from "./files-apart.ts";
import { ruleDocsAlone, ruleDocsSource } from "./rule-docs.ts";
import { withoutDocs } from "./without-docs.ts";
import { withoutVersionCheck } from "./without-version-check.ts";
import { workspaceApart, workspaceEntry, workspaceTaken } from "./workspace-apart.ts";

/** The root of the project. */
export const root: string = join(import.meta.dirname, "..", "..");

/** How the bundles are made. */
export interface BundleOptions {
  /** Small, as they are published; otherwise they are readable and have source maps. */
  readonly minify?: boolean;
}

/** The command line, which people start by its name. */
export const commandLine: string = join(root, "dist", "cli.cjs");

/** What the npm package consists of, in `dist`: the command line with its language server, and the library. */
export const npmBundles: readonly string[] = [
  ...["cli.cjs", "cli-main.cjs", "core.cjs", "library.cjs", "protocol.cjs", "rule-docs.cjs", "server-main.cjs"],
  ...["walk-worker.cjs", "workspace.cjs", "yaml.cjs"],
];

/**
 * The options of every bundle. The server and the command line each begin with a small file that loads the rest, so that Node
 * can keep the rest compiled; the server that an editor starts and `argocd-annotations lsp` are the same file.
 */
export function bundles(options: BundleOptions): readonly BuildOptions[] {
  const parts = filesApart(root, [
    { source: "server/lsp/main.ts", bundle: "server-main.cjs" },
    { source: "server/cli/main.ts", bundle: "cli-main.cjs" },
    { source: ruleDocsSource, bundle: "rule-docs.cjs" },
  ]);
  // The core is the door of everything, and nobody loads it twice: what asks it has it beside itself.
  const coreApart = filesApart(root, [{ source: "server/core/index.ts", bundle: "core.cjs" }]);
  const libraryLater = filesApart(root, [{ source: "client/src/language-client.ts", bundle: "language-client.cjs" }]);
  const node = (name: string, rest: BuildOptions): BuildOptions => ({
    ...commonOptions(options),
    platform: "node",
    format: "cjs",
    target: "node20",
    // Modules as their authors wrote them for bundlers: without this, UMD wrappers hide what they need.
    mainFields: ["module", "main"],
    // What is loaded later is another CommonJS file, which `require` loads faster than `import`.
    supported: { "dynamic-import": false },
    define: {
      ...commonOptions(options).define,
      // A bundle finds the one of the worker beside itself.
      "import.meta.dirname": "__dirname",
      "import.meta.filename": "__filename",
    },
    outfile: join(root, "dist", `${name}.cjs`),
    ...rest,
  });
  const main = [parts, coreApart, workspaceApart, protocolApart];
  return [
    node("extension", { entryPoints: ["client/src/extension.ts"], external: ["vscode"], plugins: [libraryLater] }),
    node("language-client", {
      ...{ entryPoints: ["client/src/language-client.ts"], external: ["vscode"] },
      plugins: [protocolApart, withoutVersionCheck],
    }),
    node("server", { entryPoints: ["server/lsp/start.ts"], plugins: [parts] }),
    node("server-main", { entryPoints: ["server/lsp/main.ts"], plugins: main }),
    node("walk-worker", { entryPoints: ["server/workspace/walk/walk-worker.ts"] }),
    node("cli", { entryPoints: ["server/cli/start.ts"], plugins: [parts], banner: { js: "#!/usr/bin/env node" } }),
    node("cli-main", { entryPoints: ["server/cli/main.ts"], plugins: main }),
    node("workspace", { entryPoints: [workspaceEntry], plugins: [workspaceTaken, coreApart] }),
    node("core", { entryPoints: ["server/core/index.ts"], plugins: [yamlApart, withoutDocs] }),
    node("library", { entryPoints: ["server/library/library.ts"], plugins: [coreApart] }),
    node("rule-docs", { entryPoints: [ruleDocsSource], plugins: [ruleDocsAlone] }),
    node("protocol", { entryPoints: ["vscode-languageserver-protocol/node"] }),
    // The parser as it is made for browsers, since only that one can be cut down to what is used.
    node("yaml", { stdin: { contents: yamlEntry(), resolveDir: root }, platform: "browser" }),
    panel(options),
  ];
}

/** The page of the plan panel and its style. */
function panel(options: BundleOptions): BuildOptions {
  return {
    ...commonOptions(options),
    entryPoints: { "plan-panel": "client/panel/start-page.ts", "plan-panel-style": "client/panel/style.css" },
    outdir: join(root, "dist"),
    // VS Code 1.91 shows webviews with Chromium 124.
    platform: "browser",
    target: "chrome124",
    format: "iife",
  };
}

/** What all bundles have in common. */
export function commonOptions({ minify = false }: BundleOptions): BuildOptions {
  return {
    absWorkingDir: root,
    bundle: true,
    define: { "process.env.ARGOCD_ANNOTATIONS_VERSION": JSON.stringify(productVersion()) },
    minify,
    sourcemap: !minify,
    metafile: true,
    legalComments: "none",
    logLevel: "warning",
  };
}

/** The version of this project. */
export function productVersion(): string {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly version: string };
  return version;
}

/** Says which bundle was made again, after the first time. */
export const reportRebuilds: Plugin = {
  name: "report-rebuilds",
  setup(build) {
    let times = 0;
    build.onEnd(({ errors, metafile }) => {
      const files = Object.keys(metafile?.outputs ?? {}).filter((path) => !path.endsWith(".map"));
      if (times++ > 0 && errors.length === 0) console.log(`Built ${files.join(" and ")}.`);
    });
  },
};

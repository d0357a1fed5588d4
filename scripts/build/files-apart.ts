import { join } from "node:path";
import type { Plugin } from "esbuild";

/** A file of the project that is a bundle of its own: its path from the root, and its name in `dist`. */
export interface Part {
  readonly source: string;
  readonly bundle: string;
}

/** Has the bundles load these files instead of holding them. */
export function filesApart(root: string, parts: readonly Part[]): Plugin {
  const bundles = new Map(parts.map(({ source, bundle }) => [join(root, source), bundle]));
  return {
    name: "files-apart",
    setup(build) {
      build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, resolveDir, kind }) => {
        const bundle = kind === "entry-point" ? undefined : bundles.get(join(resolveDir, path));
        return bundle === undefined ? undefined : { path: `./${bundle}`, external: true };
      });
    },
  };
}

/** Has client and server load the messages of the protocol, which both need, from one file. */
export const protocolApart: Plugin = {
  name: "protocol-apart",
  setup(build) {
    build.onResolve({ filter: /^vscode-languageserver-protocol(\/node)?$/ }, ({ kind }) =>
      kind === "entry-point" ? undefined : { path: "./protocol.cjs", external: true },
    );
  },
};

/** What the core takes from the parser; another name makes the build fail. */
const yamlFunctions = [
  "isAlias",
  "isMap",
  "isNode",
  "isScalar",
  "isSeq",
  "parseAllDocuments",
  "parseDocument",
  "visit",
] as const;

/** Has server and command line load the YAML parser from one file, when the first text needs it. */
export const yamlApart: Plugin = {
  name: "yaml-apart",
  setup(build) {
    build.onResolve({ filter: /^yaml$/ }, ({ path }) => ({ path, namespace: "yaml-apart" }));
    build.onLoad({ filter: /./, namespace: "yaml-apart" }, () => ({
      contents: [
        `const load = () => require("./yaml.cjs");`,
        ...yamlFunctions.map((name) => `export const ${name} = (...args) => load().${name}(...args);`),
      ].join("\n"),
    }));
    build.onResolve({ filter: /^\.\/yaml\.cjs$/, namespace: "yaml-apart" }, ({ path }) => ({ path, external: true }));
  },
};

/** The entry of the parser's own bundle: only what the core takes, so that the rest is left out. */
export function yamlEntry(): string {
  return `export { ${yamlFunctions.join(", ")} } from "yaml";`;
}

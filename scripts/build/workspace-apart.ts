import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { Plugin } from "esbuild";

const root = join(import.meta.dirname, "..", "..");
const folder = join(root, "server", "workspace") + sep;

/** The entry of the bundle that `workspaceApart` loads. */
export const workspaceEntry = "workspace-entry";

/** Has server and command line load the workspace, which both need, from one file. */
export const workspaceApart: Plugin = {
  name: "workspace-apart",
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, resolveDir }) =>
      join(resolveDir, path).startsWith(folder) ? { path: "./workspace.cjs", external: true } : undefined,
    );
  },
};

/** Makes the entry of that bundle: what server and command line import from the workspace, so that the rest is left out. */
export const workspaceTaken: Plugin = {
  name: "workspace-taken",
  setup(build) {
    build.onResolve({ filter: /^workspace-entry$/ }, ({ path }) => ({ path, namespace: workspaceEntry }));
    build.onLoad({ filter: /./, namespace: workspaceEntry }, () => {
      const files = globSync("server/{lsp,cli}/**/*.ts", { cwd: root }).map((path) => join(root, path));
      // A name that two files export makes the build fail.
      const lines = new Set(files.flatMap(exportsFor));
      return { contents: [...lines].join("\n"), resolveDir: root, watchFiles: files };
    });
  },
};

/** A line for each name that a file imports from the workspace, except types. */
function exportsFor(file: string): readonly string[] {
  const imports = readFileSync(file, "utf8").matchAll(/^import \{([^}]*)\} from "(\.[^"]*)";$/gm);
  return [...imports].flatMap(([, names = "", path = ""]) => {
    const from = join(dirname(file), path);
    if (!from.startsWith(folder)) return [];
    const source = `./${relative(root, from).replaceAll(sep, "/")}`;
    return names
      .split(",")
      .map((name) => name.trim().split(" as ")[0] ?? "")
      .filter((name) => name !== "" && !name.startsWith("type "))
      .map((name) => `export { ${name} } from ${JSON.stringify(source)};`);
  });
}

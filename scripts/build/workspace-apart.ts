import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import type { Plugin } from "esbuild";
import {
  createSourceFile,
  isImportDeclaration,
  isNamedImports,
  isStringLiteral,
  ScriptTarget,
  SyntaxKind,
} from "typescript";

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
  const { statements } = createSourceFile(file, readFileSync(file, "utf8"), ScriptTarget.Latest);
  return statements.filter(isImportDeclaration).flatMap(({ importClause, moduleSpecifier }) => {
    if (!isStringLiteral(moduleSpecifier) || !moduleSpecifier.text.startsWith(".")) return [];
    const from = join(dirname(file), moduleSpecifier.text);
    const names = importClause?.namedBindings;
    if (!from.startsWith(folder) || names === undefined || !isNamedImports(names)) return [];
    if (importClause?.phaseModifier === SyntaxKind.TypeKeyword) return [];
    const source = JSON.stringify(`./${relative(root, from).replaceAll(sep, "/")}`);
    return names.elements
      .filter(({ isTypeOnly }) => !isTypeOnly)
      .map(({ propertyName, name }) => `export { ${(propertyName ?? name).text} } from ${source};`);
  });
}

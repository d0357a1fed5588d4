// No file loads a file that loads it. Types may refer to each other: `import type` is gone when the code runs.
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, join, posix, sep } from "node:path";
import {
  createSourceFile,
  isExportDeclaration,
  isImportDeclaration,
  isStringLiteral,
  ScriptTarget,
  SyntaxKind,
} from "typescript";

const root = join(import.meta.dirname, "..", "..");

type Graph = ReadonlyMap<string, readonly string[]>;

describe("the imports", () => {
  it("form no circle when the code runs", () => {
    const circle = firstCircle(importsOf("{client,server,scripts,test}/**/*.ts"));
    assert.equal(
      circle?.join(" -> "),
      undefined,
      `These files load each other: ${circle?.join(" -> ") ?? ""}. Move what they share into a file of its own, or import only its types with "import type".`,
    );
  });
});

describe("the search for circles", () => {
  it("finds one behind other files, and none where paths only meet", () => {
    assert.deepEqual(
      firstCircle(new Map([["a", ["b"]], ["b", ["c", "d"]], ["c", []], ["d", ["b"]]])), // prettier-ignore
      ["b", "d", "b"],
    );
    assert.equal(firstCircle(new Map([["a", ["b", "c"]], ["b", ["d"]], ["c", ["d"]], ["d", []]])), undefined); // prettier-ignore
  });
});

/** What each file of the project loads, by paths from the root. */
function importsOf(pattern: string): Graph {
  const exclude = ["**/node_modules/**"];
  const files = globSync(pattern, { cwd: root, exclude }).map((file) => file.split(sep).join("/"));
  return new Map(files.map((file) => [file, loadedBy(file)]));
}

function loadedBy(file: string): readonly string[] {
  const { statements } = createSourceFile(file, readFileSync(join(root, file), "utf8"), ScriptTarget.Latest);
  return statements.flatMap((statement) => {
    if (isImportDeclaration(statement) && statement.importClause?.phaseModifier === SyntaxKind.TypeKeyword) return [];
    if (isExportDeclaration(statement) && statement.isTypeOnly) return [];
    if (!isImportDeclaration(statement) && !isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    if (moduleSpecifier === undefined || !isStringLiteral(moduleSpecifier)) return [];
    return moduleSpecifier.text.startsWith(".") ? [posix.join(dirname(file), moduleSpecifier.text)] : [];
  });
}

/** The files of one circle, the first one again at its end; `undefined` where there is none. */
function firstCircle(graph: Graph): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const circle = visit(next, [...path, file]);
      if (circle !== undefined) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const circle = visit(file, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

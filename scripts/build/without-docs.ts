import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";
import {
  createSourceFile,
  isObjectLiteralExpression,
  isVariableStatement,
  type ObjectLiteralElementLike,
  ScriptTarget,
  type SourceFile,
} from "typescript";

/** What a rule tells only its docs page and its tests. */
const docsOnly: ReadonlySet<string> = new Set(["docs", "examples"]);

/** Leaves the documentation and the examples of rules out of a bundle: they are a tenth of it, and nothing in it reads them. */
export const withoutDocs: Plugin = {
  name: "without-docs",
  setup(build) {
    build.onLoad({ filter: /[\\/]server[\\/]core[\\/]rules[\\/][^\\/]+\.ts$/ }, ({ path }) => ({
      contents: removeDocs(readFileSync(path, "utf8")),
      loader: "ts",
    }));
  },
};

/** The source of a rule without its documentation. Every line keeps its number, so that source maps stay right. */
export function removeDocs(source: string): string {
  let text = source;
  for (const property of docsIn(createSourceFile("rule.ts", source, ScriptTarget.Latest, true)).toReversed()) {
    const start = property.getStart();
    const end = source[property.end] === "," ? property.end + 1 : property.end;
    text = text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, "") + text.slice(end);
  }
  return text;
}

/** The properties for docs of the objects that are declared at the top of a file, in their order. */
function docsIn({ statements }: SourceFile): readonly ObjectLiteralElementLike[] {
  return statements
    .filter(isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations.map(({ initializer }) => initializer))
    .filter((initializer) => initializer !== undefined)
    .filter(isObjectLiteralExpression)
    .flatMap(({ properties }) => properties.filter(({ name }) => name !== undefined && docsOnly.has(name.getText())));
}

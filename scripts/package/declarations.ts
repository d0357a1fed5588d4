import { readFileSync } from "node:fs";
import { join } from "node:path";
import { transpileDeclaration } from "typescript";
import { root } from "../build/bundles.ts";

/** What the types of the library are written in, and what each file becomes in the package. */
const sources = [
  ["server/library/library.ts", "library.d.cts"],
  ["server/results/index.ts", "results.d.cts"],
] as const;

/**
 * The types of the library: each file by its name in the package. They are made from those files alone, so that nothing of the core
 * becomes a promise to others. Throws an Error if they ask for another file.
 */
export function declarations(): readonly (readonly [name: string, text: string])[] {
  return sources.map(([path, name]) => {
    const source = readFileSync(join(root, path), "utf8");
    const { outputText } = transpileDeclaration(source, { fileName: path });
    const text = outputText.replaceAll('"../results/index.ts"', '"./results.cjs"');
    const others = [...text.matchAll(/ from "([^"]*)"/g)].flatMap(([, other]) =>
      other === "./results.cjs" ? [] : other,
    );
    if (others.length > 0)
      throw new Error(`The types in "${path}" need "${others.join(", ")}", which is not published.`);
    return [name, text];
  });
}

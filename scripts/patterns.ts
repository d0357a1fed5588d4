// Proves that no regular expression takes more than linear time, as a step of `npm run check`: `node scripts/patterns.ts [FILE ...]`.
import { globSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { grammarPatternsIn, type Pattern, patternsIn } from "./patterns/find-patterns.ts";
import { loadProver } from "./patterns/prove.ts";

const root = join(import.meta.dirname, "..");
const given = process.argv.slice(2);
const written = ["*.mjs", "{client,server,scripts,syntaxes}/**/*.{ts,mjs,cjs,tmLanguage.json}"];
const files = given.length > 0 ? given : globSync(written, { cwd: root, exclude: ["**/node_modules/**"] }).sort();

const patterns = files.flatMap((file): readonly Pattern[] => {
  const text = readFileSync(resolve(root, file), "utf8");
  return file.endsWith(".json") ? grammarPatternsIn(file, text) : patternsIn(file, text);
});
const prove = await loadProver();
const reasons = new Map<string, string | undefined>();
for (const { file, line, source, flags } of patterns) {
  const written = `/${source}/${flags}`;
  if (!reasons.has(written)) reasons.set(written, prove({ source, flags }));
  const reason = reasons.get(written);
  if (reason === undefined) continue;
  console.error(`${file}:${line}: ${written} may take more than linear time: ${reason}`);
  process.exitCode = 1;
}
if (process.exitCode === 1)
  console.error(
    "Write a pattern that cannot match the same text in two ways, or scan the text in a function of its own.",
  );
else console.log(`All ${patterns.length} patterns take linear time.`);

// Begins a rule, an annotation or a feature: `npm run new -- KIND NAME`.
import { join } from "node:path";
import { scaffolds } from "./new/scaffolds.ts";
import { writeNew } from "./new/write.ts";

const [kind, name, ...more] = process.argv.slice(2);
if (kind === undefined || name === undefined || more.length > 0) {
  console.error(`Write "npm run new KIND NAME", where KIND is one of: ${Object.keys(scaffolds).join(", ")}.`);
  process.exitCode = 2;
} else {
  try {
    const { paths, next } = await writeNew(join(import.meta.dirname, ".."), kind, name);
    console.log(`Wrote ${paths.join(", ")}. What is left:`);
    for (const [index, step] of next.entries()) console.log(`  ${index + 1}. ${step}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

// Builds all that is published under a tag, the playground included, into `out`, if it may be: `npm run release -- v0.1.0`. It publishes nothing itself.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { productVersion, root } from "./build/bundles.ts";
import { buildPlayground } from "./build/playground.ts";
import { packAll } from "./package.ts";
import { releaseNotes } from "./release/release-notes.ts";

const [tag = ""] = process.argv.slice(2);
try {
  const changelog = readFileSync(join(root, "CHANGELOG.md"), "utf8");
  const notes = releaseNotes({ tag, version: productVersion(), changelog });
  const files = await packAll();
  await buildPlayground();
  const sums = files.map(
    (file) => `${createHash("sha256").update(readFileSync(file)).digest("hex")}  ${basename(file)}\n`,
  );
  writeFileSync(join(root, "out", "SHA256SUMS"), sums.join(""));
  writeFileSync(join(root, "out", "release-notes.md"), notes);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

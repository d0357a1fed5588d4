// The simplest search there is, to compare with: `node plain-search.ts FOLDER TEXT`, or `--files` in the place of a text.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [root = "", text = ""] = process.argv.slice(2);
const folders = [root];
let count = 0;
for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) folders.push(path);
    else if (/\.(?:yaml|yml|json)$/.test(entry.name) && (text === "--files" || readFileSync(path).includes(text)))
      count++;
  }
}
console.log(count);

// Runs the npm package, built anew, with every version of Node that it promises to run on.
import { buildAll } from "../../scripts/build.ts";
import { otherNodes } from "../../scripts/node-versions/install.ts";
import { assertWorksWith, installPackage } from "../package/installed.ts";

await buildAll({ minify: true });
const installed = await installPackage();
try {
  const nodes = [process.execPath, ...(await otherNodes("all"))];
  for (const node of nodes) assertWorksWith(node, installed);
  console.log(`The npm package works with ${nodes.length} versions of Node.`);
} finally {
  installed.remove();
}

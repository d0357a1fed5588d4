import { join } from "node:path";
import { installDependencies } from "../install-dependencies.mjs";

const here = import.meta.dirname;

/**
 * The programs of the versions of Node that the npm package promises to run on, installed from npm where they are missing: the
 * oldest one, or `all` that are tried. None where npm has no Node of these versions for this machine.
 * Rejects with an Error with a message for the user when npm fails.
 */
export async function otherNodes(which: "oldest" | "all"): Promise<readonly string[]> {
  if (process.platform !== "linux" || process.arch !== "x64") return [];
  const extent = which === "oldest" ? "dependencies" : "everything";
  await installDependencies(here, "Installing the versions of Node that are promised to work (once) ...", extent);
  const majors = which === "oldest" ? [20] : [20, 22, 24, 26];
  return majors.map((major) => join(here, "node_modules", `node-${major}`, "bin", "node"));
}

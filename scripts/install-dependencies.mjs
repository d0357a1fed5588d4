// Plain JavaScript: run.mjs needs it before there is a Node that runs TypeScript.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Installs the packages in a folder's package-lock.json with npm, unless `node_modules` already contains exactly those.
 * No install script of any package is run.
 *
 * @param {string} folder an absolute path of a folder with a package.json and a package-lock.json
 * @param {string} announcement one line for the user, printed only when there is something to install
 * @param {"dependencies" | "everything"} extent whether what package.json lists as `devDependencies` is left out
 * @throws {Error} with a message for the user, when npm is missing or fails
 */
export async function installDependencies(folder, announcement, extent = "everything") {
  if (isInstalled(folder, extent)) return;
  console.log(announcement);
  const omitted = extent === "dependencies" ? " --omit=dev" : "";
  // One string for the shell: on Windows, npm is a script that only a shell can start.
  const child = spawn(`npm ci --ignore-scripts --no-audit --no-fund --no-progress --loglevel=error${omitted}`, {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    shell: true,
  });
  const problem = await new Promise((resolve) => {
    child.once("error", ({ message }) => resolve(` ${message}`));
    child.once("exit", (code) => resolve(code === 0 ? undefined : ""));
  });
  if (problem === undefined) return;
  throw new Error(
    `npm could not install the dependencies of "${folder}", so nothing else can run. Check that npm is there and reaches its registry, and try again.${problem}`,
  );
}

/**
 * Compares the lock file with the one that npm leaves in `node_modules` as the last step of an installation.
 * File times are ignored: a fresh clone, a copy or a change of branch makes them meaningless.
 */
function isInstalled(folder, extent) {
  const installedLock = join(folder, "node_modules", ".package-lock.json");
  if (!existsSync(installedLock)) return false;
  const installed = packagesOf(installedLock);
  return Object.entries(packagesOf(join(folder, "package-lock.json"))).every(([path, wanted]) => {
    if (path === "" || (extent === "dependencies" && wanted.dev === true)) return true;
    const present = installed[path];
    // npm does not install optional packages for other platforms.
    if (present === undefined) return wanted.optional === true || wanted.devOptional === true;
    return present.version === wanted.version && present.integrity === wanted.integrity;
  });
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, "utf8")).packages;
}

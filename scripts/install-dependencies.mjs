// Plain JavaScript: run.mjs needs it before there is a Node that runs TypeScript.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Installs the packages in a folder's package-lock.json with npm, unless `node_modules` already contains exactly those.
 * No install script of any package is run.
 *
 * @param {string} folder an absolute path of a folder with a package.json and a package-lock.json
 * @param {string} announcement one line for the user, printed only when there is something to install
 * @throws {Error} with a message for the user, when npm is missing or fails
 */
export function installDependencies(folder, announcement) {
  if (isInstalled(folder)) return;
  console.log(announcement);
  // One string for the shell: on Windows, npm is a script that only a shell can start.
  const { status, error } = spawnSync("npm ci --ignore-scripts --no-audit --no-fund --loglevel=error", {
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit"],
    shell: true,
  });
  if (status === 0) return;
  throw new Error(
    `npm could not install the dependencies of "${folder}", so nothing else can run. Check that npm is there and reaches its registry, and try again. ${error?.message ?? ""}`,
  );
}

/**
 * Compares the lock file with the one that npm leaves in `node_modules` as the last step of an installation.
 * File times are ignored: a fresh clone, a copy or a change of branch makes them meaningless.
 */
function isInstalled(folder) {
  const installedLock = join(folder, "node_modules", ".package-lock.json");
  if (!existsSync(installedLock)) return false;
  const installed = packagesOf(installedLock);
  return Object.entries(packagesOf(join(folder, "package-lock.json"))).every(([path, wanted]) => {
    if (path === "") return true;
    const present = installed[path];
    // npm does not install optional packages for other platforms.
    if (present === undefined) return wanted.optional === true || wanted.devOptional === true;
    return present.version === wanted.version && present.integrity === wanted.integrity;
  });
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, "utf8")).packages;
}

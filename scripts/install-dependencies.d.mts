/**
 * Installs the packages in a folder's package-lock.json with npm, unless `node_modules` already contains exactly those.
 * With the extent "dependencies", what package.json lists as `devDependencies` is left out.
 * Prints `announcement` only when there is something to install.
 * Rejects with an Error with a message for the user when npm is missing or fails.
 */
export function installDependencies(
  folder: string,
  announcement: string,
  extent?: "dependencies" | "everything",
): Promise<void>;

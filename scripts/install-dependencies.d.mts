/**
 * Installs the packages in a folder's package-lock.json with npm, unless `node_modules` already contains exactly those.
 * Prints `announcement` only when there is something to install.
 * Throws an Error with a message for the user when npm is missing or fails.
 */
export function installDependencies(folder: string, announcement: string): void;

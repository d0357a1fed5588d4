/**
 * Installs what a folder's package-lock.json asks for with npm, if `node_modules` does not already hold exactly that.
 * Prints `announcement` only when there is something to install.
 * Throws an Error with a message for the user when npm is missing or fails.
 */
export function installDependencies(folder: string, announcement: string): void;

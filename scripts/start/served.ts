import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";
import { installHost } from "../vscode-host/install.ts";
import { startServer } from "../vscode-host/server.ts";
import { workbenchUrl } from "../vscode-host/workbench.ts";

/**
 * Serves the npm-packaged VS Code on this machine with the extension from its folder, and opens a folder or file in it; both paths are absolute.
 * Prints the address, opens it in the desktop's browser if there is one, and resolves with exit code 0 when a signal asks it to end.
 * Throws an Error with a message for the user when VS Code cannot be installed or started.
 */
export async function serveWorkbench(extensionPath: string, path: string): Promise<number> {
  const interrupted = firstSignal();
  console.log('There is no "code" on the PATH, so VS Code from npm is served to your browser.');
  installHost();
  console.log("Starting VS Code ...");
  const server = await startServer();
  const target =
    statSync(path).isDirectory() || path.endsWith(".code-workspace")
      ? { folder: path }
      : { folder: dirname(path), file: path };
  const door = await serveShortAddress(workbenchUrl(server, { ...target, extensionPath }));
  const address = `http://127.0.0.1:${(door.address() as AddressInfo).port}/`;
  console.log(`VS Code with the extension is at ${address} (Ctrl+C ends it).`);
  showInBrowser(address);
  await interrupted;
  console.log("Ending VS Code ...");
  door.close();
  door.closeAllConnections();
  await server.stop();
  return 0;
}

/** The listeners stay from start to end: a second Ctrl+C must not interrupt the shutdown and leave processes behind. */
async function firstSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
      process.on(signal, () => {
        resolve();
      });
  });
}

/** The full address of a window contains its folder, the extension and a secret: too long to copy, so a short one redirects to it. */
async function serveShortAddress(target: string): Promise<HttpServer> {
  const door = createServer((request, response) => {
    if (request.url === "/") response.writeHead(302, { Location: target, "Cache-Control": "no-store" });
    else response.writeHead(404);
    response.end();
  });
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  return door;
}

function showInBrowser(address: string): void {
  const command = openCommand();
  if (command === undefined) return;
  const child = spawn(command[0], [...command.slice(1), address], { stdio: "ignore", detached: true });
  // The address is already printed, so VS Code stays usable on a desktop without this program.
  child.once("error", () => {
    console.log("Open it in your browser.");
  });
  child.unref();
}

function openCommand(): readonly [string, ...string[]] | undefined {
  if (process.platform === "darwin") return ["open"];
  if (process.platform === "win32") return ["cmd", "/c", "start", ""];
  const hasDisplay = [process.env["DISPLAY"], process.env["WAYLAND_DISPLAY"]].some((display) => Boolean(display));
  return hasDisplay ? ["xdg-open"] : undefined;
}

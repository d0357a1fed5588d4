import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { createServer, type Server as HttpServer } from "node:http";
import { dirname, join } from "node:path";
import { installHost } from "../vscode-host/install.ts";
import { startServer } from "../vscode-host/server.ts";
import { workbenchUrl } from "../vscode-host/workbench.ts";
import { type Ports, portsFrom, usualPort } from "./ports.ts";
import type { Opening } from "./opening.ts";

/**
 * Serves the npm-packaged VS Code on this machine, with the extension from its folder, and opens what is to be opened, as soon as it is `built`.
 * Theme and layout are kept: in the browser, by the address, which is the same each time, and in `out/start`.
 * Prints the address, opens it in the desktop's browser if there is one, and resolves with exit code 0 when a signal asks it to end.
 * Rejects with an Error with a message for the user when VS Code cannot be installed or started.
 */
export async function serveWorkbench(root: string, opening: Opening, built: Promise<unknown>): Promise<number> {
  const interrupted = firstSignal();
  // It may fail before it is awaited below.
  built.catch(() => undefined);
  await installHost("dependencies");
  console.log('There is no "code" on the PATH, so VS Code from npm is served to your browser.');
  const ports = await portsFrom(usualPort);
  const server = await startServer({
    port: ports.server,
    userData: join(root, "out", "start", "user-data"),
    extensionPaths: opening.helpers,
  });
  try {
    await built;
    const { path } = opening;
    const target =
      statSync(path).isDirectory() || path.endsWith(".code-workspace")
        ? { folder: path }
        : { folder: dirname(path), file: path };
    const url = workbenchUrl(server, { ...target, extensionPath: root });
    const door = await serveShortAddress(url, ports);
    const address = `http://127.0.0.1:${ports.door}/`;
    if (ports.door !== usualPort)
      console.log(
        `Port ${usualPort} or the next one is taken, so the address is not the usual one. Theme and layout of the usual one are not at hand there.`,
      );
    console.log(`VS Code with the extension is at ${address} (Ctrl+C ends it).`);
    showInBrowser(address);
    await interrupted;
    console.log("Ending VS Code ...");
    door.close();
    door.closeAllConnections();
  } finally {
    await server.stop();
  }
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
async function serveShortAddress(target: string, { door: port }: Ports): Promise<HttpServer> {
  const door = createServer((request, response) => {
    if (request.url === "/") response.writeHead(302, { Location: target, "Cache-Control": "no-store" });
    else response.writeHead(404);
    response.end();
  });
  door.listen(port, "127.0.0.1");
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

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

/** How a window is served. */
export interface Serving {
  /** What it opens. */
  readonly opening: Opening;
  /** The folder of the extension under development. */
  readonly extensionPath: string;
  /** The folder in which the settings of the user are kept. */
  readonly userData: string;
  /** The port of its address, if it is free. */
  readonly port: number;
  /** Settles when the extension can be loaded. */
  readonly built: Promise<unknown>;
}

/** A window that is served. */
export interface Served {
  /** The short address of the window, as people open it. */
  readonly address: string;
  /** Whether it is at the port that was asked for. */
  readonly isAtPort: boolean;
  /** Ends the server and everything that it started. */
  readonly stop: () => Promise<void>;
}

/**
 * Serves the npm-packaged VS Code with the extension until a signal asks it to end; `root` is the folder of the project.
 * Theme and layout are kept: in `out/start`, and in the browser by the address, which is the same each time.
 * Prints the address, opens it in the desktop's browser if there is one, and resolves with exit code 0.
 * Rejects with an Error with a message for the user when VS Code cannot be installed or started.
 */
export async function serveWorkbench(root: string, opening: Opening, built: Promise<unknown>): Promise<number> {
  const interrupted = firstSignal();
  console.log('There is no "code" on the PATH, so VS Code from npm is served to your browser.');
  const userData = join(root, "out", "start", "user-data");
  const { address, isAtPort, stop } = await serve({ opening, extensionPath: root, userData, port: usualPort, built });
  if (!isAtPort)
    console.log(`The usual ports are taken, so the address is another one, and your browser may show another layout.`);
  console.log(`VS Code with the extension is at ${address} (Ctrl+C ends it).`);
  showInBrowser(address);
  await interrupted;
  console.log("Ending VS Code ...");
  await stop();
  return 0;
}

/**
 * Serves a window on this machine, as soon as the extension is built.
 * Rejects with an Error with a message for the user when VS Code cannot be installed or started; then nothing keeps running.
 */
export async function serve({ opening, extensionPath, userData, port, built }: Serving): Promise<Served> {
  // It may fail before it is awaited below.
  built.catch(() => undefined);
  await installHost("dependencies");
  const ports = await portsFrom(port);
  const server = await startServer({ port: ports.server, userData, extensionPaths: opening.helpers });
  try {
    await built;
    const { path } = opening;
    const isFolder = statSync(path).isDirectory() || path.endsWith(".code-workspace");
    const target = isFolder ? { folder: path } : { folder: dirname(path), file: path };
    const door = await serveShortAddress(workbenchUrl(server, { ...target, extensionPath }), ports);
    const stop = async (): Promise<void> => {
      door.close();
      door.closeAllConnections();
      await server.stop();
    };
    return { address: `http://127.0.0.1:${ports.door}/`, isAtPort: ports.door === port, stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
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

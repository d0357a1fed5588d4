import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { serverProgram } from "./install.ts";
import { endGroup, signalGroup } from "./process-group.ts";

/** User settings of VS Code, by their full names. */
export type Settings = Readonly<Record<string, unknown>>;

/** The options of a VS Code server; every path is absolute. */
export interface ServerOptions {
  /** Settings in addition to the quiet defaults of every host; they take precedence. */
  readonly settings?: Settings;
  /** Where extensions are installed; by default, an empty folder of its own. */
  readonly extensionsDirectory?: string;
  /** Folders of extensions that are installed there, as they are. */
  readonly extensionPaths?: readonly string[];
  /** The port to listen on; by default, a free one. */
  readonly port?: number;
  /** Where settings and other data of the user are kept when the server stops; by default, they are removed. */
  readonly userData?: string;
  /** `restricted`: the user has not said yet that the files can be trusted; otherwise they are. */
  readonly trust?: "restricted" | undefined;
  /** Environment variables for the server and its extension host, in addition to those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A running VS Code server. */
export interface Server {
  /** Host and port, as in `127.0.0.1:41234`: the authority of every address on this server. */
  readonly authority: string;
  /** The secret that every request to the server needs. */
  readonly token: string;
  /** The absolute path of a folder for the server's files; it is removed when the server stops. */
  readonly folder: string;
  /** Everything that the server has written so far, for error messages. */
  readonly log: () => string;
  /** Ends the server and everything that it started, and removes its files. */
  readonly stop: () => Promise<void>;
}

/** Settings that hide everything but the extension: no welcome page, no release notes, no experiments, no AI. */
const calmSettings: Settings = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** In addition, where the user has not said that files can be trusted: VS Code does not ask. */
const restrictedSettings: Settings = {
  "security.workspace.trust.enabled": true,
  "security.workspace.trust.startupPrompt": "never",
  "security.workspace.trust.emptyWindow": false,
};

/** How long the server may take to listen, in milliseconds. */
const startLimit = 60_000;

/** The server has no extension gallery, so it needs no network. */
const withoutGallery = { EXTENSIONS_GALLERY: "{}" };

/**
 * VS Code leaves sockets and caches behind in the temporary folder, so it gets one that is removed with the rest.
 * Only on Linux: elsewhere, the names of its sockets would be longer than the system allows.
 */
function temporaryFolderInside(folder: string): Record<string, string> {
  if (process.platform !== "linux") return {};
  const temporary = join(folder, "tmp");
  mkdirSync(temporary, { recursive: true });
  return { TMPDIR: temporary, XDG_RUNTIME_DIR: temporary };
}

/**
 * Starts the npm-packaged VS Code server on this machine; `installHost` must have run.
 * Throws an Error with the server's own output if it does not start.
 */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "vscode-host-"));
  const userData = options.userData ?? join(folder, "user-data");
  const userSettings = join(userData, "User", "settings.json");
  const isRestricted = options.trust === "restricted";
  const settings = { ...calmSettings, ...(isRestricted && restrictedSettings), ...options.settings };
  mkdirSync(dirname(userSettings), { recursive: true });
  // What the user has chosen stays.
  if (!existsSync(userSettings)) writeFileSync(userSettings, JSON.stringify(settings, undefined, 2));
  const extensions = options.extensionsDirectory ?? join(folder, "extensions");
  mkdirSync(extensions, { recursive: true });
  for (const path of options.extensionPaths ?? []) symlinkSync(path, join(extensions, basename(path)), "junction");
  const token = randomBytes(16).toString("hex");

  const program = [
    ...[serverProgram, "--host", "127.0.0.1", "--port", String(options.port ?? 0), "--connection-token", token],
    ...["--accept-server-license-terms", "--disable-telemetry"],
    ...(isRestricted ? [] : ["--disable-workspace-trust"]),
    // Without it, the page does not report the end of a test run.
    "--enable-smoke-test-driver",
    ...["--server-data-dir", join(folder, "server-data"), "--user-data-dir", userData, "--extensions-dir", extensions],
  ];
  const child = spawn(process.execPath, program, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...withoutGallery, ...temporaryFolderInside(folder), ...options.environment },
    // A process group of its own, so that the extension host and the language servers end with it.
    detached: true,
  });
  const killAtExit = (): void => {
    signalGroup(child, "SIGKILL");
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once("exit", killAtExit);
  const stop = async (): Promise<void> => {
    await endGroup(child);
    process.off("exit", killAtExit);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };

  let log = "";
  const record = (chunk: Buffer): void => void (log += chunk.toString());
  child.stdout.on("data", record);
  child.stderr.on("data", record);
  try {
    const port = await portOf(child, () => log);
    return { authority: `127.0.0.1:${port}`, token, folder, log: () => log, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Resolves with the port as soon as the server says that it listens. */
async function portOf(child: ChildProcess, log: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => {
      clearTimeout(limit);
      reject(new Error(`The VS Code server ${reason}.\n${log()}`));
    };
    const limit = setTimeout(() => {
      fail(`did not start within ${startLimit / 1000} seconds`);
    }, startLimit);
    child.stdout?.on("data", () => {
      const port = /Extension host agent listening on (\d+)/.exec(log())?.[1];
      if (port === undefined) return;
      clearTimeout(limit);
      resolve(Number(port));
    });
    child.once("error", (error) => {
      fail(`could not be started: ${error.message}`);
    });
    child.once("exit", (code) => {
      fail(`ended at its start with exit code ${String(code)}`);
    });
  });
}

/**
 * Installs a packaged extension (`.vsix`) into a folder of extensions; both paths are absolute.
 * Throws an Error with VS Code's own output if it rejects the package.
 */
export function installVsix(vsix: string, extensionsDirectory: string): void {
  const folder = mkdtempSync(join(tmpdir(), "vscode-host-"));
  const program = [serverProgram, "--accept-server-license-terms", "--install-extension", vsix];
  const places = ["--extensions-dir", extensionsDirectory, "--server-data-dir", folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...program, ...places], {
    encoding: "utf8",
    env: { ...process.env, ...withoutGallery, ...temporaryFolderInside(folder) },
  });
  rmSync(folder, { recursive: true, force: true });
  if (status !== 0) throw new Error(`VS Code could not install "${vsix}".\n${stdout}${stderr}`);
}

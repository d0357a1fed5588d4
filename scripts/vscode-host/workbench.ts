import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Server } from "./server.ts";

/** What a window of VS Code shows at its start; every path is absolute. */
export interface Window {
  /** The folder to open, or a `.code-workspace` file; without it, the window is empty. */
  readonly folder?: string | undefined;
  /** A file to open in an editor. */
  readonly file?: string | undefined;
  /** The folder of an extension under development, to load in addition to the installed ones. */
  readonly extensionPath?: string | undefined;
  /** The module whose `run` is called in the extension host; the window closes when it ends. */
  readonly testsPath?: string;
}

/** The full address at which a browser shows this window, including the server's secret. */
export function workbenchUrl(server: Server, window: Window): string {
  const payload = [
    ["skipWelcome", "true"],
    ["skipReleaseNotes", "true"],
  ];
  if (window.extensionPath !== undefined) {
    payload.push(["extensionDevelopmentPath", remoteUri(server, linkTo(server, window.extensionPath))]);
  }
  if (window.testsPath !== undefined) payload.push(["extensionTestsPath", remoteUri(server, window.testsPath)]);
  if (window.file !== undefined) payload.push(["openFile", remoteUri(server, window.file)]);
  const url = new URL(`http://${server.authority}/`);
  url.searchParams.set("tkn", server.token);
  const kind = window.folder?.endsWith(".code-workspace") === true ? "workspace" : "folder";
  if (window.folder === undefined) url.searchParams.set("ew", "true");
  else url.searchParams.set(kind, decodeURIComponent(pathToFileURL(window.folder).pathname));
  url.searchParams.set("payload", JSON.stringify(payload));
  return url.href;
}

/** The name of a file of this machine as a window on that server knows it. */
function remoteUri(server: Server, path: string): string {
  return `vscode-remote://${server.authority}${pathToFileURL(path).pathname}`;
}

/**
 * VS Code treats every theme below the folder of an extension under development as one of that extension, and shows it.
 * npm installs VS Code and its own themes inside the project, so a link from elsewhere keeps them apart.
 */
function linkTo(server: Server, extensionPath: string): string {
  const link = join(server.folder, "extension");
  symlinkSync(extensionPath, link, "junction");
  return link;
}

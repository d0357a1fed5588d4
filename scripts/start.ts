// Opens the extension, freshly built, in VS Code: `npm start [-- PATH]`.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildAll } from "./build.ts";
import { desktopProgram, openDesktop } from "./start/desktop.ts";
import { serveWorkbench } from "./start/served.ts";

const root = join(import.meta.dirname, "..");

process.exitCode = await start(process.argv.slice(2));

async function start(paths: readonly string[]): Promise<number> {
  const path = startPath(paths);
  if (path === undefined) return 2;
  try {
    console.log("Building the extension ...");
    await buildAll();
    const desktop = desktopProgram();
    if (desktop !== undefined) return await openDesktop(desktop, root, path);
    return await serveWorkbench(root, path);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

/** The absolute path to open; prints what is wrong if there is none. */
function startPath(paths: readonly string[]): string | undefined {
  const [path, ...more] = paths;
  if (more.length > 0 || path?.startsWith("-")) {
    console.error(`Expected one folder or file to open, got "${paths.join(" ")}". Write "npm start -- PATH".`);
    return undefined;
  }
  // npm starts its scripts in the project's folder and keeps the user's own in INIT_CWD.
  const absolute =
    path === undefined ? join(root, "examples", "agent-platform") : resolve(process.env["INIT_CWD"] ?? ".", path);
  if (existsSync(absolute)) return absolute;
  console.error(
    `There is no "${path ?? absolute}", so VS Code has nothing to open. Write "npm start -- PATH" with a folder or file that exists.`,
  );
  return undefined;
}

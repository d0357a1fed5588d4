// Opens the extension, freshly built, in VS Code: `npm start [-- PATH]`.
import { join } from "node:path";
import { buildAll } from "./build.ts";
import { openDesktop } from "./start/desktop.ts";
import { desktopProgram } from "./start/desktop-program.mjs";
import { type Opening, openingOf } from "./start/opening.ts";
import { serveWorkbench } from "./start/served.ts";

const root = join(import.meta.dirname, "..");

process.exitCode = await start(process.argv.slice(2));

async function start(paths: readonly string[]): Promise<number> {
  let opening: Opening;
  try {
    opening = openingOf(root, paths);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 2;
  }
  try {
    console.log("Building the extension ...");
    const built = buildAll();
    const desktop = desktopProgram();
    if (desktop === undefined) return await serveWorkbench(root, opening, built);
    await built;
    return await openDesktop(desktop, root, opening);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

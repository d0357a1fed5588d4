import { open, realpath, rename, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isWithin } from "../../workspace/paths.ts";

/**
 * Replaces the text of a file at once, so that nobody ever sees half of it: it is written beside the file and then put in
 * its place. Keeps the permissions, and of a link the link. Rejects where that is not possible, or where a link leads out of the
 * folder `within`.
 */
export async function writeWhole(path: string, text: string, within: string): Promise<void> {
  const target = await realpath(path);
  if (!isWithin(target, await realpath(within))) throw new Error(`it is a link that leads out of "${within}"`);
  const { mode } = await stat(target);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  const handle = await open(temporary, "wx", mode);
  try {
    try {
      await handle.writeFile(text);
      // The mask of the process has no say in the permissions of a file that was there before.
      await handle.chmod(mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await unlink(temporary);
    throw error;
  }
}

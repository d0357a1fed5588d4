import { realpath } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { Applications } from "../../workspace/applications.ts";
import { nodeFiles } from "../../workspace/files.ts";
import { isWithin } from "../../workspace/paths.ts";
import { reasonOf } from "../../workspace/reasons.ts";
import type { Shown } from "../shown.ts";
import { folderAround } from "./write-reach.ts";
import { replaceWhole } from "./write-whole.ts";

/** Writes a report to a file; resolves with a sentence for the user if that fails. */
export type ReportWriter = (path: string, text: Shown) => Promise<string | undefined>;

/**
 * A writer of reports that the user names: each is whole or not there. No link is written through or replaced, and one in the place
 * of the folder must not lead out of the repository: what is committed must not decide which other files are written.
 */
export function reportWriter(): ReportWriter {
  const applications = new Applications(nodeFiles, () => undefined);
  return async (path, { safe }) => {
    try {
      const absolute = resolve(path);
      const folder = await realpath(dirname(absolute));
      const around = await folderAround(absolute, applications);
      if (!isWithin(folder, await realpath(around))) throw new Error(`a link leads out of "${around}"`);
      replaceWhole(join(folder, basename(absolute)), safe);
      return undefined;
    } catch (error) {
      return `Cannot write "${path}": ${reasonOf(error)}.`;
    }
  };
}

import { basename } from "node:path";
import { pathFrom } from "../workspace/file-tree.ts";
import { notText } from "../workspace/reasons.ts";
import { uriOfPath } from "../workspace/uris.ts";
import { leftOutSentences, missed } from "../workspace/walk/left-out.ts";
import type { LeftOut } from "../workspace/walk/options.ts";
import type { Session } from "./session.ts";
import { log, showWarning } from "./tell.ts";

/** Tells the user what a search left out. */
export type LeftOutNotice = (folder: string, leftOut: readonly LeftOut[]) => Promise<void>;

/**
 * Says once for each folder of the workspace what was not read: the log has all of it, and a message is shown only where findings
 * will be missing.
 */
export function leftOutNotice(session: Pick<Session, "connection" | "configuration" | "folders">): LeftOutNotice {
  const { connection, configuration, folders } = session;
  const told = new Set<string>();
  return async (folder, leftOut) => {
    const all = missed(leftOut);
    if (all.length === 0 || told.has(folder)) return;
    told.add(folder);
    const settings = await configuration.of(uriOfPath(folder));
    const some = all.filter(({ path }) => !folders.leaveOut(path, settings));
    const shown = (path: string): string => pathFrom(folder, path) || basename(folder);
    for (const sentence of leftOutSentences(some, shown)) log(connection, "warn", sentence);
    // Nobody expects findings in what is no text, such as encrypted files.
    const [first, ...others] = some.filter(({ reason }) => reason !== notText);
    if (first === undefined) return;
    const message =
      others.length === 0
        ? `Argo CD Annotations skips "${shown(first.path)}" (${first.reason}), so findings may be missing.`
        : `Argo CD Annotations skips ${(others.length + 1).toLocaleString("en")} files and folders in "${basename(folder)}", so findings may be missing. The output lists them.`;
    await showWarning(connection, message);
  };
}

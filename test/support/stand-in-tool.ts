import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

/** Folders with files on the disk and programs on the PATH, for as long as a test runs. */
export interface StandIn {
  /** The folder with the files. */
  readonly folder: string;
  readonly remove: () => void;
}

/**
 * Writes files into a temporary folder, and programs, as shell scripts by their names, into another one that is all there is on
 * the PATH besides the folders of the system.
 */
export function standIn(files: Readonly<Record<string, string>>, programs: Readonly<Record<string, string>>): StandIn {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "stand-in-")));
  const [folder, bin] = [join(root, "files"), join(root, "bin")];
  for (const [path, text] of Object.entries(files)) write(join(folder, path), text);
  for (const [name, script] of Object.entries(programs)) {
    write(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const path = process.env["PATH"];
  process.env["PATH"] = [bin, "/bin"].join(delimiter);
  return {
    folder,
    remove: () => {
      process.env["PATH"] = path;
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

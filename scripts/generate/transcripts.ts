import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");

/**
 * A page with what the command line prints below each command that has such a block of text. The commands run where the examples
 * are by themselves, in what looks like a repository, so that they print the same wherever this one is.
 */
export function fillTranscripts(page: string): string {
  const folder = mkdtempSync(join(tmpdir(), "transcripts-"));
  try {
    cpSync(join(root, "examples"), join(folder, "examples"), { recursive: true });
    mkdirSync(join(folder, ".git"));
    return page
      .split("```sh\n")
      .map((part, index) => (index === 0 ? part : withOutput(part, folder)))
      .join("```sh\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What follows the beginning of a block of shell commands. */
function withOutput(part: string, cwd: string): string {
  const opening = "\n```\n\n```text\n";
  const start = part.indexOf(opening);
  if (start < 0) return part;
  const [, ...args] = part.slice(0, start).split(" ");
  const main = join(root, "server", "cli", "main.ts");
  const output = execFileSync(process.execPath, [main, ...args], { cwd, encoding: "utf8" });
  const end = part.indexOf("```", start + opening.length);
  return part.slice(0, start + opening.length) + output + part.slice(end);
}

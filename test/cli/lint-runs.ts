import { git } from "../support/git-files.ts";
import { job } from "./run-cli.ts";

/** A Job with a misspelt hook type on line 6, which `--fix` repairs. */
export function misspelt(name: string): string {
  return job(name, { hook: "presync" });
}

interface Findings {
  readonly findings: readonly { readonly file: string; readonly line: number; readonly rule: string }[];
}

/** The findings of the JSON format, as `FILE:LINE RULE`. */
export function found(stdout: string): readonly string[] {
  return (JSON.parse(stdout) as Findings).findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`);
}

/** Commits all files of a folder. */
export function commitAll(folder: string): void {
  git(folder, "add", ".");
  git(folder, "-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "-m", "Files");
}

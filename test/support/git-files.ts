import { execFileSync, type ExecFileSyncOptions } from "node:child_process";
import { join, sep } from "node:path";

const quiet: ExecFileSyncOptions = { stdio: ["ignore", "pipe", "ignore"] };

/** Whether Git is on this machine. */
export function hasGit(): boolean {
  try {
    execFileSync("git", ["--version"], quiet);
    return true;
  } catch {
    return false;
  }
}

/** Runs Git in a folder, without the settings of whoever runs the tests. */
export function git(folder: string, ...args: readonly string[]): string {
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: "",
    GIT_CONFIG_NOSYSTEM: "1",
    HOME: folder,
    XDG_CONFIG_HOME: folder,
  };
  return execFileSync("git", ["-c", "core.quotePath=false", ...args], { ...quiet, cwd: folder, env }).toString();
}

/** The absolute paths of all files that Git does not ignore in a repository that has no commit yet, sorted. */
export function keptByGit(folder: string): readonly string[] {
  const paths = git(folder, "ls-files", "--others", "--exclude-standard", "-z").split("\0").filter(Boolean);
  return paths.map((path) => join(folder, path.split("/").join(sep))).sort();
}

import { execFile } from "node:child_process";
import { delimiter } from "node:path";
import { promisify } from "node:util";
import { fenceAround, findProgram } from "../find-program.ts";

const run = promisify(execFile);

/** Nothing that Git prints may be larger than this, in bytes. */
const maxBuffer = 128 * 1024 * 1024;

/** How long Git may take for one answer, in milliseconds: what its configuration includes may be a pipe that nobody writes to. */
const maxTime = 60_000;

/** Asks Git; what it prints. Rejects with a GitProblem if that fails. */
export type Git = (...words: readonly string[]) => Promise<Buffer>;

/** That Git could not answer. The message is for the user; `complaint` is what Git itself said, `undefined` where it did not come to that. */
export class GitProblem extends Error {
  override readonly name = "GitProblem";
  readonly complaint: string | undefined;

  constructor(message: string, complaint: string | undefined, cause?: unknown) {
    super(message, { cause });
    this.complaint = complaint;
  }
}

/**
 * Git in a folder, whose repository may have been made to do harm: nothing that its configuration names is run, and nothing is
 * fetched. Only commands that read objects or list the index may be asked, never one that checks out, shows a difference or compares
 * with the disk, since filters and monitors are programs too. Rejects with a GitProblem if there is no Git. `timeout` is in
 * milliseconds; `index` is the file of another index than that of the repository.
 */
export async function gitIn(
  folder: string,
  { timeout = maxTime, index }: { readonly timeout?: number; readonly index?: string | undefined } = {},
): Promise<Git> {
  const found = await findProgram("git", [await fenceAround(folder)]);
  if (found.path === undefined) throw new GitProblem(notFound(found.inside), undefined);
  const { path: program, folders } = found;
  const env = { ...environment(folders), ...(index !== undefined && { GIT_INDEX_FILE: index }) };
  return async (...words) => {
    try {
      const limits = { maxBuffer, timeout, killSignal: "SIGKILL" } as const;
      const options = { cwd: folder, ...limits, encoding: "buffer", env, windowsHide: true } as const;
      return (await run(program, [...guards, ...words], options)).stdout;
    } catch (error) {
      throw toProblem(error, timeout);
    }
  };
}

function notFound(inside: string | undefined): string {
  if (inside === undefined) return "git is not installed";
  return `the only "git" on the PATH is "${inside}", and nothing that is in a repository is run on it`;
}

const nothing = process.platform === "win32" ? "NUL" : "/dev/null";

const guards: readonly string[] = [
  "--no-pager",
  // A bare repository that somebody committed among the files could bring a configuration of its own.
  ...["-c", "safe.bareRepository=explicit"],
  ...["-c", `core.hooksPath=${nothing}`],
  ...["-c", "core.fsmonitor=false"],
  ...["-c", `core.attributesFile=${nothing}`],
  // What is missing in a partial clone would be fetched, by programs that the configuration of the repository names.
  ...["-c", "protocol.allow=never"],
  ...["-c", "credential.helper="],
];

/**
 * The user's environment without what steers Git: a hook that runs this program would otherwise choose the repository. What says
 * where the user's own settings are stays, and which folders the user calls safe.
 */
function environment(folders: readonly string[]): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => {
    const upper = name.toUpperCase();
    return keptOfGit.includes(upper) || !/^(?:GIT_|SSH_ASKPASS$|PATH$)/.test(upper);
  });
  return {
    ...Object.fromEntries(kept),
    PATH: folders.join(delimiter),
    ...safeFolders(),
    GIT_NO_LAZY_FETCH: "1",
    // Unlike `protocol.allow`, this also overrides what the repository says about single protocols.
    GIT_ALLOW_PROTOCOL: "",
    GIT_TERMINAL_PROMPT: "0",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_REPLACE_OBJECTS: "1",
    // Git's complaints are told apart by their words.
    LC_ALL: "C",
    LANGUAGE: "",
  };
}

const keptOfGit: readonly string[] = ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"];

/** Of the settings in the environment, only those about folders that belong to somebody else: containers set them so. */
function safeFolders(): NodeJS.ProcessEnv {
  const count = Math.min(Number(process.env["GIT_CONFIG_COUNT"] ?? 0) || 0, 100);
  const values = Array.from({ length: count }, (_, index) =>
    process.env[`GIT_CONFIG_KEY_${index}`]?.toLowerCase() === "safe.directory"
      ? process.env[`GIT_CONFIG_VALUE_${index}`]
      : undefined,
  ).filter((value) => value !== undefined);
  const environment: NodeJS.ProcessEnv = { GIT_CONFIG_COUNT: String(values.length) };
  for (const [index, value] of values.entries()) {
    environment[`GIT_CONFIG_KEY_${index}`] = "safe.directory";
    environment[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  return environment;
}

function toProblem(error: unknown, timeout: number): GitProblem {
  const {
    code,
    killed,
    stderr = "",
  } = error as {
    readonly code?: unknown;
    readonly killed?: boolean;
    readonly stderr?: Buffer | string;
  };
  const complaint = stderr.toString().trim();
  if (code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER")
    return new GitProblem("git prints more than 128 MB", undefined, error);
  if (killed === true)
    return new GitProblem(`git took longer than ${timeout / 1000} seconds and was stopped`, undefined, error);
  if (typeof code === "string") return new GitProblem(`git cannot be started (${code})`, undefined, error);
  if (complaint.includes("dubious ownership")) {
    const message = 'the repository belongs to another user: tell Git that you trust it, with "safe.directory"';
    return new GitProblem(message, complaint, error);
  }
  const [line = ""] = complaint.split("\n");
  return new GitProblem(line === "" ? `git ended with ${String(code)}` : `git says "${line}"`, complaint, error);
}

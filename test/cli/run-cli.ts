import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The built command line, as users get it. */
export const cli: string = join(import.meta.dirname, "..", "..", "dist", "cli.cjs");

/** What came of one run. */
export interface CliResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a run takes place, and what it reads from standard input (nothing if not given). */
export interface CliOptions {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  /** Variables that are set beside those of this process; one that is `undefined` is not set. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Who runs it, if not the current user. */
  readonly uid?: number;
  readonly gid?: number;
}

/** Runs the command line to its end, through pipes. */
export async function runCli(
  args: readonly string[],
  { input = "", env, ...user }: CliOptions = {},
): Promise<CliResult> {
  if (!existsSync(cli)) throw new Error('The command line has not been built. Run "npm run build" first.');
  const child = spawn(process.execPath, [cli, ...args], { ...user, env: { ...process.env, ...env } });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
  child.stdin.end(input);
  const [status] = (await once(child, "close")) as [number | null];
  return { status, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
}

/** Calls `use` with a new folder that holds the files, whose names are relative paths, and removes it afterwards. */
export async function withFolder(
  files: Readonly<Record<string, string | Buffer>>,
  use: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "argocd-annotations-")));
  try {
    for (const [name, content] of Object.entries(files)) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A Job with annotations below `argocd.argoproj.io/`. */
export function job(name: string, annotations: Readonly<Record<string, string>>): string {
  const lines = Object.entries(annotations).map(([key, value]) => `    argocd.argoproj.io/${key}: ${value}\n`);
  return `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: ${name}\n  annotations:\n${lines.join("")}`;
}

/** A ConfigMap without annotations. */
export function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
}

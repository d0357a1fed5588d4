import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { RenderCommand } from "../core/index.ts";
import { findProgram, variable } from "./find-program.ts";
import { toolComplaint } from "./tool-complaint.ts";

/** What a tool printed, or why there is nothing: a text for the user. `failed`: the tool ran and failed. */
export type Render =
  | { readonly text: string }
  | { readonly problem: string; readonly reason: "failed" | "absent" | "too long" | "cancelled" };

/** How long a tool may take, in milliseconds, and how much it may print, in bytes. */
const maxTime = 60_000;
const maxOutput = 128 * 1024 * 1024;

/** The environment variables that the tools need to find themselves and their caches; none that a tool might print or that gives access to a cluster. */
const passedOn: readonly string[] = [
  ...["PATH", "HOME", "TMPDIR", "LANG", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"],
  ...["SYSTEMROOT", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP", "TMP", "PATHEXT"],
];

/** Renders the manifests of a folder with the first tool that is installed. Never rejects. */
export async function render(
  folder: string,
  { tools, input }: RenderCommand,
  signal: AbortSignal,
  time: number = maxTime,
): Promise<Render> {
  for (const [program, ...words] of tools) {
    const path = await findProgram(program);
    if (path !== undefined) return run({ path, program, words, folder, input }, signal, time);
  }
  const names = tools.map(([program]) => `"${program}"`).join(" nor ");
  const problem = `${tools.length > 1 ? `Neither ${names}` : `No ${names}`} is on the PATH: install it to render this application.`;
  return { problem, reason: "absent" };
}

interface Run {
  readonly path: string;
  readonly program: string;
  readonly words: readonly string[];
  readonly folder: string;
  readonly input: string;
}

function run({ path, program, words, folder, input }: Run, signal: AbortSignal, time: number): Promise<Render> {
  if (signal.aborted) return Promise.resolve(cancelled);
  return new Promise((resolve) => {
    const options = { cwd: folder, env: environment(), windowsHide: true, detached: process.platform !== "win32" };
    const child = spawn(path, words, { ...options, shell: false, stdio: ["pipe", "pipe", "pipe"] });
    const end = (render: Render): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", cancel);
      resolve(render);
    };
    const stop = (render: Render): void => {
      killTree(child.pid);
      end(render);
    };
    const cancel = (): void => {
      stop(cancelled);
    };
    const timer = setTimeout(() => {
      stop({ problem: `"${program}" took longer than ${time / 1000} seconds and was stopped.`, reason: "too long" });
    }, time);
    signal.addEventListener("abort", cancel, { once: true });
    const tooMuch = (): void => {
      stop({ problem: `"${program}" printed more than 128 MB.`, reason: "too long" });
    };
    const [printed, complained] = [gather(child.stdout, tooMuch), gather(child.stderr, tooMuch)];
    child.on("error", ({ message }) => {
      end({ problem: `"${program}" cannot be started: ${message}`, reason: "absent" });
    });
    child.on("close", (code) => {
      const problem = toolComplaint(complained()) || `"${program}" ended with ${String(code)}.`;
      end(code === 0 ? { text: printed() } : { problem, reason: "failed" });
    });
    // A tool that does not read its input closes it, which is not an error.
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

/** Gathers what comes from a stream as text. */
function gather(stream: Readable, tooMuch: () => void): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxOutput) tooMuch();
  });
  return () => Buffer.concat(chunks).toString("utf8");
}

const cancelled: Render = { problem: "Rendering was cancelled.", reason: "cancelled" };

/** Ends a tool and everything that it started. */
function killTree(pid: number | undefined): void {
  if (pid === undefined) return;
  if (process.platform === "win32") {
    const taskkill = join(variable("SYSTEMROOT") ?? "C:\\Windows", "System32", "taskkill.exe");
    spawn(taskkill, ["/pid", String(pid), "/T", "/F"], { windowsHide: true, stdio: "ignore" });
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(passedOn.flatMap((name) => (variable(name) === undefined ? [] : [[name, variable(name)]])));
}

import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { variable } from "./find-program.ts";
import { toolComplaint } from "./tool-complaint.ts";

/** What a tool printed, or why there is nothing: a text for the user. `failed`: Argo CD would fail in the same way. */
export type Render =
  | { readonly text: string }
  | { readonly problem: string; readonly reason: "failed" | "refused" | "absent" | "too long" | "cancelled" };

/** How much a tool may print, in bytes. */
const maxOutput = 128 * 1024 * 1024;

/** A tool that is ready to run. */
export interface ToolRun {
  /** The absolute path of the program. */
  readonly path: string;
  /** What the user calls it. */
  readonly program: string;
  readonly words: readonly string[];
  readonly folder: string;
  readonly variables: NodeJS.ProcessEnv;
  readonly input: string;
  /** How long it may take, in milliseconds. */
  readonly time: number;
}

/** Runs a tool to its end. Never rejects. */
export function runTool(
  { path, program, words, folder, variables, input, time }: ToolRun,
  signal: AbortSignal,
): Promise<Render> {
  if (signal.aborted) return Promise.resolve(cancelled);
  return new Promise((resolve) => {
    const options = { cwd: folder, env: variables, windowsHide: true, detached: process.platform !== "win32" };
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

import { on } from "node:events";
import { extname, join } from "node:path";
import { MessageChannel, Worker } from "node:worker_threads";
import { diskSource } from "./disk.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import type { Findings, Walk, WalkTask } from "./options.ts";
import { walk } from "./walk.ts";

/** Options of a walker, for tests. */
export interface WalkerOptions {
  /** The file of the worker's code. */
  readonly workerPath?: string;
  /** How long the worker waits for the next search before it ends, in milliseconds. */
  readonly idleTime?: number;
}

/** The code of the worker is next to this code, bundled or not. */
const besideThis = join(import.meta.dirname, `walk-worker${extname(import.meta.filename)}`);

/**
 * Searches the folders of this machine in a worker, which is started when it is first needed.
 * If no worker can be started, the same code searches in this thread, in small portions.
 */
export class Walker {
  readonly #workerPath: string;
  readonly #idleTime: number;
  #running: RunningWorker | undefined;
  #walks = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor({ workerPath = besideThis, idleTime = 10_000 }: WalkerOptions = {}) {
    this.#workerPath = workerPath;
    this.#idleTime = idleTime;
  }

  /** Searches a folder. The search ends when the caller stops asking for more, or aborts. */
  readonly walk: Walk = (task, signal) => this.#walk(task, signal);

  /** Ends the worker; its searches fail with an error. A later search starts a new worker. */
  async end(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    running?.stop.abort(new Error("The search was stopped."));
    await running?.worker.terminate();
  }

  async *#walk(task: WalkTask, signal: AbortSignal | undefined): AsyncGenerator<Findings, void, undefined> {
    signal?.throwIfAborted();
    clearTimeout(this.#idle);
    this.#walks++;
    try {
      const hasEnded = yield* this.#walkInWorker(task, signal);
      if (!hasEnded) yield* walk(diskSource(), task, signal);
    } finally {
      this.#walks--;
      if (this.#walks === 0) this.#idle = setTimeout(() => void this.end(), this.#idleTime).unref();
    }
  }

  /** Whether the worker has searched; false if there is none. */
  async *#walkInWorker(task: WalkTask, signal: AbortSignal | undefined): AsyncGenerator<Findings, boolean, undefined> {
    const running = this.#start();
    if (running === undefined) return false;
    let hasAnswered = false;
    try {
      for await (const findings of ask(running, task, signal)) {
        hasAnswered = true;
        yield findings;
      }
      return true;
    } catch (error) {
      // A worker that fails before its first answer could not start: its file is missing, or there is no memory for it.
      if (error instanceof WorkerFailure && !hasAnswered) return false;
      throw error;
    }
  }

  #start(): RunningWorker | undefined {
    if (this.#running !== undefined) return this.#running;
    const running = startWorker(this.#workerPath);
    running?.stop.signal.addEventListener("abort", () => {
      if (this.#running === running) this.#running = undefined;
    });
    this.#running = running;
    return running;
  }
}

/** A worker that ended by itself. */
class WorkerFailure extends Error {
  override readonly name = "WorkerFailure";
}

interface RunningWorker {
  readonly worker: Worker;
  /** Aborted once the worker ends, with the reason. */
  readonly stop: AbortController;
}

function startWorker(path: string): RunningWorker | undefined {
  try {
    const worker = new Worker(path);
    const stop = new AbortController();
    worker.on("error", (cause) => {
      stop.abort(new WorkerFailure("The worker that searches folders failed.", { cause }));
    });
    worker.on("exit", () => {
      stop.abort(new WorkerFailure("The worker that searches folders ended."));
    });
    // The worker does not keep the process alive: during a search, the port does.
    worker.unref();
    return { worker, stop };
  } catch {
    // Node throws if it may not start workers, for example under its permission model: the caller does without.
    return undefined;
  }
}

async function* ask(
  { worker, stop }: RunningWorker,
  task: WalkTask,
  signal: AbortSignal | undefined,
): AsyncGenerator<Findings, void, undefined> {
  const { port1: port, port2 } = new MessageChannel();
  try {
    const messages = on(port, "message", { signal: anyOf(stop.signal, signal) }) as AsyncIterableIterator<[FromWorker]>;
    worker.postMessage({ task, port: port2 } satisfies ToWorker, [port2]);
    for await (const [message] of messages) {
      if (message.type === "end") return;
      if (message.type === "failure") throw new Error(message.message);
      yield message.findings;
      port.postMessage("more");
    }
  } catch (error) {
    // What `on` throws says only that something was aborted.
    signal?.throwIfAborted();
    stop.signal.throwIfAborted();
    throw error;
  } finally {
    port.close();
  }
}

function anyOf(...signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  return AbortSignal.any(signals.filter((signal) => signal !== undefined));
}

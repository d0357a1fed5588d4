// The worker that searches folders, so that nobody has to wait for the disk: `Walker` starts it.
import { type MessagePort, parentPort } from "node:worker_threads";
import { diskSource } from "./disk.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import type { WalkTask } from "./options.ts";
import { walk } from "./walk.ts";

/** How many portions of findings may be waiting for an acknowledgement. */
const maxAhead = 4;

const source = diskSource();

parentPort?.on("message", ({ task, port }: ToWorker) => void search(task, port));

/** Sends what a search finds until it is done or the port is closed. */
async function search(task: WalkTask, port: MessagePort): Promise<void> {
  const closed = new AbortController();
  const send = (message: FromWorker): void => {
    port.postMessage(message);
  };
  let ahead = 0;
  let goOn = (): void => undefined;
  port.on("message", () => {
    ahead--;
    goOn();
  });
  port.on("close", () => {
    closed.abort();
    goOn();
  });
  try {
    for await (const findings of walk(source, task, closed.signal)) {
      send({ type: "findings", findings });
      ahead++;
      if (ahead >= maxAhead && !closed.signal.aborted) await new Promise<void>((resolve) => (goOn = resolve));
    }
    send({ type: "end" });
  } catch (error) {
    send({ type: "failure", message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

import type { MessagePort } from "node:worker_threads";
import type { Findings, WalkTask } from "./options.ts";

/** Asks the worker for a search. It answers through the port, which is closed to end the search. */
export interface ToWorker {
  readonly task: WalkTask;
  readonly port: MessagePort;
}

/** What the worker answers. Each portion of findings is acknowledged with a message, so that it is never far ahead. */
export type FromWorker =
  | { readonly type: "findings"; readonly findings: Findings }
  | { readonly type: "end" }
  | { readonly type: "failure"; readonly message: string };

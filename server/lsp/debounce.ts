import type { Connection } from "vscode-languageserver";
import { guard } from "./guard.ts";

/** When a debounced call runs: a while after the first of the calls that it gathers, or after the last one. */
export type DebounceMode = "after the first" | "after the last";

/**
 * Gathers calls and runs once for all of them, `pause` milliseconds after the first or the last one. What is left when the
 * editor shuts the server down is not run any more. The server's one way to wait.
 */
export function debounce(
  connection: Connection,
  pause: number,
  mode: DebounceMode,
  run: () => void | Promise<void>,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const guarded = guard(connection, undefined, run);
  connection.onShutdown(() => {
    isOver = true;
    clearTimeout(timer);
  });
  return () => {
    if (isOver || (timer !== undefined && mode === "after the first")) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      void guarded();
    }, pause);
    // Nobody waits for this at the end of the program.
    timer.unref();
  };
}

import { guard } from "./guard.ts";
import type { Session } from "./session.ts";

/** When a debounced call runs: after a pause since the first of the calls that it gathers, or since the last one. */
export type DebounceMode = "after the first" | "after the last";

/**
 * Gathers calls and runs once for all of them, `pause` milliseconds after the first or the last one. Calls that are still waiting
 * when the editor shuts the server down never run. The server's one way to wait.
 */
export function debounce(
  { connection, ending }: Pick<Session, "connection" | "ending">,
  pause: number,
  mode: DebounceMode,
  run: () => void | Promise<void>,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  const guarded = guard(connection, undefined, run);
  ending.addEventListener("abort", () => {
    clearTimeout(timer);
  });
  return () => {
    if (ending.aborted || (timer !== undefined && mode === "after the first")) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      void guarded();
    }, pause);
    // This must not keep the program alive.
    timer.unref();
  };
}

import type { Session } from "./session.ts";
import { showProgress } from "./tell.ts";

/** What is shown while something runs. */
export interface ShownRun {
  readonly title: string;
  readonly message: string;
  /** Ends it. */
  readonly controller: AbortController;
}

/** Runs something that the user sees and can cancel. */
export async function whileShown<Result>(
  { connection, ending }: Pick<Session, "connection" | "ending">,
  { title, message, controller }: ShownRun,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const progress = await showProgress(connection, title, message);
  progress.token.onCancellationRequested(() => {
    controller.abort();
  });
  try {
    return await run(AbortSignal.any([controller.signal, ending]));
  } finally {
    progress.done();
  }
}

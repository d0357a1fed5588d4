import type { Runner } from "mocha";

/** What mocha counted in one run. */
export interface SuiteTotals {
  readonly passed: number;
  readonly failed: number;
  /** The name of each test that failed, with the error. */
  readonly failures: readonly string[];
}

/** Counts a run of mocha from its beginning; the answer is whole at its end. */
export function countTests(runner: Runner): () => SuiteTotals {
  const failures: string[] = [];
  // A hook that fails is a failure as well, and then ends the tests around it.
  runner.on("fail", (test, error: unknown) => {
    failures.push(`${test.fullTitle()}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  });
  return () => ({ passed: runner.stats?.passes ?? 0, failed: failures.length, failures });
}

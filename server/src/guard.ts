import type { Connection } from "vscode-languageserver";

/** Runs a handler so that a fault in one feature is logged and answered with `fallback`, and the server lives on. */
export function guard<Params extends readonly unknown[], Result>(
  connection: Connection,
  fallback: Result,
  handler: (...params: Params) => Result | Promise<Result>,
): (...params: Params) => Promise<Result> {
  return async (...params) => {
    try {
      return await handler(...params);
    } catch (error) {
      connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return fallback;
    }
  };
}

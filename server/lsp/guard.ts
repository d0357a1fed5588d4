import { CancellationToken, type Connection, LSPErrorCodes, ResponseError } from "vscode-languageserver";

/**
 * Runs a handler so that a fault in one feature is logged and answered with `fallback`, and the server keeps running.
 * A request that was cancelled meanwhile is answered with the error that the protocol has for it.
 */
export function guard<Params extends readonly unknown[], Result>(
  connection: Connection,
  fallback: Result,
  handler: (...params: Params) => Result | Promise<Result>,
): (...params: Params) => Promise<Result> {
  return async (...params) => {
    const result = await resultOf(connection, fallback, () => handler(...params));
    if (params.some(isCancelled)) throw new ResponseError(LSPErrorCodes.RequestCancelled, "Cancelled.");
    return result;
  };
}

async function resultOf<Result>(
  connection: Connection,
  fallback: Result,
  handle: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await handle();
  } catch (error) {
    connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return fallback;
  }
}

function isCancelled(param: unknown): boolean {
  return CancellationToken.is(param) && param.isCancellationRequested;
}

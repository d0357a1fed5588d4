import { setImmediate } from "node:timers/promises";
import { CancellationToken, type Connection, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { OpenDocument } from "./documents.ts";
import type { Session } from "./session.ts";
import { logLines } from "./tell.ts";

/**
 * Runs a handler so that a fault in one feature is logged and answered with `fallback`, and the server keeps running.
 * A request that is cancelled before its turn is never computed, and one that was cancelled meanwhile is answered with the error
 * that the protocol has for it.
 */
export function guard<Params extends readonly unknown[], Result>(
  connection: Connection,
  fallback: Result,
  handler: (...params: Params) => Result | Promise<Result>,
): (...params: Params) => Promise<Result> {
  return async (...params) => {
    const token = params.find(isToken);
    // One message is read per turn: one that arrived after a request may cancel it.
    if (token !== undefined) await setImmediate();
    refuseIfCancelled(token);
    const result = await resultOf(connection, fallback, () => handler(...params));
    refuseIfCancelled(token);
    return result;
  };
}

/**
 * Guards a handler of requests about a place in an open file, and gives it the document as it was when the editor asked: its place
 * means another one, or none, in what the user has typed by the time that the request is computed. A file that is not open is
 * answered with `fallback`.
 */
export function guardPlace<Params extends PlaceParams, Result>(
  { connection, documents }: Pick<Session, "connection" | "documents">,
  fallback: Result,
  handler: (params: Params, document: OpenDocument) => Promise<Result>,
): (params: Params, token: CancellationToken) => Promise<Result> {
  const guarded = guard(
    connection,
    fallback,
    (params: Params, _token: CancellationToken, document: OpenDocument | undefined) =>
      document === undefined ? fallback : handler(params, document),
  );
  return (params, token) =>
    guarded(params, token, documents.get("uri" in params ? params.uri : params.textDocument.uri));
}

/** What names an open file. */
type PlaceParams = { readonly textDocument: { readonly uri: string } } | { readonly uri: string };

/** Guards a handler that completes what the editor has in part, which after a fault it gets back as it is. */
export function guardResolve<Item>(
  connection: Connection,
  complete: (item: Item) => Promise<Item>,
): (item: Item, token: CancellationToken) => Promise<Item> {
  return (item, token) => guard<readonly [Item, CancellationToken], Item>(connection, item, complete)(item, token);
}

/** Whether a request is cancelled by now, by the parameters of its handler: one without parameters of its own gets only the token. */
export function cancellationIn(params: readonly unknown[]): () => boolean {
  const token = params.find(isToken);
  return () => token?.isCancellationRequested === true;
}

async function resultOf<Result>(
  connection: Connection,
  fallback: Result,
  handle: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await handle();
  } catch (error) {
    logLines(connection, "error", textOfError(error));
    return fallback;
  }
}

/** An error for the log, with its stack. */
export function textOfError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function isToken(param: unknown): param is CancellationToken {
  return CancellationToken.is(param);
}

function refuseIfCancelled(token: CancellationToken | undefined): void {
  if (token?.isCancellationRequested === true) throw new ResponseError(LSPErrorCodes.RequestCancelled, "Cancelled.");
}

import { guard } from "./guard.ts";
import type { Session } from "./session.ts";

/** Sends a request on which nothing depends: whatever the editor answers, and when, the caller goes on. A refusal is logged. */
export function askEditor({ connection }: Pick<Session, "connection">, send: () => Promise<unknown>): void {
  void guard(connection, undefined, async () => {
    await send();
  })();
}

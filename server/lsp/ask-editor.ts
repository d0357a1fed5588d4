import { guard } from "./guard.ts";
import type { Session } from "./session.ts";

/** Sends a request that the editor may refuse: the log says so, and the caller goes on. Never rejects. */
export async function askEditor(
  { connection }: Pick<Session, "connection">,
  send: () => Promise<unknown>,
): Promise<void> {
  await guard(connection, undefined, async () => {
    await send();
  })();
}

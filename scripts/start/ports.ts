import { once } from "node:events";
import { createServer } from "node:net";

/** The port of the address that `npm start` prints, if it is free. */
export const usualPort = 4140;

/** The two ports of one `npm start`. */
export interface Ports {
  /** The port of the short address that people open. */
  readonly door: number;
  /** The port of VS Code. A browser keeps what belongs to a page by its port, so it goes with the other one. */
  readonly server: number;
}

/** The first two neighbouring ports of this machine, at or after `first`, that nobody listens on. */
export async function portsFrom(first: number): Promise<Ports> {
  const [isDoorFree, isServerFree] = await Promise.all([isFree(first), isFree(first + 1)]);
  return isDoorFree && isServerFree ? { door: first, server: first + 1 } : portsFrom(first + 2);
}

async function isFree(port: number): Promise<boolean> {
  const attempt = createServer();
  attempt.listen(port, "127.0.0.1");
  try {
    await once(attempt, "listening");
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    return false;
  } finally {
    attempt.close();
  }
}

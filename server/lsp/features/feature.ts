import type { ServerCapabilities } from "vscode-languageserver";
import type { Client } from "../client.ts";
import type { Session } from "../session.ts";

/** One thing that the server does for an editor: what it says that it can do stands beside what does it. */
export interface Feature {
  /** Nothing for requests of our own, and for what this editor cannot take. */
  readonly capabilities: (client: Client) => ServerCapabilities;
  /** Answers the editor from now on. Every handler is guarded, so that a fault in one feature leaves the others alone. */
  readonly answer: (session: Session) => void;
}

import type { ServerCapabilities } from "vscode-languageserver";
import type { Client } from "../client.ts";
import type { Session } from "../session.ts";

/** One feature of the server: the capability that it declares, next to the code that does it. */
export interface Feature {
  /** Empty for custom requests, and for what this editor does not support. */
  readonly capabilities: (client: Client) => ServerCapabilities;
  /** Answers the editor from now on. Every handler is guarded, so a fault in one feature does not affect the others. */
  readonly answer: (session: Session) => void;
}

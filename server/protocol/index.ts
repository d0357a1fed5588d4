/** The requests of our own between client and server: method names and shapes, nothing else. */

/** Asks for the order of the application that a file belongs to. Parameters: `SyncOrderParams`; result: `SyncOrder` or null. */
export const syncOrderRequest = "argocdAnnotations/syncOrder";

export interface SyncOrderParams {
  readonly uri: string;
}

/** What one sync applies, in its order. */
export interface SyncOrder {
  /** The name of the application. */
  readonly application: string;
  readonly steps: readonly SyncOrderStep[];
  /** Resources that no step applies, each with the reason. */
  readonly others: readonly SyncOrderTask[];
}

/** One phase and one wave. */
export interface SyncOrderStep {
  /** `PreSync · wave -1`. */
  readonly title: string;
  readonly tasks: readonly SyncOrderTask[];
}

export interface SyncOrderTask {
  /** `Job migrate`. */
  readonly title: string;
  /** When it is deleted, where its wave comes from, why it is never applied; may be empty. */
  readonly note: string;
  /** Absent for what no manifest holds. */
  readonly location?: SourceLocation;
}

/** A place in a file; line and character from 0, in UTF-16 units. */
export interface SourceLocation {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** What the client tells the server about itself in `initializationOptions`. */
export interface ClientOptions {
  /** The command that a code lens runs, with the URI of the file as its argument; without it a lens does nothing. */
  readonly showSyncOrderCommand?: string;
}

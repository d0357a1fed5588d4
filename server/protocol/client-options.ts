/** What the client tells the server about itself in `initializationOptions`. */
export interface ClientOptions {
  /** The command that a code lens runs, with the URI of the file and the line of the resource (from 0) as its arguments; without it a lens does nothing. */
  readonly showSyncOrderCommand?: string;
  /**
   * Whether lenses and plans are to stay as they are while a key is half typed, which for a moment stops the whole application; it is
   * told to ask again. No if absent.
   */
  readonly staysCalm?: boolean;
  /** Whether it wants to be told that plans may have changed (`planChangedNotification`); no if absent. */
  readonly followsPlans?: boolean;
  /**
   * The command that asks which hook a resource should be: its arguments are the URI of the file and a range. It asks for the actions
   * of the kind `refactor.rewrite.hook` there. Without it, each type of hook is an action of its own.
   */
  readonly chooseHookCommand?: string;
  /** The command that lists what may be written at the cursor, which a completed key runs so that its values come by themselves. */
  readonly suggestCommand?: string;
  /** Whether the user trusts the workspace, so that programs may run on its files when the user asks for that; no if absent. */
  readonly trusted?: boolean;
  /** A folder outside of the workspace for charts that the user has fetched, an absolute path; without it, none can be. */
  readonly chartFolder?: string;
  /** The command that fetches the charts that an application lacks, with the URI of the file and a line as its arguments; none if absent. */
  readonly fetchChartsCommand?: string;
}

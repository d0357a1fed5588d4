/**
 * The commands of `workspace/executeCommand`, for editors without our extension; VS Code has commands of these names itself. Each
 * takes one object, and answers with Markdown: what was asked about, or what was changed, or why that is not possible.
 */

/** Shows the sync plan of an application. Argument: `UriArgument`. */
export const showSyncPlanCommand = "argocdAnnotations.showSyncPlan";

/** Shows what happens in a sync in which some resource fails. Argument: `WhatIfArgument`. */
export const whatIfCommand = "argocdAnnotations.whatIf";

/** Shows what differs in the plan since a commit. Argument: `WhatChangedArgument`. */
export const whatChangedCommand = "argocdAnnotations.whatChangedSince";

/** Shows where the sync of an Application of a cluster stands. Argument: `ExplainParams`. */
export const explainSyncCommand = "argocdAnnotations.explainSync";

/** Gives a resource another wave. Argument: `MoveArgument`. */
export const moveToWaveCommand = "argocdAnnotations.moveToWave";

/** Adds a number to the waves in a range. Argument: `ShiftWavesParams`. */
export const shiftWavesCommand = "argocdAnnotations.shiftWaves";

/** Renumbers the waves of an application. Argument: `RenumberWavesParams`. */
export const renumberWavesCommand = "argocdAnnotations.renumberWaves";

/** Makes the edit of a code action that an editor took as a command. Argument: a `WorkspaceEdit`. */
export const applyEditCommand = "argocdAnnotations.applyEdit";

/** A file or the folder of an application. */
export interface UriArgument {
  readonly uri: string;
}

/** Which resource fails how. */
export interface WhatIfArgument extends UriArgument {
  /** `fail:KIND/NAME`, as for `plan --what-if`; absent or null for a sync in which nothing fails. */
  readonly question?: string | null;
}

/** Since when. */
export interface WhatChangedArgument extends UriArgument {
  /** A commit, branch or tag of Git; absent or null for the last commit. */
  readonly since?: string | null;
}

/** Which resource gets which wave. */
export interface MoveArgument extends UriArgument {
  /** `KIND/NAME`, `KIND/NAMESPACE/NAME`, or one of them with `@PHASE`. */
  readonly resource: string;
  /** A whole number in decimal. */
  readonly wave: string;
}

import type { SourceLocation } from "./source-location.ts";

/** Asks for the edits that give the resource of a task another wave. Parameters: `MoveToWaveParams`; result: `WaveEdits` or null. */
export const moveToWaveRequest = "argocdAnnotations/moveToWave";

/** Which resource gets which wave. */
export interface MoveToWaveParams {
  readonly uri: string;
  /** The id of a `PlanTask`. */
  readonly task: string;
  /** A whole number in decimal. */
  readonly wave: string;
}

/** Puts a text in the place of what stands from `start` to `end`; lines and characters from 0, in UTF-16 units. */
export interface PlanEdit {
  readonly uri: string;
  readonly start: Pick<SourceLocation, "line" | "character">;
  readonly end: Pick<SourceLocation, "line" | "character">;
  readonly text: string;
}

/** Asks for the edits that move the waves of some resources by a number. Parameters: `ShiftWavesParams`; result: `WaveEdits` or null. */
export const shiftWavesRequest = "argocdAnnotations/shiftWaves";

/** Whose waves are moved, and by how much. */
export interface ShiftWavesParams {
  /** A file that is open. */
  readonly uri: string;
  /** Every resource of the file counts that the range touches. */
  readonly start: Pick<SourceLocation, "line" | "character">;
  readonly end: Pick<SourceLocation, "line" | "character">;
  /** A whole number in decimal, by which each wave is raised; with a minus it is lowered. */
  readonly by: string;
}

/** Asks for the edits that renumber the waves of every phase of an application. Parameters: `RenumberWavesParams`; result: `WaveEdits` or null. */
export const renumberWavesRequest = "argocdAnnotations/renumberWaves";

/** Whose waves are renumbered, and how far apart they are then. */
export interface RenumberWavesParams {
  /** A file that is open. */
  readonly uri: string;
  /** A whole number above 0 in decimal. */
  readonly step: string;
}

/** Edits of any number of files, to be made together. */
export interface WaveEdits {
  readonly edits: readonly PlanEdit[];
  /** A sentence: why there are no edits, such as a number that Argo CD cannot read. */
  readonly message?: string;
}

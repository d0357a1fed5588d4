import type { PlanPhase } from "./plan.ts";
import type { SourceLocation } from "./source-location.ts";

/** Asks for the edits that give the resource of a task another wave, or make it a hook of another phase there. Parameters: `MoveToWaveParams`; result: `WaveEdits` or null. */
export const moveToWaveRequest = "argocdAnnotations/moveToWave";

/** Which resource gets which wave. */
export interface MoveToWaveParams {
  readonly uri: string;
  /** The id of a `PlanTask`. */
  readonly task: string;
  /** A whole number in decimal. */
  readonly wave: string;
  /** The phase of its hook; absent or null where it stays in its phase. */
  readonly phase?: PlanPhase | null;
}

/** Replaces the text from `start` to `end`; lines and characters from 0, counted as in `SourceLocation`. */
export interface PlanEdit {
  readonly uri: string;
  readonly start: Pick<SourceLocation, "line" | "character">;
  readonly end: Pick<SourceLocation, "line" | "character">;
  readonly text: string;
  /** The whole lines from `start` to `end` before the edit, without their ends: where a file has others by now, it must not be edited. */
  readonly lines: readonly string[];
}

/** Asks for the edits that add a number to the waves of some resources. Parameters: `ShiftWavesParams`; result: `WaveEdits` or null. */
export const shiftWavesRequest = "argocdAnnotations/shiftWaves";

/** Which waves change, and by how much. */
export interface ShiftWavesParams {
  /** A file that is open. */
  readonly uri: string;
  /** Every resource of the file that the range touches is changed. */
  readonly start: Pick<SourceLocation, "line" | "character">;
  readonly end: Pick<SourceLocation, "line" | "character">;
  /** A whole number in decimal that is added to each wave; a negative one lowers them. */
  readonly by: string;
}

/** Asks for the edits that renumber the waves of every phase of an application. Parameters: `RenumberWavesParams`; result: `WaveEdits` or null. */
export const renumberWavesRequest = "argocdAnnotations/renumberWaves";

/** Which waves are renumbered, and with which distance between them. */
export interface RenumberWavesParams {
  /** A file or the folder of an application, as for `planRequest`. */
  readonly uri: string;
  /** A whole number above 0 in decimal. */
  readonly step: string;
}

/** Edits of any number of files, to be made together. */
export interface WaveEdits {
  readonly edits: readonly PlanEdit[];
  /** A sentence that says why there are no edits, for example because Argo CD cannot read the number. */
  readonly message?: string;
  /** There would be none for another number either. */
  readonly final?: true;
}

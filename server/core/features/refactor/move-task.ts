import type { Application } from "../../application/application.ts";
import type { Phase } from "../../sync/phase.ts";
import type { FileEdits } from "./file-edits.ts";
import { moveToPhase } from "./move-to-phase.ts";
import { moveToWave } from "./move-to-wave.ts";

/**
 * The edits that give the resource of a task of a plan another wave and, where a phase is given that it is not in, make it a hook of
 * that phase. A sentence if that is not possible.
 */
export function moveTask(
  application: Application,
  task: string,
  { wave, phase }: { readonly wave: bigint; readonly phase: Phase | undefined },
): readonly FileEdits[] | string {
  return phase === undefined || task.endsWith(` ${phase}`)
    ? moveToWave(application, task, wave)
    : moveToPhase(application, task, { phase, wave });
}

import {
  type PlanView,
  type RenumberWavesParams,
  renumberWavesRequest,
  type WaveEdits,
} from "../../../server/protocol/index.ts";
import type { Plans } from "../plan/plans.ts";
import { inform } from "../tell.ts";
import { changeWaves } from "./wave-commands.ts";

/** Renumbers the waves of an application, with the distance that is given or asked for. */
export async function renumberWaves(
  plans: Plans,
  { uri, application: { name } }: PlanView,
  given: unknown,
): Promise<void> {
  const question = {
    title: `Renumber the Waves of ${name}`,
    prompt: "Distance between the waves of each phase, for example 10. Their order stays the same.",
    value: "10",
    editsFor: (step: string) => {
      const params: RenumberWavesParams = { uri, step };
      return plans.request<WaveEdits>(renumberWavesRequest, params);
    },
  };
  await changeWaves(question, given, () => {
    inform(`The waves of ${name} cannot be renumbered: its plan no longer exists.`);
  });
}

import assert from "node:assert/strict";
import { liveObjects, readSimulated, type SimulatedCase, simulatorOf } from "./simulated-case.ts";

/** Objects that Git has no more, beside what a sync applies. */
interface PruneCase extends SimulatedCase {
  readonly liveNoLongerInGit: string;
  readonly expected: { readonly outcome: string; readonly order: readonly string[] };
}

/** What the simulation says, in the words of the cases. */
function answerOf(one: PruneCase): PruneCase["expected"] {
  const { run, idOf } = simulatorOf(one, "", ({ name }) => name);
  const { outcome, events } = run([], liveObjects(one.liveNoLongerInGit, one.namespace));
  const order = events.flatMap((event) => {
    if (event.what === "pruned") return [`Sync ${event.wave} prune ${event.object.resource.name}`];
    return event.what === "applied" ? [`${event.task.phase} ${event.task.wave} apply ${idOf(event.task)}`] : [];
  });
  return { outcome, order };
}

describe("what is pruned, and when", () => {
  const cases = readSimulated("prune-order") as readonly PruneCase[];
  for (const last of [false, true]) {
    const some = cases.filter(({ pruneLast }) => pruneLast === last);
    it(`${some.length} syncs ${last ? "with" : "without"} PruneLast=true`, () => {
      for (const one of some) assert.deepEqual(answerOf(one), one.expected, one.id);
    });
  }
});

import type { Application } from "../../application/application.ts";
import { annotationKeys, hasOption, optionValue } from "../../sync/annotations.ts";
import { pruneWaves } from "../../sync/prune.ts";
import type { Standing } from "./plan-change.ts";

/**
 * What happens to the objects of resources that are no longer in the manifests, one sentence for each: which are pruned, and in
 * which wave of the Sync phase. Argo CD reads the annotations of the live object, those that it was last applied with.
 * Mirrors `pruneObject` and `getSyncTasks` in gitops-engine/pkg/sync/sync_context.go.
 */
export function pruneSentences(gone: readonly Standing[], { plan }: Application): readonly string[] {
  const pruned = gone.filter((standing) => keptAs(standing) === undefined);
  const applied = plan.steps.filter(({ phase }) => phase === "Sync").flatMap(({ tasks }) => tasks);
  const waves = pruneWaves(
    pruned.map(({ behaviour, member }) => ({
      wave: behaviour.wave ?? 0n,
      last: hasOption(member.resource.annotations, annotationKeys.syncOptions, "PruneLast=true"),
    })),
    applied.flatMap(({ declaredWave }) => declaredWave ?? []),
  );
  const waveOf = new Map(pruned.map((standing, index) => [standing, waves[index]]));
  return gone.map((standing) => {
    const kept = keptAs(standing);
    if (kept !== undefined) return kept;
    const wave = standing.behaviour.wave === undefined ? undefined : waveOf.get(standing);
    return `Pruned in Sync, ${wave === undefined ? "in a wave known only after rendering" : `wave ${wave}`}, if pruning is on.`;
  });
}

/** Why the object of a resource stays; `undefined` where it is pruned. */
function keptAs({ behaviour, member }: Standing): string | undefined {
  switch (behaviour.role) {
    case "hook":
    case "deletion-hook":
      return "Stays in the cluster if it is there: hooks are never pruned.";
    case "skipped":
    case "dropped":
      return "Was never applied.";
    case "unknown":
      return "Whether it is pruned is known only after rendering.";
    case "resource":
      return optionValue(member.resource.annotations, annotationKeys.syncOptions, "Prune") === "false"
        ? "Stays in the cluster (Prune=false)."
        : undefined;
  }
}

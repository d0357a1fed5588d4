import type { ExplainedTask, Explanation } from "../../live/explain.ts";
import type { OperationWait, WaitKind } from "../../live/operation-message.ts";
import { enumerate } from "../words.ts";
import { inPlace, nameIn, namesIn, withFate } from "./explain-words.ts";
import { counted } from "../../counted.ts";

/** Where a sync stands, in one sentence. */
export function outcomeWords(explanation: Explanation): string {
  const { state, live } = explanation;
  switch (state) {
    case "unseen":
      return "This Application has no status: it is a manifest, or Argo CD has not seen it yet.";
    case "never-synced":
      return `${live.name === "" ? "The application" : live.name} has never been synced.`;
    case "requested":
      return "A sync is requested, and Argo CD has not started it.";
    case "running":
      return `The sync is running${inPlace(explanation)}.`;
    case "waiting":
      return waitWords(explanation);
    case "blocked":
      return "A sync window does not let the sync go on.";
    case "retrying":
      return `${failureWords(explanation)} Argo CD tries again.`;
    case "terminating":
      return "The sync is being terminated.";
    case "failed":
      return failureWords(explanation);
    case "succeeded":
      return live.operation?.dryRun === true ? "The dry run succeeded." : "The sync succeeded.";
  }
}

function waitWords(explanation: Explanation): string {
  const { wait, failing } = explanation;
  if (wait === undefined) return "The sync is waiting.";
  const end = ending(wait);
  return failing
    ? `The sync has failed, but does not end before ${awaitedNames(explanation, wait)} ${end.before}.`
    : `The sync waits${inPlace(explanation)}${explanation.at?.wave === undefined ? "" : ","} for ${awaitedNames(explanation, wait)} ${end.to}.`;
}

const endings: Readonly<Record<WaitKind, { readonly to: string; readonly before: string }>> = {
  hook: { to: "to finish", before: "has finished" },
  health: { to: "to become healthy", before: "is healthy" },
  deletion: { to: "to be deleted", before: "is deleted" },
  "hook-deletion": { to: "of an earlier run to be deleted", before: "of an earlier run is deleted" },
  "pruning-confirmation": { to: "to be approved for deletion", before: "is approved for deletion" },
};

function ending({ kind, moreAre }: OperationWait): { readonly to: string; readonly before: string } {
  if (kind !== "hook" || moreAre !== "resources") return endings[kind];
  return { to: "to finish or become healthy", before: "has finished or is healthy" };
}

/** Everything that is awaited, by name where the status names it. */
function awaitedNames(explanation: Explanation, { first, more }: OperationWait): string {
  const names = withFate(explanation, "waits").map(nameIn);
  const known = names.includes(nameIn(first)) ? names : [nameIn(first), ...names];
  const [total, shown] = [more + 1, known.slice(0, 4)];
  return total > known.length ? `${shown.join(", ")} and ${total - shown.length} more` : enumerate(known);
}

function failureWords(explanation: Explanation): string {
  const failed = withFate(explanation, "failed");
  const names = namesIn(failed);
  const [verb, cause] = [failed.length === 1 ? "is" : "are", explanation.cause];
  // Argo CD compares again in each pass, and may meet an error in any of them.
  const began = withFate(explanation, "ran").length === 0 ? "did not start" : `stopped${inPlace(explanation)}`;
  switch (cause) {
    case "comparison":
      return `The sync ${began}: Argo CD cannot generate the manifests or compare them with the cluster.`;
    case "shared":
      return `The sync ${began}: a resource belongs to another application too.`;
    case "not-valid":
      return failed.length === 0
        ? `The sync ${began}: some resources are not known in the cluster, or not permitted in the project.`
        : `The sync ${began}: ${names} ${verb} not known in the cluster, or not permitted in the project.`;
    case "dry-run":
      return `The sync failed in the dry run, before its first wave${failed.length === 0 ? "" : `: ${names} would be refused`}.`;
    case "namespace":
      return "The sync failed: the Namespace could not be applied, and it comes before everything else.";
    case "not-applied":
    case "unsuccessful":
      return failed.length === 0
        ? `The sync failed${inPlace(explanation)}.`
        : `The sync failed${inPlace(explanation)}: ${howTheyFailed(failed)}.`;
    case "terminated":
      return explanation.message.includes("controller sync timeout")
        ? "The sync was terminated, because it took longer than the controller allows."
        : "The sync was terminated.";
    default:
      return failed.length === 0
        ? `The sync ${began}.`
        : `The sync failed: ${counted(failed.length, "resource")} failed.`;
  }
}

/** `Job migrate failed, Deployment web became Degraded and ConfigMap a was refused`. */
function howTheyFailed(failed: readonly ExplainedTask[]): string {
  const groups = [
    ["failed", "failed"],
    ["became Degraded", "became Degraded"],
    ["was refused", "were refused"],
  ] as const;
  return enumerate(
    groups.flatMap(([one, many]) => {
      const tasks = failed.filter((task) => howItFailed(task) === one);
      return tasks.length === 0 ? [] : [`${namesIn(tasks)} ${tasks.length === 1 ? one : many}`];
    }),
  );
}

/**
 * A resource that is not a hook fails only with its health. What is gone, or cannot be asked for, has an error. Mirrors `Sync` and
 * `operationPhases` in gitops-engine/pkg/sync/sync_context.go.
 */
function howItFailed({ hook, result }: ExplainedTask): "failed" | "became Degraded" | "was refused" {
  if (result?.hookPhase === "Error") return "failed";
  if (result?.status === "SyncFailed") return "was refused";
  return hook ? "failed" : "became Degraded";
}

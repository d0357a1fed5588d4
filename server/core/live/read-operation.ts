import { type Node, nodeAt } from "../manifest/node.ts";
import { phases } from "../sync/phase.ts";
import { flagAt, listAt, numberAt, textAt, textsAt } from "./fields.ts";
import type { LiveKey, LiveOperation, LiveResult, LiveRetry } from "./live-application.ts";

/** Reads `status.operationState`; `undefined` where it names no phase. */
export function readOperation(state: Node | undefined): LiveOperation | undefined {
  const phase = textAt(state, "phase");
  if (phase === "") return undefined;
  const sync = nodeAt(state, "operation", "sync");
  const only = listAt(sync, "resources").map(keyAt);
  return {
    phase,
    message: textAt(state, "message"),
    startedAt: textAt(state, "startedAt"),
    finishedAt: textAt(state, "finishedAt"),
    retryCount: Number(numberAt(state, "retryCount") ?? 0n),
    retry: retryAt(nodeAt(state, "operation", "retry")),
    revisions: revisionsAt(nodeAt(state, "syncResult")),
    results: listAt(state, "syncResult", "resources").map(toResult).filter(isNamed),
    only,
    dryRun: flagAt(sync, "dryRun"),
    // Mirrors what controller/sync.go gives to `WithOperationSettings`, and `IsApplyStrategy` in pkg/apis/application/v1alpha1/types.go.
    skipsHooks: only.length > 0 || nodeAt(sync, "syncStrategy", "apply")?.type === "map",
    prune: flagAt(sync, "prune"),
    syncOptions: textsAt(sync, "syncOptions"),
    isLocal: listAt(sync, "manifests").length > 0,
  };
}

function retryAt(retry: Node | undefined): LiveRetry {
  const factor = numberAt(retry, "backoff", "factor");
  return {
    limit: Number(numberAt(retry, "limit") ?? 0n),
    duration: textAt(retry, "backoff", "duration"),
    maxDuration: textAt(retry, "backoff", "maxDuration"),
    factor: factor === undefined ? undefined : Number(factor),
    refresh: flagAt(retry, "refresh"),
  };
}

function toResult(node: Node): LiveResult {
  const syncPhase = textAt(node, "syncPhase");
  return {
    ...keyAt(node),
    status: textAt(node, "status"),
    message: textAt(node, "message"),
    hookType: textAt(node, "hookType"),
    hookPhase: textAt(node, "hookPhase"),
    syncPhase: phases.find((phase) => phase === syncPhase),
  };
}

/** The object that an entry of a list names. */
export function keyAt(node: Node): LiveKey {
  return {
    group: textAt(node, "group"),
    kind: textAt(node, "kind"),
    namespace: textAt(node, "namespace"),
    name: textAt(node, "name"),
  };
}

/** Whether an entry of a list names an object. */
export function isNamed({ kind, name }: LiveKey): boolean {
  return kind !== "" && name !== "";
}

/** The revision of each source: several where there are several sources. */
export function revisionsAt(node: Node | undefined): readonly string[] {
  const several = textsAt(node, "revisions");
  const single = textAt(node, "revision");
  if (several.length > 0) return several;
  return single === "" ? [] : [single];
}

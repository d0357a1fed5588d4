import type { Application } from "../application/application.ts";
import type { Node } from "../manifest/node.ts";
import type { DeletePolicy } from "../sync/delete-policy.ts";
import { parseInteger } from "../sync/integer.ts";
import { type Phase, phaseRank } from "../sync/phase.ts";
import type { Task } from "../sync/sync-tasks.ts";
import type { LiveApplication, LiveKey, LiveResource, LiveResult } from "./live-application.ts";

/** One turn of a resource in the sync that is explained, with what the cluster says about it. */
export interface LiveTask extends LiveKey {
  readonly phase: Phase;
  /** `undefined` where neither the manifests nor the status tell it. */
  readonly wave: bigint | undefined;
  readonly hook: boolean;
  /** The task of the plan; `undefined` where the order is read from the status, or the plan has no such task. */
  readonly task: Task | undefined;
  /** The manifest; `undefined` if it is not known. */
  readonly manifest: Node | undefined;
  /** Of a hook; `undefined` where they are not known. */
  readonly policies: readonly DeletePolicy[] | undefined;
  /** What the sync did with it; `undefined` where it has done nothing yet. */
  readonly result: LiveResult | undefined;
  /** How it is now; `undefined` where the status does not list it. */
  readonly resource: LiveResource | undefined;
}

/**
 * The tasks of the newest sync by phase, in their order: those of the plan of its manifests, where they are there, and whatever else
 * the status names. Without manifests, hooks that have not run yet are not among them, as no status names them.
 */
export function liveTasks(live: LiveApplication, application: Application | undefined): readonly LiveTask[] {
  const known = knownIn(live);
  const planned = application === undefined ? [] : plannedTasks(application, known);
  const reported = leftOf(known.results, planned).map((result) => reportedTask(result, known));
  const placed = [...planned, ...reported];
  const isPending = ({ hook, requiresPruning }: LiveResource): boolean =>
    // The live object of a hook says nothing about a hook in this sync.
    !hook && (requiresPruning ? live.operation?.prune === true : application === undefined);
  const pending = leftOf(known.resources, placed).filter(isPending).map(pendingTask).toSorted(byWave);
  return [...placed, ...pending].toSorted((one, other) => phaseRank(one.phase) - phaseRank(other.phase));
}

/** What the status says, by the object and the phase. */
interface Known {
  readonly destination: string;
  readonly results: ReadonlyMap<string, LiveResult>;
  /** The first result of each name that Argo CD may have made, by what it is made of. */
  readonly generated: ReadonlyMap<string, LiveResult>;
  readonly resources: ReadonlyMap<string, LiveResource>;
}

function knownIn({ declared: { namespace: destination }, operation, resources }: LiveApplication): Known {
  const results = operation?.results ?? [];
  return {
    destination,
    results: new Map(results.map((result) => [keyOf(result, destination, result.syncPhase), result])),
    generated: generatedIn(results),
    resources: new Map(resources.map((resource) => [keyOf(resource, destination), resource])),
  };
}

/** A namespace that is not written is the destination; results have it even for what has no namespace. */
function keyOf({ group, kind, namespace, name }: LiveKey, destination: string, phase = ""): string {
  return JSON.stringify([group, kind, namespace || destination, name, phase]);
}

/** What no task has found. */
function leftOf<Value extends LiveResult | LiveResource>(
  all: ReadonlyMap<string, Value>,
  tasks: readonly LiveTask[],
): readonly Value[] {
  const found = new Set<unknown>(tasks.flatMap(({ result, resource }) => [result, resource]));
  return [...all.values()].filter((value) => !found.has(value));
}

function plannedTasks({ plan, members, namespace }: Application, known: Known): LiveTask[] {
  return plan.steps.flatMap(({ tasks }) =>
    tasks.map((task): LiveTask => {
      const { resource: index = -1, phase, wave } = task;
      const member = members[index];
      const object = member?.resource ?? createdNamespace(namespace);
      const result = resultOf(object, phase, known);
      const { group, kind, name, namespace: declared } = result ?? named(object);
      const key = { group, kind, name, namespace: declared };
      const behaviour = plan.behaviours[index];
      const hook = behaviour?.role === "hook";
      const policies = hook ? behaviour.deletePolicies : undefined;
      return {
        ...key,
        phase,
        wave,
        hook,
        task,
        manifest: member?.manifest.node,
        policies,
        result,
        resource: known.resources.get(keyOf(key, known.destination)),
      };
    }),
  );
}

type PlannedObject = LiveKey & { readonly generateName: string };

function named({ name, generateName, ...rest }: PlannedObject): LiveKey {
  return { ...rest, name: name === "" ? `${generateName}...` : name };
}

function resultOf(
  object: PlannedObject,
  phase: Phase,
  { destination, results, generated }: Known,
): LiveResult | undefined {
  if (object.name !== "") return results.get(keyOf(object, destination, phase));
  return generated.get(generatedKey(object, phase, object.generateName));
}

/**
 * Argo CD names a hook without a name by itself: its `generateName`, at most seven characters of the revision, the phase, and the time
 * at which the sync began. Mirrors `getSyncTasks` in gitops-engine/pkg/sync/sync_context.go.
 */
function generatedIn(results: readonly LiveResult[]): ReadonlyMap<string, LiveResult> {
  const generated = new Map<string, LiveResult>();
  for (const result of results) {
    const { name, syncPhase } = result;
    if (syncPhase === undefined) continue;
    const ending = `-${syncPhase.toLowerCase()}-`;
    const at = name.lastIndexOf(ending);
    if (at < 1 || parseInteger(name.slice(at + ending.length)) === undefined) continue;
    for (let end = Math.max(0, at - 7); end <= at; end++) {
      const key = generatedKey(result, syncPhase, name.slice(0, end));
      if (!generated.has(key)) generated.set(key, result);
    }
  }
  return generated;
}

function generatedKey({ group, kind }: Pick<LiveKey, "group" | "kind">, phase: Phase, generateName: string): string {
  return JSON.stringify([group, kind, phase, generateName]);
}

function createdNamespace(name: string): PlannedObject {
  return { group: "", kind: "Namespace", namespace: "", name, generateName: "" };
}

function reportedTask(result: LiveResult, { destination, resources }: Known): LiveTask {
  const { group, kind, namespace, name, hookType, syncPhase = "Sync" } = result;
  const resource = resources.get(keyOf(result, destination));
  const place = { phase: syncPhase, wave: resource?.wave, hook: hookType !== "" };
  return {
    group,
    kind,
    namespace,
    name,
    ...place,
    task: undefined,
    manifest: undefined,
    policies: undefined,
    result,
    resource,
  };
}

function pendingTask(resource: LiveResource): LiveTask {
  const { group, kind, namespace, name, wave } = resource;
  const place = { phase: "Sync", wave, hook: false } as const;
  return {
    group,
    kind,
    namespace,
    name,
    ...place,
    task: undefined,
    manifest: undefined,
    policies: undefined,
    result: undefined,
    resource,
  };
}

function byWave({ wave: one = 0n }: LiveTask, { wave: other = 0n }: LiveTask): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

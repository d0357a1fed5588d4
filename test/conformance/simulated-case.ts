import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { type Application, buildApplication } from "../../server/core/application/application.ts";
import { openFile } from "../../server/core/manifest/file.ts";
import { type LiveObject, liveObject } from "../../server/core/sync/cluster.ts";
import type { Failure } from "../../server/core/sync/failure-mode.ts";
import { idOf } from "../../server/core/sync/resource.ts";
import { type SyncSettings, settingsOf } from "../../server/core/sync/settings.ts";
import { type Course, runSync } from "../../server/core/sync/simulate.ts";
import type { SyncEvent } from "../../server/core/sync/sync-run.ts";
import type { Task } from "../../server/core/sync/sync-tasks.ts";

/** What the files of simulated syncs have in common. */
export interface SimulatedCase {
  readonly id: string;
  readonly namespace: string;
  readonly manifests: string;
  readonly createNamespace?: boolean;
  readonly pruneLast?: boolean;
  readonly prune?: boolean;
}

/** The cases of one file below test/fixtures/conformance. */
export function readSimulated(name: "what-if" | "behaviour" | "prune-order"): readonly SimulatedCase[] {
  const file = new URL(`../fixtures/conformance/${name}.ndjson.gz`, import.meta.url);
  const lines = gunzipSync(readFileSync(file)).toString("utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as SimulatedCase);
}

/** The application of a case, read as `plan FILE` reads it. */
export function applicationOfCase({ manifests, namespace, createNamespace = false }: SimulatedCase): Application {
  const file = { name: "manifests.yaml", file: openFile(manifests) };
  const source = { type: "file", path: file.name } as const;
  return buildApplication([file], { name: "case", source, namespace, createNamespace }, "literal");
}

/** The objects that the manifests of a case describe, in the cluster. */
export function liveObjects(manifests: string, namespace: string): readonly LiveObject[] {
  const { members } = applicationOfCase({ id: "", manifests, namespace });
  return members.map(({ resource }) => liveObject(resource, namespace));
}

/** A case that is ready to be simulated. */
export interface Simulator {
  readonly application: Application;
  readonly tasks: readonly Task[];
  readonly run: (failures: readonly Failure[], live: readonly LiveObject[], name?: string) => Course;
  /** The id of the resource of a task, as the cases have it. */
  readonly idOf: (task: Task) => string;
}

/** Prepares a case. `added` is what it calls the Namespace that the sync itself adds, and `named` what it calls a resource. */
export function simulatorOf(
  one: SimulatedCase,
  added: string,
  named: (resource: Application["members"][number]["resource"]) => string = idOf,
): Simulator {
  const application = applicationOfCase(one);
  const { plan, members, planOptions } = application;
  const planned = { plan, resources: members.map(({ resource }) => resource) };
  const { pruneLast = false, prune = true } = one;
  const settings: SyncSettings = { ...settingsOf(planOptions, prune ? "prunes" : "keeps"), pruneLast };
  return {
    application,
    tasks: plan.steps.flatMap((step) => step.tasks),
    run: (failures, live, name) => runSync(planned, settings, { failures, live, ...(name !== undefined && { name }) }),
    idOf: ({ resource: index }) => {
      const resource = index === undefined ? undefined : planned.resources[index];
      return resource === undefined ? added : named(resource);
    },
  };
}

/** The events in which an object is applied, in the order of time. */
export function applications(events: readonly SyncEvent[]): readonly Extract<SyncEvent, { object: string }>[] {
  return events.filter(
    (event) => event.what === "applied" || event.what === "patched" || event.what === "replaced",
  ) as readonly Extract<SyncEvent, { object: string }>[];
}

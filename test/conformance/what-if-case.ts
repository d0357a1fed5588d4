import type { Failure } from "../../server/core/sync/failure-mode.ts";
import type { SyncEvent } from "../../server/core/sync/sync-run.ts";
import { applicationOfCase, type SimulatedCase, type Simulator } from "./simulated-case.ts";

/** A sync in which something fails, or nothing does. */
export interface WhatIfCase extends SimulatedCase {
  readonly failures: readonly { readonly resource: string; readonly phase: string; readonly mode: Failure["mode"] }[];
  readonly expected: {
    readonly outcome: "succeeded" | "failed" | "waiting";
    readonly message: string;
    readonly order: readonly string[];
    readonly applied: readonly string[];
    readonly appliedOverExisting: readonly string[];
    readonly refused: readonly string[];
    readonly never: readonly string[];
    readonly deleted: readonly string[];
    readonly inCluster: readonly string[];
    readonly inClusterAfterTerminate?: readonly string[];
    readonly nextSync: Readonly<Record<string, string>>;
  };
}

/** What goes wrong in a case, as the simulation takes it. */
export function failuresOf({ failures }: WhatIfCase, { tasks, idOf }: Simulator): readonly Failure[] {
  return failures.map(({ resource, phase, mode }) => {
    const task = tasks.find((it) => idOf(it) === resource && it.phase === phase);
    if (task === undefined) throw new Error(`There is no ${resource} ${phase}.`);
    return { task, mode };
  });
}

/** What the next sync does with an object, in the words of the cases; `events` are all that concern it. */
export function wordOf(events: readonly SyncEvent["what"][]): string {
  const [first] = events;
  if (first === undefined) return "left alone";
  if (first === "patched") return "applied over";
  if (first === "applied") return "apply";
  return events.includes("applied") || first === "replaced" ? "deleted, then created" : "deleted";
}

const nextWords: Readonly<Record<string, string>> = {
  "deleted, then created": "recreated",
  "applied over": "patched",
  "left alone": "untouched",
  deleted: "deleted",
  apply: "nothing",
};

/** What the command line is to say about each hook: `ID PHASE: stays, recreated`. */
function hooksExpected(one: WhatIfCase): readonly string[] {
  const { applied, inCluster, nextSync } = one.expected;
  const hooks = hookIds(one);
  const objects = new Map<string, string>();
  for (const task of applied) {
    const [id = "", phase = ""] = task.split(" ");
    // A generated name is another one in each phase.
    if (hooks.has(id))
      objects.set(id.endsWith("-") ? `${id} as ${id.replace(/^.*\//, "")}REV-${phase.toLowerCase()}-TIME` : id, task);
  }
  return [...objects]
    .map(([name, task]) => {
      if (!inCluster.includes(name)) return `${task}: is deleted, nothing`;
      const [id = "", phase = ""] = task.split(" ");
      const key = id.endsWith("-") ? `${id} ${phase.toLowerCase()}` : id;
      const next = nextWords[nextSync[key] ?? ""] ?? "unknown";
      // The next sync makes another object beside one with a generated name, except for a SyncFail hook.
      const isBeside = id.endsWith("-") && next === "untouched" && phase !== "SyncFail";
      return `${task}: stays, ${isBeside ? "another" : next}`;
    })
    .sort();
}

function hookIds(one: WhatIfCase): ReadonlySet<string> {
  const { members, plan } = applicationOfCase(one);
  const ids = members.flatMap(({ resource }, index) => {
    const { group, kind, namespace, name, generateName } = resource;
    return plan.behaviours[index]?.role === "hook" ? [`${group}/${kind}:${namespace}/${name || generateName}`] : [];
  });
  return new Set(ids);
}

interface CommandAnswer {
  readonly outcome: string;
  readonly ran: readonly string[];
  readonly failed: readonly string[];
  readonly running: readonly string[];
  readonly never: readonly string[];
  readonly hooks: readonly { readonly task: string; readonly stays: boolean; readonly next?: string }[];
}

/** What the command line says of a sync, from its JSON. */
export function commandAnswer(json: string): unknown {
  const { whatIf } = JSON.parse(json) as { readonly whatIf: readonly [CommandAnswer] };
  const [{ outcome, ran, failed, running, never, hooks }] = whatIf;
  return {
    outcome,
    tried: [...ran, ...failed, ...running].sort(),
    failed: [...failed].sort(),
    running: [...running].sort(),
    never,
    hooks: hooks
      .map(({ task, stays, next }) => `${task}: ${stays ? "stays" : "is deleted"}, ${next ?? "nothing"}`)
      .sort(),
  };
}

/** What it is to say. */
export function commandExpected(one: WhatIfCase): unknown {
  const { outcome, applied, refused, never } = one.expected;
  const plain = (ids: readonly string[]): string[] => ids.map((id) => id.replace(" (created)", ""));
  const failing = (...modes: readonly string[]): string[] =>
    one.failures
      .filter(({ mode }) => modes.includes(mode))
      .map(({ resource, phase }) => `${resource} ${phase}`)
      .filter((id) => applied.includes(id) || refused.includes(id));
  return {
    outcome,
    tried: plain([...applied, ...refused]).sort(),
    failed: plain(failing("fails", "refused")).sort(),
    running: plain(failing("hangs")).sort(),
    never: plain(never),
    hooks: hooksExpected(one),
  };
}

const verbs: Readonly<Record<Failure["mode"], string>> = {
  "missing-kind": "missing-kind",
  immutable: "immutable",
  stuck: "stuck",
  refused: "refuse",
  fails: "fail",
  hangs: "hang",
  invalid: "refuse",
};

/** A failure as a question to the command line, with the namespace only where one is declared. */
export function questionOf({ resource, phase, mode }: WhatIfCase["failures"][number]): string {
  const id = resource.replace(" (created)", "");
  const [, kind = "", namespace = "", name = ""] = /^.*?\/(.*?):(.*?)\/(.*)$/.exec(id) ?? [];
  return `${verbs[mode]}:${kind}/${namespace === "" ? "" : `${namespace}/`}${name}@${phase}`;
}

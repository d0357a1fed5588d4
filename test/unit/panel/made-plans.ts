import type { PlanStep, PlanTask, PlanView } from "../../../server/protocol/index.ts";

/** A plan made of steps, each with the names of its ConfigMaps: `{ "Sync/0": ["a", "b"] }`. */
export function planOf(steps: Readonly<Record<string, readonly string[]>>, rest: Partial<PlanView> = {}): PlanView {
  return {
    uri: "file:///shop",
    application: {
      name: "shop",
      destination: "destination namespace unknown",
      source: { type: "directory", path: "/shop" },
      declared: false,
    },
    concernsArgoCd: true,
    resources: "",
    steps: numbered(Object.entries(steps).map(([id, names]) => stepOf(id, names))),
    never: [],
    unknown: [],
    deletion: [],
    notices: [],
    ...rest,
  };
}

function numbered(steps: readonly PlanStep[]): readonly PlanStep[] {
  let number = 0;
  return steps.map((step) =>
    step.phase === "SyncFail" ? step : { ...step, tasks: step.tasks.map((task) => ({ ...task, number: ++number })) },
  );
}

function stepOf(id: string, names: readonly string[]): PlanStep {
  const [phase = "", wave = ""] = id.split("/");
  return {
    id,
    phase: phase as PlanStep["phase"],
    wave: wave === "unknown" ? null : wave,
    title: `${phase} · wave ${wave}`,
    waitsFor: "",
    next: "",
    tasks: names.map((name) => taskOf(name, phase)),
  };
}

function taskOf(name: string, phase: string): PlanTask {
  return {
    id: `/ConfigMap:/${name} ${phase}`,
    group: "",
    kind: "ConfigMap",
    name,
    namespace: "",
    note: "",
    hook: phase !== "Sync",
    policies: [],
    problems: { errors: 0, warnings: 0 },
    needs: [],
    failureModes: ["refused"],
  };
}

/** Many names: `part-0`, `part-1`, ... */
export function namesOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `part-${index}`);
}

import type { PlanPhase, PlanResource, PlanStep, PlanTask, PlanView } from "../../server/protocol/index.ts";

/** Which colour a lane has. */
export type Tone = "presync" | "sync" | "postsync" | "syncfail" | "never" | "deletion";

/** One resource in a lane. */
export interface Card {
  /** Unique in the panel: the id of the task, or for a resource that is not applied the name of its lane and the id of the resource. */
  readonly id: string;
  readonly resource: PlanResource;
  /** Absent for a resource that is not applied. */
  readonly task?: PlanTask;
}

/** What stands side by side in a lane: the resources of one wave. */
export interface LaneStep {
  readonly id: string;
  /** `Wave -1`. */
  readonly title: string;
  /** A sentence: what happens before Argo CD goes on; may be empty. */
  readonly note: string;
  readonly cards: readonly Card[];
}

/** A phase, or what belongs to none. */
export interface Lane {
  readonly id: string;
  readonly title: string;
  /** When it comes; may be empty. */
  readonly note: string;
  readonly tone: Tone;
  readonly steps: readonly LaneStep[];
}

const phases: readonly { readonly phase: PlanPhase; readonly tone: Tone; readonly note: string }[] = [
  { phase: "PreSync", tone: "presync", note: "before anything else is applied" },
  { phase: "Sync", tone: "sync", note: "" },
  { phase: "PostSync", tone: "postsync", note: "after everything in Sync is healthy" },
  { phase: "SyncFail", tone: "syncfail", note: "only when the sync fails" },
];

/** The lanes of a plan, in the order of the sync; then what no sync applies, then its deletion. Lanes without resources are left out. */
export function lanesOf(plan: PlanView): readonly Lane[] {
  const lanes = phases.map(({ phase, tone, note }): Lane => {
    const steps = plan.steps.filter((step) => step.phase === phase).map(stepOf);
    return { id: phase, title: phase, note, tone, steps };
  });
  return [...lanes, ...leftOutLanes(plan), deletionLane(plan)].filter(({ steps }) => steps.length > 0);
}

/** How many resources a lane holds. */
export function cardCount({ steps }: Lane): number {
  return steps.reduce((count, { cards }) => count + cards.length, 0);
}

function stepOf({ id, wave, waitsFor, tasks }: PlanStep): LaneStep {
  return {
    id,
    title: wave === null ? "Wave unknown" : `Wave ${wave}`,
    note: waitsFor,
    cards: tasks.map((task) => ({ id: task.id, resource: task, task })),
  };
}

function leftOutLanes({ never, unknown }: PlanView): readonly Lane[] {
  return [
    leftOutLane("never", { title: "Never applied", note: "left out of every sync" }, never),
    leftOutLane("unknown", { title: "Phase unknown", note: "only rendering tells when it is applied" }, unknown),
  ];
}

function leftOutLane(id: string, words: Pick<Lane, "title" | "note">, resources: readonly PlanResource[]): Lane {
  const cards = resources.map((resource) => ({ id: `${id} ${resource.id}`, resource }));
  const steps = cards.length > 0 ? [{ id: `${id}/all`, title: "No wave", note: "", cards }] : [];
  return { id, ...words, tone: "never", steps };
}

function deletionLane({ deletion }: PlanView): Lane {
  const steps = deletion.map(({ title, note, resources }, index) => ({
    id: `deletion/${index}`,
    title,
    note,
    cards: resources.map((resource) => ({ id: `deletion/${index} ${resource.id}`, resource })),
  }));
  return { id: "deletion", title: "Deletion", note: "when the application is deleted", tone: "deletion", steps };
}

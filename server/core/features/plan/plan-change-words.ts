import type { Behaviour } from "../../sync/behaviour.ts";
import type { ChangeKind, Standing } from "./plan-change.ts";
import { waveWords } from "../words.ts";

/** What differs between what a resource was in one plan and is in another, and in which ways. */
export function differencesOf(
  was: Standing,
  now: Standing,
  place: "in its place" | "moved in its step",
): { readonly kinds: readonly ChangeKind[]; readonly sentences: readonly string[] } {
  const move = moveSentences(was, now);
  const within = move.length === 0 && place === "moved in its step" ? ["Is applied at another place in its step."] : [];
  const change = [...roleSentences(was, now), ...policySentences(was.behaviour, now.behaviour)];
  return {
    kinds: [
      ...(move.length + within.length > 0 ? (["moved"] as const) : []),
      ...(change.length > 0 ? (["changed"] as const) : []),
    ],
    sentences: [...move, ...within, ...change],
  };
}

function moveSentences(was: Standing, now: Standing): string[] {
  if (was.tasks.length === 0 || now.tasks.length === 0) return [];
  const [before, after] = [placesOf(was), placesOf(now)];
  return before === after ? [] : [`Moves from ${before} to ${after}.`];
}

/** `PreSync, wave 0 and PostSync, wave 0`. */
function placesOf({ tasks }: Standing): string {
  return tasks.map(({ phase, wave }) => `${phase}, ${waveWords(wave)}`).join(" and ");
}

function roleSentences(was: Standing, now: Standing): string[] {
  const [before, after] = [was.behaviour, now.behaviour];
  const deletion = deletionSentences(before, after);
  if (before.role === after.role) return deletion;
  if (now.tasks.length === 0) return [`Is no longer applied by a sync: ${describe(now)}.`, ...deletion];
  if (was.tasks.length === 0) return [`Is applied now: ${describe(now)}. Before: ${describe(was)}.`, ...deletion];
  return after.role === "hook"
    ? ["Becomes a hook. The object that is there as a resource is pruned, if pruning is on.", ...deletion]
    : ["Is a hook no more, but a resource that Argo CD compares and prunes.", ...deletion];
}

function deletionSentences(before: Behaviour, after: Behaviour): string[] {
  const types = [
    ["preDelete", "PreDelete"],
    ["postDelete", "PostDelete"],
  ] as const;
  return types.flatMap(([key, type]) => {
    if (before[key] === after[key]) return [];
    return [after[key] ? `Becomes a ${type} hook.` : `Is a ${type} hook no more.`];
  });
}

function policySentences(before: Behaviour, after: Behaviour): string[] {
  if (before.role !== "hook" || after.role !== "hook") return [];
  const [old, current] = [policiesOf(before), policiesOf(after)];
  return old === current ? [] : [`Its delete policies change from ${old} to ${current}.`];
}

function policiesOf({ deletePolicies }: Behaviour): string {
  return deletePolicies.length === 0 ? "unknown ones" : deletePolicies.join(", ");
}

/** `PreSync + PostSync hook · wave -1`, or why it is in no step. */
export function describe({ behaviour, tasks, reason }: Standing): string {
  const [first] = tasks;
  if (first === undefined) return reason ?? "in no step";
  const hook = behaviour.role === "hook" ? " hook" : "";
  return `${tasks.map(({ phase }) => phase).join(" + ")}${hook} · ${waveWords(first.wave)}`;
}

import type { Behaviour } from "../../sync/behaviour.ts";
import type { ChangeKind, Standing } from "./plan-change.ts";
import { waveWords } from "../words.ts";

/** How a resource differs between two plans, in kinds and in sentences. */
export function differencesOf(
  was: Standing,
  now: Standing,
  place: "in its place" | "moved in its wave",
): { readonly kinds: readonly ChangeKind[]; readonly sentences: readonly string[] } {
  const move = moveSentences(was, now);
  const within = move.length === 0 && place === "moved in its wave" ? ["Applied at another position in its wave."] : [];
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
  if (before === after) return [];
  const [from, ...others] = was.tasks;
  const [to, ...more] = now.tasks;
  const isOnlyWave = others.length + more.length === 0 && from !== undefined && from.phase === to?.phase;
  return isOnlyWave ? [`${from.phase}: ${waveWords(from.wave)} → ${to.wave ?? "unknown"}.`] : [`${before} → ${after}.`];
}

/** `PreSync, wave 0 and PostSync, wave 0`. */
function placesOf({ tasks }: Standing): string {
  return tasks.map(({ phase, wave }) => `${phase}, ${waveWords(wave)}`).join(" and ");
}

function roleSentences(was: Standing, now: Standing): string[] {
  const [before, after] = [was.behaviour, now.behaviour];
  const deletion = deletionSentences(before, after);
  if (before.role === after.role) return deletion;
  if (now.tasks.length === 0) return [`No longer applied in a sync (${describe(now)}).`, ...deletion];
  if (was.tasks.length === 0) return [`Now applied: ${describe(now)}. Before: ${describe(was)}.`, ...deletion];
  return after.role === "hook"
    ? ["Becomes a hook.", ...deletion]
    : ["Is no longer a hook: Argo CD now compares and prunes it.", ...deletion];
}

function deletionSentences(before: Behaviour, after: Behaviour): string[] {
  const types = [
    ["preDelete", "PreDelete"],
    ["postDelete", "PostDelete"],
  ] as const;
  return types.flatMap(([key, type]) => {
    if (before[key] === after[key]) return [];
    return [after[key] ? `Becomes a ${type} hook.` : `Is no longer a ${type} hook.`];
  });
}

function policySentences(before: Behaviour, after: Behaviour): string[] {
  if (before.role !== "hook" || after.role !== "hook") return [];
  const [old, current] = [policiesOf(before), policiesOf(after)];
  return old === current ? [] : [`Delete policies: ${old} → ${current}.`];
}

function policiesOf({ deletePolicies }: Behaviour): string {
  return deletePolicies.length === 0 ? "unknown" : deletePolicies.join(", ");
}

/** `PreSync + PostSync hook · wave -1`, or why it is not applied. */
export function describe({ behaviour, tasks, reason }: Standing): string {
  const [first] = tasks;
  if (first === undefined) return reason ?? "not applied";
  const hook = behaviour.role === "hook" ? " hook" : "";
  return `${tasks.map(({ phase }) => phase).join(" + ")}${hook} · ${waveWords(first.wave)}`;
}

/** For whom Argo CD waits after a wave, and why. */
import type { Application, Member } from "../application/application.ts";
import { type Field, fieldOf } from "../application/field.ts";
import type { AddedHealthCheck } from "../sync/added-checks.ts";
import { healthCheckOf, type KnownCheck } from "../sync/health.ts";
import type { Step } from "../sync/plan.ts";
import type { Task } from "../sync/sync-tasks.ts";

/** Whether Argo CD waits for what a task has applied. */
export interface Awaited {
  readonly task: Task;
  /** `undefined` for the Namespace that has no manifest. */
  readonly member: Member | undefined;
  readonly isHook: boolean;
  readonly is: "awaited" | "perhaps" | "not";
  readonly why: AwaitedReason;
}

/** Why Argo CD waits for something, or does not. */
export type AwaitedReason =
  /** The wave waits for nobody, or for its hooks only. */
  | { readonly is: "step" }
  /** There is no health check for its kind, or nobody knows whether there is. */
  | { readonly is: "no check" | "unknown check" }
  /** A health check of people: what it says is not known. */
  | { readonly is: "added"; readonly added: readonly AddedHealthCheck[] }
  /** The check finds nothing but Healthy as long as this field has another value than that. */
  | { readonly is: "other value" | "unknown value"; readonly field: string; readonly value: string }
  /** It is suspended or paused, and the check takes that for healthy or waits until it ends. */
  | { readonly is: "suspended"; readonly word: SuspendedWord }
  /** The check finds it healthy as long as no controller says otherwise. */
  | { readonly is: "healthy at first" }
  | { readonly is: "check"; readonly known: KnownCheck };

/** What somebody has to end. */
export type SuspendedWord = "suspended" | "paused";

/** For each task of a step, in its order, whether Argo CD waits for it. */
export function awaitedIn(application: Application, step: Step): readonly Awaited[] {
  return step.tasks.map((task) => awaitedOf(application, step, task));
}

/**
 * Whether Argo CD waits for what a task applies: never for what it does not check the health of, nor for what its check finds healthy
 * at once. Mirrors `Sync` in gitops-engine/pkg/sync/sync_context.go.
 */
export function awaitedOf(
  { members, plan, planOptions }: Application,
  { waitsFor }: Pick<Step, "waitsFor">,
  task: Task,
): Awaited {
  const member = task.resource === undefined ? undefined : members[task.resource];
  const isHook = task.resource !== undefined && plan.behaviours[task.resource]?.role === "hook";
  const about = { task, member, isHook };
  if (waitsFor === "nothing" || (waitsFor === "hooks" && !isHook)) return { ...about, is: "not", why: { is: "step" } };
  if (member === undefined) return { ...about, is: "not", why: { is: "no check" } };
  const check = healthCheckOf(member.resource, planOptions);
  switch (check.is) {
    case "none":
      return { ...about, is: "not", why: { is: "no check" } };
    case "unknown":
      return { ...about, is: "perhaps", why: { is: "unknown check" } };
    case "added":
      return { ...about, is: "awaited", why: check };
    case "known":
      return { ...about, ...whatItSays(check.known, member) };
  }
}

/** What a check says of a resource that has just been applied, as far as its manifest tells. */
function whatItSays(known: KnownCheck, member: Member): Pick<Awaited, "is" | "why"> {
  const { only, suspend, paused, fresh } = known;
  if (only !== undefined) {
    const found = fieldOf(member, ...only.path);
    const about = { field: only.path.at(-1) ?? "", value: only.value };
    if (found.is === "unknown") return { is: "perhaps", why: { is: "unknown value", ...about } };
    if (found.is === "absent" || found.text !== only.value) return { is: "not", why: { is: "other value", ...about } };
  }
  if (suspend !== undefined && isTrue(fieldOf(member, "spec", "suspend"))) return whileStopped("suspended", suspend);
  if (paused !== undefined && isTrue(fieldOf(member, "spec", "paused"))) return whileStopped("paused", paused);
  if (fresh === "Healthy") return { is: "not", why: { is: "healthy at first" } };
  return { is: "awaited", why: { is: "check", known } };
}

function whileStopped(word: SuspendedWord, health: KnownCheck["fresh"]): Pick<Awaited, "is" | "why"> {
  return { is: health === "Healthy" ? "not" : "awaited", why: { is: "suspended", word } };
}

function isTrue(field: Field): boolean {
  return field.is === "known" && /^(?:true|yes|on|y)$/i.test(field.text);
}

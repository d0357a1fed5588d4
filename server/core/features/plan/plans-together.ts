import type { Application } from "../../application/application.ts";
import type { CommentedPlan } from "./plan-comment.ts";
import type { ResourceChange } from "./plan-change.ts";
import { standingsOf } from "./plan-change.ts";

/** An application as it is now; without a cluster, it is not known which one. */
export interface Adopter {
  readonly application: Application;
  readonly cluster?: string | undefined;
}

/**
 * The changes of applications, with what each means for the others: who else deploys now what goes with one of them, as where a
 * resource has moved or an Application has another name, and which Applications are gone that those above them do not prune.
 */
export function plansTogether(plans: readonly CommentedPlan[], adopters: readonly Adopter[]): readonly CommentedPlan[] {
  const kept = new Map(
    plans.flatMap(({ name, changes }) => changes.filter(isKept).map(({ object }) => [object, name])),
  );
  return withAdopters(
    plans.map((plan) => keptBy(plan, kept)),
    adopters,
  );
}

/** An Application that is gone, as its parent leaves it: that may prune nothing. */
function keptBy(plan: CommentedPlan, kept: ReadonlyMap<string, string>): CommentedPlan {
  const { name, cluster, problems, isDeleted } = plan;
  if (!isDeleted) return plan;
  const [, parent] = [...kept].find(([object]) => isApplicationNamed(name, object)) ?? [];
  if (parent === undefined) return plan;
  const note = `It is no longer in the repository, but "${parent}" does not prune it: it stays in the cluster with all that it deploys until someone deletes it.`;
  return { name, cluster, problems, notes: [note], changes: [] };
}

function isKept(change: ResourceChange): boolean {
  return change.isKept === true;
}

function isApplicationNamed(name: string, object: string): boolean {
  return object.startsWith("argoproj.io/Application:") && object.endsWith(`/${name}`);
}

function withAdopters(plans: readonly CommentedPlan[], adopters: readonly Adopter[]): readonly CommentedPlan[] {
  const lost = new Set(plans.flatMap(({ changes }) => changes.filter(isLost).map(({ object }) => object)));
  if (lost.size === 0) return plans;
  const owners = new Map<string, Adopter[]>();
  for (const adopter of adopters) {
    for (const [object, { tasks }] of standingsOf(adopter.application)) {
      if (!lost.has(object) || tasks.length === 0) continue;
      owners.set(object, [...(owners.get(object) ?? []), adopter]);
    }
  }
  return plans.map((plan) => ({
    ...plan,
    changes: plan.changes.map((change) => {
      const owner = owners.get(change.object)?.find((it) => it.application.name !== plan.name && isInSame(it, plan));
      if (owner === undefined || !isLost(change)) return change;
      return { ...change, differences: [...change.differences, adoption(owner.application)] };
    }),
  }));
}

function isLost({ kinds, danger }: ResourceChange): boolean {
  return kinds.includes("vanished") && danger === "deleted";
}

function isInSame({ cluster }: Adopter, plan: CommentedPlan): boolean {
  return cluster === undefined || plan.cluster === undefined || cluster === plan.cluster;
}

/**
 * Whose an object is, the last sync of it says. Mirrors `GetManagedLiveObjs` in controller/cache/cache.go, and `SyncAppState` in
 * controller/sync.go for the option.
 */
function adoption({ name, planOptions: { syncOptions = [] } }: Application): string {
  return syncOptions.includes("FailOnSharedResource=true")
    ? `Application "${name}" deploys it now, and cannot be synced while it is there (FailOnSharedResource=true).`
    : `Application "${name}" deploys it now: it stays if that is synced first; otherwise it is deleted and created again.`;
}

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
 * The changes of applications, which say of each object that goes with one of them which other one deploys it now: a resource that
 * has moved, or an Application with another name.
 */
export function withAdopters(plans: readonly CommentedPlan[], adopters: readonly Adopter[]): readonly CommentedPlan[] {
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
    : `Application "${name}" deploys it now: it stays if that is synced first, and else is deleted and created again.`;
}

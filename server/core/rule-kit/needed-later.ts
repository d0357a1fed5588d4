/** What Pods need that start at any time after a sync. */
import type { Reference } from "../needs/reference.ts";
import type { DeletePolicy } from "../sync/delete-policy.ts";
import { type Roster, type RosterMember, staysInCluster } from "../roster/roster.ts";
import { summaryOf } from "../roster/summary-of.ts";

/** A resource that needs something after the sync as well, and all that provides it. */
export interface NeededLater {
  readonly needing: RosterMember;
  /** `This Deployment`, or `This PostDelete hook`. */
  readonly who: string;
  readonly reference: Reference;
  readonly found: readonly [RosterMember, ...RosterMember[]];
}

/** Everything in the application that Pods need which start after the sync. */
export function* neededLater({ members, providers }: Roster): Generator<NeededLater> {
  for (const needing of members) {
    const who = stayingWords(needing);
    if (who === undefined) continue;
    for (const reference of summaryOf(needing).references) {
      const [first, ...more] = reference.neededBy === "pods" ? providers.of(needing, reference) : [];
      if (first !== undefined) yield { needing, who, reference, found: [first, ...more] };
    }
  }
}

/** Whether it is certain that a sync applies it as a hook with a delete policy. */
export function isHookWith({ behaviour, turns, isConditional }: RosterMember, policy: DeletePolicy): boolean {
  return behaviour.role === "hook" && turns.length > 0 && !isConditional && behaviour.deletePolicies.includes(policy);
}

/** Names a resource that still needs things after a sync; `undefined` for any other. */
function stayingWords(needing: RosterMember): string | undefined {
  const { behaviour, isConditional, member } = needing;
  if (isConditional) return undefined;
  if (behaviour.preDelete) return "This PreDelete hook";
  if (behaviour.postDelete) return "This PostDelete hook";
  return staysInCluster(needing) ? `This ${member.manifest.kind}` : undefined;
}

/** What Pods need that start at any time after a sync, and what other resources use then. */
import { contentOf } from "../application/as-deployed.ts";
import { otherUses, type Use } from "../needs/other-uses.ts";
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

/** What a resource without Pods uses of the hooks of its application. */
export interface UsedLater {
  readonly needing: RosterMember;
  readonly use: Use;
  readonly found: readonly [RosterMember, ...RosterMember[]];
}

/** Every Secret and ConfigMap that is a hook and that an ordinary resource without Pods goes on using after the sync. */
export function* usedLater({ members, providers }: Roster): Generator<UsedLater> {
  if (!members.some((it) => it.behaviour.role === "hook" && isHeld(it))) return;
  for (const needing of members) {
    if (needing.isConditional || needing.provisional || needing.behaviour.role !== "resource") continue;
    const manifest = contentOf(needing.member);
    for (const use of manifest === undefined ? [] : otherUses(manifest)) {
      const [first, ...more] = providers.of(needing, use);
      if (first !== undefined) yield { needing, use, found: [first, ...more] };
    }
  }
}

function isHeld(entry: RosterMember): boolean {
  return /^(?:Secret|ConfigMap)$/.test(entry.member.manifest.kind) || summaryOf(entry).makes.length > 0;
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

/** What hooks need too, so that it has to be one where they run before the Sync phase. */
export function neededByHooks({ members, providers }: Roster): ReadonlySet<RosterMember> {
  const hooks = members.filter(({ behaviour }) => behaviour.role === "hook");
  return new Set(hooks.flatMap((it) => summaryOf(it).references.flatMap((reference) => providers.of(it, reference))));
}

/** The permissions that an application gives to ServiceAccounts. */
import type { Account } from "../roster/bindings.ts";
import type { Roster, RosterMember, Turn } from "../roster/roster.ts";
import { summaryOf } from "../roster/summary-of.ts";
import { timingOf } from "./timing.ts";

/** The permissions of a ServiceAccount that come too late for a turn. */
export interface LateRights {
  /** The bindings that give them. */
  readonly bindings: readonly RosterMember[];
  /** Those of the bindings and of their roles that come too late. */
  readonly late: readonly RosterMember[];
}

/**
 * The permissions of a ServiceAccount if all of them come too late for a turn: if it has some by then, it may need no more.
 * `undefined` if there are none, or if that cannot be known before rendering.
 */
export function lateRights({ bindings: all, providers }: Roster, turn: Turn, account: Account): LateRights | undefined {
  const [bindings, others] = [all.of(account), all.ofOthers];
  // A group, or a subject that a template names, may include the account too.
  if (
    bindings === undefined ||
    others === undefined ||
    others.some((member) => !bindings.includes(member) && timingOf(turn, [member]) !== "too late")
  )
    return undefined;
  const late = bindings.map((binding) => {
    const { role } = summaryOf(binding).binding ?? {};
    const roles = role === undefined ? [] : providers.at(role, binding.namespace ?? "", role.name);
    const parts = [...(timingOf(turn, roles) === "too late" ? roles : []), ...lateOne(turn, binding)];
    const isUnknown = [binding, ...roles].some((it) => timingOf(turn, [it]) === "unknown");
    return isUnknown ? [] : parts;
  });
  if (late.length === 0 || late.some((parts) => parts.length === 0)) return undefined;
  return { bindings, late: [...new Set(late.flat())] };
}

function lateOne(turn: Turn, member: RosterMember): readonly RosterMember[] {
  return timingOf(turn, [member]) === "too late" ? [member] : [];
}

import type { Application, Member } from "../../application/application.ts";
import type { Behaviour } from "../../sync/behaviour.ts";
import { neededVersion } from "../words.ts";

/** A member that is not applied. */
export interface Unapplied {
  readonly member: Member;
  readonly index: number;
  readonly role: Behaviour["role"];
  readonly reason: string;
}

/** The members that a sync does not apply, in their order. */
export function unapplied({ plan, members }: Application): readonly Unapplied[] {
  const applied = new Set(plan.steps.flatMap(({ tasks }) => tasks.map(({ resource }) => resource)));
  const overridden = new Set(plan.overridden.map(({ resource }) => resource));
  return members.flatMap((member, index) => {
    const role = plan.behaviours[index]?.role;
    if (applied.has(index) || role === undefined) return [];
    const needed = role === "dropped" ? neededVersion(member) : undefined;
    const reason = needed === undefined || overridden.has(index) ? undefined : `never applied: ${needed}`;
    return [{ member, index, role, reason: reason ?? reasons[overridden.has(index) ? "resource" : role] }];
  });
}

const reasons: Readonly<Record<Behaviour["role"], string>> = {
  skipped: "never applied: its hook type is Skip",
  dropped: "never applied: it is a hook without a hook type that Argo CD runs",
  unknown: "its phase is known only after rendering",
  "deletion-hook": "only when the application is deleted",
  hook: "not applied: it is declared again later, and the last one wins",
  resource: "not applied: it is declared again later, and the last one wins",
};

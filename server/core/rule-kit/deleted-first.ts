/** What the deletion of an application has deleted before its PostDelete hooks run. */
import { annotationKeys } from "../sync/annotations.ts";
import { annotate } from "./annotate.ts";
import type { ApplicationFix } from "./application-rule.ts";
import { namedTogether } from "./application-words.ts";
import { optionFixes } from "./option-faults.ts";
import type { Reference } from "../needs/reference.ts";
import type { Account } from "../roster/bindings.ts";
import type { Roster, RosterMember } from "../roster/roster.ts";
import { summaryOf } from "../roster/summary-of.ts";
import { isDeleted } from "../sync/sort-delete.ts";

/** Tells of a resource whether it is gone by then. */
export type IsGone = (entry: RosterMember) => boolean;

/**
 * Tells which resources of an application are certainly gone when its PostDelete hooks are created. The hooks of its syncs and its PreDelete
 * hooks are gone as well, as far as they were still there. Mirrors `finalizeApplicationDeletion` in controller/appcontroller.go,
 * which deletes everything that is tracked.
 */
export function goneFirst({ application }: Roster): IsGone {
  const { plan, planOptions } = application;
  const deleted = new Set(plan.deletion.flat());
  return ({ index, behaviour, member, isConditional, provisional, replacedBy }) => {
    if (isConditional || provisional || replacedBy !== undefined || behaviour.postDelete) return false;
    // What a sync deletes at its end has findings of its own.
    if (behaviour.deletePolicies.includes("HookSucceeded") && behaviour.role === "hook") return false;
    if (behaviour.role === "hook" || behaviour.preDelete) return isDeleted(member.resource, planOptions);
    return deleted.has(index);
  };
}

/** Whether an object goes with a resource that provides it: it is the object itself, or the owner of what its controller makes. */
export function goesWith(entry: RosterMember, { group, kind, name }: Reference): boolean {
  const { manifest } = entry.member;
  if (manifest.group === group && manifest.kind === kind) return true;
  return summaryOf(entry).makes.some((made) => made.kind === kind && made.name === name && made.isOwned);
}

/** The permissions of a ServiceAccount that are gone. */
export interface GoneRights {
  /** The bindings that gave them. */
  readonly bindings: readonly RosterMember[];
  /** Those of the bindings and of their roles that are gone. */
  readonly gone: readonly RosterMember[];
}

/**
 * The permissions of a ServiceAccount if all that the application gives it are gone: if it keeps some, it may need no more.
 * `undefined` if there are none, or if something else may give it others.
 */
export function goneRights(
  { bindings: all, providers }: Roster,
  isGone: IsGone,
  account: Account,
): GoneRights | undefined {
  const [bindings = [], others] = [all.of(account), all.ofOthers];
  // A group, or a subject that a template names, may include the account too.
  if (others === undefined || others.some((it) => !bindings.includes(it) && !isGone(it))) return undefined;
  const parts = bindings.map((binding) => {
    const { role } = summaryOf(binding).binding ?? {};
    const roles = role === undefined ? [] : providers.at(role, binding.namespace ?? "", role.name);
    return [binding, ...roles].filter(isGone);
  });
  if (parts.length === 0 || parts.some((gone) => gone.length === 0)) return undefined;
  return { bindings, gone: [...new Set(parts.flat())] };
}

/**
 * Whether making something a PostDelete hook is no help: it is then no part of a sync, although others need it there, and a claim is
 * empty.
 */
export function mustStay({ neededBy, members }: Roster, hook: RosterMember, gone: RosterMember): boolean {
  const { kind, name } = gone.member.manifest;
  if (gone.behaviour.role !== "resource" || kind === "PersistentVolumeClaim") return true;
  if (neededBy.get(gone)?.some((needing) => needing !== hook) === true) return true;
  const { binding } = summaryOf(gone);
  if (binding !== undefined) return binding.hasOthers || binding.accounts.length > 1;
  const uses = members.filter((it) => {
    const role = summaryOf(it).binding?.role;
    return role?.kind === kind && role.name === name;
  });
  return uses.length > 1;
}

/** The fix that lets the deletion leave them in the cluster. */
export function keepFixes(gone: readonly RosterMember[]): readonly ApplicationFix[] {
  return optionFixes(gone, { title: `Add "Delete=false" to ${namedTogether(gone)}`, added: "Delete=false" });
}

/** The fix that has them created again with the PostDelete hooks. */
export function hookFixes(gone: readonly RosterMember[]): readonly ApplicationFix[] {
  const edits = annotate(gone, () => [
    [annotationKeys.hook, "PostDelete"],
    [annotationKeys.hookDeletePolicy, "HookSucceeded"],
  ]);
  const what = gone.length > 1 ? "PostDelete hooks" : "a PostDelete hook";
  return edits === undefined ? [] : [{ title: `Make ${namedTogether(gone)} ${what}`, edits }];
}

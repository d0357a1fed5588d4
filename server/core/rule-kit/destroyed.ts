/** What every sync deletes and recreates, although something is lost with it. */
import { contentOf } from "../application/as-deployed.ts";
import { annotationKeys, hasOption } from "../sync/annotations.ts";
import { does } from "../sync/behaviour-versions.ts";
import { isCustomResourceDefinition, isNamespace } from "../sync/resource.ts";
import { latestVersion } from "../versions.ts";
import type { RosterMember } from "../roster/roster.ts";
import { lossWith } from "./losses.ts";
import { isHookWith } from "./needed-later.ts";
import { areOptionsKnown } from "./option-faults.ts";

/** A resource, and what goes with it. */
export interface Destroyed {
  readonly entry: RosterMember;
  /** The end of a sentence. */
  readonly loss: string;
  /** What deletes it: that it is a hook, or the option that should go. */
  readonly by: "hook" | "Force=true" | "Replace=true";
}

/**
 * What every sync destroys; `undefined` where nothing is lost, where nothing is certain, or where it is a hook that is meant to be gone
 * after the sync.
 */
export function destroyed(entry: RosterMember): Destroyed | undefined {
  if (entry.provisional || entry.isConditional) return undefined;
  const by = isDestroyedHook(entry) ? "hook" : forcingOption(entry);
  const loss = by === undefined ? undefined : lossWith(contentOf(entry.member) ?? entry.member.manifest);
  return by === undefined || loss === undefined ? undefined : { entry, loss, by };
}

/** Mirrors `deleteBeforeCreation` in gitops-engine/pkg/sync/sync_task.go. */
function isDestroyedHook(entry: RosterMember): boolean {
  const isApplied = entry.behaviour.phases.some((phase) => phase !== "SyncFail");
  return isApplied && isHookWith(entry, "BeforeHookCreation") && !isHookWith(entry, "HookSucceeded");
}

/** Mirrors `applyObject` in gitops-engine/pkg/sync/sync_context.go, which only updates a Namespace and a definition. */
function forcingOption(entry: RosterMember): "Force=true" | "Replace=true" | undefined {
  const { resource } = entry.member;
  const { syncOptions = [], version = latestVersion } = entry.application.planOptions;
  if (entry.behaviour.role !== "resource" || entry.turns.length === 0 || !areOptionsKnown(entry)) return undefined;
  if (isNamespace(resource) || isCustomResourceDefinition(resource) || !does("force option", version)) return undefined;
  const has = (option: string): boolean => hasOption(resource.annotations, annotationKeys.syncOptions, option);
  if (!has("Force=true") || syncOptions.includes("ApplyOutOfSyncOnly=true")) return undefined;
  if (has("Replace=true")) return "Replace=true";
  return syncOptions.includes("Replace=true") ? "Force=true" : undefined;
}

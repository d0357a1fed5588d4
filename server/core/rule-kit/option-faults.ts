/** Sync options that work only together, and those that fail together. */
import { contentOf } from "../application/as-deployed.ts";
import type { Application } from "../application/application.ts";
import { nodeAt } from "../manifest/node.ts";
import type { RosterMember } from "../roster/roster.ts";
import { annotationKeys, csvItems, hasOption } from "../sync/annotations.ts";
import { does } from "../sync/behaviour-versions.ts";
import { refusesForce } from "../sync/forced-on-server.ts";
import { type ArgoCdVersion, isKnownIn, latestVersion } from "../versions.ts";
import { editMembers } from "./annotate.ts";
import type { ApplicationFix } from "./application-rule.ts";
import { named } from "./application-words.ts";

/** What is wrong with the options of a resource, and what would help. */
export interface OptionFault {
  /** It is about an option in the annotations of the resource, not only about one of the application. */
  readonly own: boolean;
  readonly message: string;
  readonly changes: readonly OptionChange[];
}

/** A change of the options of a resource, with the title of the fix that makes it. */
interface OptionChange {
  readonly title: string;
  readonly removed?: string;
  readonly added?: string;
}

const force = "Force=true";
const replace = "Replace=true";
const serverSide = "ServerSideApply=true";
const clientSide = "ServerSideApply=false";

/**
 * What is wrong with the options of a resource and of its application together, as far as they are known.
 * Mirrors `applyObject` and `shouldUseServerSideApply` in gitops-engine/pkg/sync/sync_context.go.
 */
export function optionFault({ planOptions }: Application, entry: RosterMember): OptionFault | undefined {
  const { syncOptions = [], version = latestVersion } = planOptions;
  const { annotations } = entry.member.resource;
  if (!isApplied(entry) || !areOptionsKnown(entry)) return undefined;
  const has = (option: string): boolean => hasOption(annotations, annotationKeys.syncOptions, option);
  const isForced = has(force) && does("force option", version);
  if (syncOptions.includes(replace) || has(replace)) {
    // With `RespectIgnoreDifferences=true`, the fields of the cluster may be in what is sent.
    if (isForced || syncOptions.includes("RespectIgnoreDifferences=true")) return undefined;
    const fault = replacedInPlace(entry, syncOptions.includes(replace) ? "application" : "resource", version);
    return fault && { ...fault, own: has(replace) };
  }
  const isClientSide = has(clientSide) && isKnownIn("2.14", version);
  if (!isForced || isClientSide) return undefined;
  const ofApplication = syncOptions.includes(serverSide);
  if (!ofApplication && !has(serverSide)) return undefined;
  return { ...forcedOnServer(entry, ofApplication ? "application" : "resource", version), own: true };
}

/** The option that lets a sync begin although the cluster does not know the kind of a resource. */
export const skipDryRun = "SkipDryRunOnMissingResource=true";

/** The fix that makes a change on some resources, if all of their annotations can be written. */
export function optionFixes(
  entries: readonly RosterMember[],
  { title, removed, added }: OptionChange,
): ApplicationFix[] {
  const key = annotationKeys.syncOptions;
  const edits = editMembers(
    entries.map(({ member }) => {
      const left = csvItems(member.resource.annotations.get(key)).filter((item) => item !== removed);
      const items = added === undefined ? left : [...new Set([...left, added])];
      return { member, annotations: [{ key, value: items.length === 0 ? undefined : items.join(",") }] };
    }),
  );
  return edits === undefined ? [] : [{ title, edits }];
}

/** Where an option is that decides: on the resource itself, or in the list of the application. */
type Place = "resource" | "application";

/** Whether every sync applies it: a SyncFail hook has its turn only after a failure. */
function isApplied({ turns }: RosterMember): boolean {
  return turns.some(({ task }) => task.phase !== "SyncFail");
}

/** Whether the sync options of a resource are known: a template may add annotations, or decide what is in this one. */
export function areOptionsKnown({ provisional, member: { resource } }: RosterMember): boolean {
  const { annotations, annotationsKnown } = resource;
  const key = annotationKeys.syncOptions;
  return !provisional && (annotations.has(key) ? annotations.get(key) !== undefined : annotationsKnown);
}

function forcedOnServer(entry: RosterMember, place: Place, version: ArgoCdVersion): Omit<OptionFault, "own"> {
  const name = named(entry);
  const fault = refusesForce(version)
    ? `Each sync fails at ${name} after a dry run that succeeds: kubectl refuses "${force}" with server-side apply.`
    : `"${force}" has no effect on ${name} with server-side apply, so a change that the cluster refuses fails the sync.`;
  const removal = { removed: serverSide, title: `Remove "${serverSide}"` };
  const canOptOut = isKnownIn("2.14", version);
  const optOut = { removed: serverSide, added: clientSide, title: `Add "${clientSide}" to ${name}` };
  return {
    message: `${fault} Remove "${force}", or apply it on the client${place === "application" && canOptOut ? ` with "${clientSide}"` : ""}.`,
    changes: [
      { removed: force, title: `Remove "${force}"` },
      ...(place === "application" ? (canOptOut ? [optOut] : []) : [removal]),
    ],
  };
}

/**
 * A Job, a Pod or a bound claim has fields from the cluster that its manifest lacks and that cannot change. A hook is deleted before,
 * or has findings of its own. Mirrors `ReplaceResource` in gitops-engine/pkg/utils/kube/resource_ops.go; what is refused is in Kubernetes:
 * `ValidateJobUpdate`, `ValidatePodUpdate` and `ValidatePersistentVolumeClaimUpdate`.
 */
function replacedInPlace(
  entry: RosterMember,
  place: Place,
  version: ArgoCdVersion,
): Omit<OptionFault, "own"> | undefined {
  const { behaviour, member } = entry;
  const manifest = contentOf(member);
  if (manifest === undefined) return undefined;
  const { group, kind, node, name } = manifest;
  const lasts =
    behaviour.role === "resource" && name !== "" && nodeAt(node, "metadata", "resourceVersion") === undefined;
  const fixed = fixedParts.get(`${group}/${kind}`);
  if (!lasts || fixed === undefined || nodeAt(node, "spec", fixed.field) !== undefined) return undefined;
  const fault = `Once ${named(entry)} is ${fixed.once}, each sync that applies it fails: the cluster refuses to replace ${fixed.parts}.`;
  const removal = place === "resource" ? [{ removed: replace, title: `Remove "${replace}"` }] : [];
  const without =
    place === "resource"
      ? `remove "${replace}"`
      : `write "${replace}" on the resources that need it, not in the Application`;
  if (fixed.again === undefined || !does("force option", version))
    return { message: `${fault} ${without.charAt(0).toUpperCase()}${without.slice(1)}.`, changes: removal };
  return {
    message: `${fault} Add "${force}", so that each sync deletes ${fixed.again}, or ${without}.`,
    changes: [{ added: force, title: `Add "${force}"` }, ...removal],
  };
}

interface FixedParts {
  /** The field below `spec` that the cluster writes where the manifest has none. */
  readonly field: string;
  readonly once: string;
  readonly parts: string;
  /** What each sync does with `Force=true`; `undefined` where that loses data. */
  readonly again?: string;
}

const fixedParts: ReadonlyMap<string, FixedParts> = new Map<string, FixedParts>([
  [
    "batch/Job",
    { field: "selector", once: "there", parts: "its selector and Pod template", again: "the Job and runs it again" },
  ],
  ["/Pod", { field: "nodeName", once: "there", parts: "its spec", again: "the Pod and starts it again" }],
  [
    "/PersistentVolumeClaim",
    { field: "volumeName", once: "bound", parts: "its spec, which lacks the name of the volume" },
  ],
]);

/** The fixes that apply a resource before what needs it. */
import { annotationKeys } from "../sync/annotations.ts";
import { kindRank } from "../sync/kind-order.ts";
import { annotate, type Annotations } from "./annotate.ts";
import type { ApplicationFix } from "./application-rule.ts";
import type { Roster, RosterMember, Turn } from "../roster/roster.ts";
import { summaryOf } from "../roster/summary-of.ts";
import { namedTogether } from "./application-words.ts";

/** What needs something, at the turn at which it needs it. */
export interface Consumer {
  readonly needing: RosterMember;
  readonly turn: Turn;
}

/**
 * The fixes that apply everything that comes too late before its consumer, and the one that applies the consumer later. What
 * is applied in another phase becomes a hook with the policy `BeforeHookCreation`, which stays until the next sync recreates
 * it; or the consumer becomes a hook of the Sync phase, before everything else there.
 */
export function orderFixes(
  subject: Roster,
  consumer: Consumer,
  late: readonly RosterMember[],
): readonly ApplicationFix[] {
  const samePhase = late.every(({ turns }) => turns.every(({ task }) => task.phase === consumer.turn.task.phase));
  const fixes = samePhase
    ? [moveForward(consumer, late), moveBack(consumer, late)]
    : [makeHooks(subject, consumer, late), makeSyncHook(subject, consumer, late)];
  return fixes.filter((fix) => fix !== undefined);
}

function makeHooks(
  subject: Roster,
  { turn: { task } }: Consumer,
  late: readonly RosterMember[],
): ApplicationFix | undefined {
  // A resource with several turns was put into those phases on purpose.
  if (
    task.wave === undefined ||
    late.some(({ turns }) => turns.length > 1) ||
    !late.every((it) => mayBeRecreated(subject, it))
  )
    return undefined;
  const wave = (task.wave - 1n).toString();
  const annotations: Annotations = [
    [annotationKeys.hook, task.phase],
    [annotationKeys.hookDeletePolicy, "BeforeHookCreation"],
    [annotationKeys.syncWave, wave],
  ];
  const hooks = late.length > 1 ? `${task.phase} hooks` : `a ${task.phase} hook`;
  return fixOf(`Make ${namedTogether(late)} ${hooks} in wave ${wave}`, late, annotations);
}

/** Whether nothing is lost when every sync deletes and recreates a resource, as it does with hooks. */
function mayBeRecreated({ heldByPods }: Roster, provider: RosterMember): boolean {
  const { group, kind } = provider.member.manifest;
  if (!replaceableKinds.has(`${group}/${kind}`)) return summaryOf(provider).makes.length > 0;
  // Pods that keep running use a token of the ServiceAccount that they were started with.
  return kind !== "ServiceAccount" || !heldByPods.has(provider);
}

const replaceableKinds: ReadonlySet<string> = new Set([
  "/ConfigMap",
  "/Secret",
  "/ServiceAccount",
  "rbac.authorization.k8s.io/ClusterRole",
  "rbac.authorization.k8s.io/ClusterRoleBinding",
  "rbac.authorization.k8s.io/Role",
  "rbac.authorization.k8s.io/RoleBinding",
]);

function makeSyncHook(
  { application }: Roster,
  { needing, turn }: Consumer,
  late: readonly RosterMember[],
): ApplicationFix | undefined {
  const isPlain = late.every(({ behaviour }) => behaviour.role === "resource" && behaviour.wave !== undefined);
  if (turn.task.phase !== "PreSync" || needing.turns.length > 1 || !isPlain) return undefined;
  const waves = application.plan.steps.flatMap(({ phase, wave }) => (phase === "Sync" ? (wave ?? 0n) : []));
  const first = waves.reduce((one, other) => (other < one ? other : one), 0n);
  const [hookWave, lateWave] = [(first - 1n).toString(), (first - 2n).toString()];
  const edits = annotate([...late, needing], (member) =>
    member === needing
      ? [
          [annotationKeys.hook, "Sync"],
          [annotationKeys.syncWave, hookWave],
        ]
      : [[annotationKeys.syncWave, lateWave]],
  );
  const title = `Make this ${needing.member.manifest.kind} a Sync hook in wave ${hookWave}, after ${namedTogether(late)} in wave ${lateWave}`;
  return edits && { title, edits };
}

function moveForward({ needing, turn: { task } }: Consumer, late: readonly RosterMember[]): ApplicationFix | undefined {
  if (task.wave === undefined) return undefined;
  const wave = (late.every((it) => comesFirst(it, needing)) ? task.wave : task.wave - 1n).toString();
  return fixOf(`Move ${namedTogether(late)} to wave ${wave}`, late, [[annotationKeys.syncWave, wave]]);
}

function moveBack({ needing }: Consumer, late: readonly RosterMember[]): ApplicationFix | undefined {
  const last = late
    .flatMap(({ turns }) => turns.map(({ task }) => task.wave ?? 0n))
    .reduce((one, other) => (other > one ? other : one), needing.behaviour.wave ?? 0n);
  if (needing.turns.length > 1) return undefined;
  const wave = (late.every((it) => comesFirst(it, needing)) ? last : last + 1n).toString();
  return fixOf(
    `Move this ${needing.member.manifest.kind} to wave ${wave}`,
    [needing],
    [[annotationKeys.syncWave, wave]],
  );
}

/** Whether the order of kinds applies a resource before another in the same wave, and it is there immediately. */
function comesFirst(one: RosterMember, { member: other }: RosterMember): boolean {
  return summaryOf(one).makes.length === 0 && kindRank(one.member.manifest.kind) < kindRank(other.manifest.kind);
}

function fixOf(title: string, members: readonly RosterMember[], annotations: Annotations): ApplicationFix | undefined {
  const edits = annotate(members, () => annotations);
  return edits && { title, edits };
}

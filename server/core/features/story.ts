import type { Application } from "../application/application.ts";
import { annotationKeys, hasOption } from "../sync/annotations.ts";
import type { Roster, RosterMember, Turn } from "../roster/roster.ts";
import { does } from "../sync/behaviour-versions.ts";
import { liveObject } from "../sync/cluster.ts";
import { deletionOf } from "../sync/deletion.ts";
import type { Step } from "../sync/plan.ts";
import { protectionOf } from "../sync/protection.ts";
import { pruneFate } from "../sync/prune.ts";
import { settingsOf } from "../sync/settings.ts";
import type { Planned } from "../sync/sync-task.ts";
import { failureWords, shortPath } from "./failure-words.ts";
import { escapeMarkdown } from "./plan/markdown.ts";
import { awaitedOf } from "./awaited.ts";
import { isPlain, ownWaitSentence } from "./awaited-words.ts";
import { versionNotes } from "./version-notes.ts";
import { continueSentence } from "./waits.ts";
import {
  declaredPlace,
  deletionOfHook,
  nameOf,
  neededVersion,
  ordinal,
  taskName,
  waveReason,
  waveWords,
} from "./words.ts";

/** How many neighbours a story names; it only counts the others. */
const namedNeighbours = 4;

/** What happens to a resource in the sync of its application, as Markdown. */
export function storyOf(part: RosterMember, { taskCounts }: Pick<Roster, "taskCounts">): string {
  if (part.application.failures.length > 0) return storyWith(part, fateOf(part));
  const turns = part.provisional
    ? provisionalLines(part)
    : part.turns.flatMap((turn) => turnLines(part, turn, taskCounts.normal));
  return storyWith(part, [...fateOf(part), ...turns, ...deletionLines(part), ...versionNotes(part)]);
}

function storyWith({ member }: RosterMember, lines: readonly string[]): string {
  return [`**${escapeMarkdown(nameOf(member))}**`, ...lines.map((line) => `- ${line}`)].join("\n");
}

/** Why it is not applied, or which application it is in. */
function fateOf(part: RosterMember): string[] {
  const { written: behaviour, replacedBy, application } = part;
  const failure = failureWords(part);
  if (failure !== undefined) return [`Not applied: ${escapeMarkdown(failure)}.`];
  if (replacedBy !== undefined)
    return [
      `Not applied: the same object is declared again in ${escapeMarkdown(shortPath(application, replacedBy.fileName))}, and the last one wins.`,
    ];
  switch (behaviour.role) {
    case "skipped":
      return ["Never applied, because its hook type is `Skip`. It is not pruned either."];
    case "dropped":
      return [
        `Never applied: ${neededVersion(part.member) ?? "it is a hook without a hook type that Argo CD runs"}. Argo CD reports no error.`,
        "If it was a normal resource before, syncs that prune delete its object.",
      ];
    case "unknown":
      return ["Its phase and wave are known only after rendering."];
    case "deletion-hook":
      return [];
    case "hook":
    case "resource":
      // Without an Application object, where it is deployed would be a guess.
      return [
        application.declared
          ? `In application ${escapeMarkdown(application.name)} (namespace ${escapeMarkdown(application.namespace)}).`
          : `In application ${escapeMarkdown(application.name)}.`,
      ];
  }
}

/** What happens if the template adds nothing; the position in the sync would be a guess. */
function provisionalLines({ written: behaviour, member }: RosterMember): string[] {
  const reason = waveReason(behaviour, member.resource.annotations);
  const what = `**${behaviour.phases.join(" + ")}**${behaviour.role === "hook" ? " hook" : ""}`;
  return [
    ...(behaviour.phases.length === 0
      ? []
      : [`${what}, **${waveWords(behaviour.wave)}**${reason === undefined ? "" : ` (${escapeMarkdown(reason)})`}.`]),
    "The template may add annotations. This is what happens if it adds none.",
  ];
}

function turnLines(part: RosterMember, turn: Turn, taskCount: number): string[] {
  const { application, written: behaviour, member } = part;
  const { task, step } = turn;
  const reason = task.pulledBy === undefined ? waveReason(behaviour, member.resource.annotations) : undefined;
  const place = turn.number === undefined ? "only when the sync fails" : `${ordinal(turn.number)} of ${taskCount}`;
  const hook = behaviour.role === "hook" ? " hook" : "";
  return [
    `**${task.phase}**${hook}, **${waveWords(task.wave)}**${reason === undefined ? "" : ` (${escapeMarkdown(reason)})`}, ${place}.`,
    ...(task.pulledBy === undefined
      ? []
      : [
          `Pulled forward from ${declaredPlace(behaviour, task)}, because ${escapeMarkdown(taskName(application, { resource: task.pulledBy }))} needs it.`,
        ]),
    ...neighbourLines(application, step),
    ...waitLines(application, turn),
  ];
}

/** Whether Argo CD waits for it, and then for whom else: only the first of the two where the resource is alone. */
function waitLines(application: Application, { step, task }: Turn): string[] {
  const awaited = awaitedOf(application, step, task);
  const all = continueSentence(application, step);
  const isAlone = step.tasks.length === 1;
  const own = ownWaitSentence(application, step, awaited);
  // Where the sentence about all names it, or says that nothing is awaited, there is nothing to add.
  const isAmongAll = awaited.is === "not" ? "at once" : taskName(application, task);
  const isSaid = isPlain(awaited) && (isAlone || all.includes(isAmongAll));
  if (own === undefined || isSaid) return [escapeMarkdown(all)];
  return (isAlone ? [own] : [own, all]).map(escapeMarkdown);
}

function neighbourLines(application: Application, step: Step): string[] {
  const { steps } = application.plan;
  const at = steps.indexOf(step);
  const before = steps[at - 1];
  const after = steps[at + 1];
  if (step.phase === "SyncFail") return [];
  return [
    before === undefined ? "Nothing runs before this wave." : `After ${stepWords(application, before)}.`,
    ...(after === undefined || after.phase === "SyncFail"
      ? ["Nothing runs after this wave."]
      : [`Before ${stepWords(application, after)}.`]),
  ];
}

/** `Sync wave 1: Service api, Deployment api and 3 more`. */
function stepWords(application: Application, { phase, wave, tasks }: Step): string {
  const names = tasks.slice(0, namedNeighbours).map((task) => escapeMarkdown(taskName(application, task)));
  const more = tasks.length - names.length;
  return `${phase} ${waveWords(wave)}: ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function deletionLines({ written: behaviour, member, application, index, provisional }: RosterMember): string[] {
  const { annotations } = member.resource;
  const lines: string[] = [];
  if (behaviour.preDelete)
    lines.push("**PreDelete** hook: runs when the application is deleted, before its resources are deleted.");
  if (behaviour.postDelete)
    lines.push("**PostDelete** hook: runs when the application is deleted, after its resources are deleted.");
  if (behaviour.role === "hook")
    return [...lines, `${capital(deletionOfHook(behaviour, member, application.planOptions.version))}.`];
  if (behaviour.role !== "resource") return lines;
  const { planOptions, plan } = application;
  const pruned = pruneFate(liveObject(member.resource, planOptions.namespace), settingsOf(planOptions, "prunes"));
  if (pruned === "kept") lines.push("Not pruned when it is removed from Git (Prune=false).");
  if (pruned === "unconfirmed")
    lines.push("When it is removed from Git, syncs wait until someone confirms that it is pruned (Prune=confirm).");
  const batch = plan.deletion.findIndex((indices) => indices.includes(index));
  const { defaultDelete, version } = planOptions;
  const protection = protectionOf(annotations, "Delete", { fallback: defaultDelete, version });
  const isAsked = pruned === "unconfirmed" && does("Prune=confirm in a deletion", version);
  const asking = protection === "confirm" ? "Delete=confirm" : isAsked ? "Prune=confirm" : undefined;
  const confirmation = asking === undefined ? "" : ` Nothing is deleted before someone has approved it (${asking}).`;
  const isAlone = pruned === "kept" && does("kept resources", version);
  const allTheSame = isAlone ? ", which Prune=false does not prevent, but Delete=false would" : "";
  if (batch >= 0)
    lines.push(
      `Deleted with the application, in batch ${batch + 1} of ${plan.deletion.length}${allTheSame}.${confirmation}`,
    );
  else if (!provisional && deletionOf(plannedOf(application), planOptions).lost.includes(index))
    lines.push("Deleted with its Namespace when the application is deleted, which no option of its own prevents.");
  else if (!provisional)
    lines.push(
      hasOption(annotations, annotationKeys.helmResourcePolicy, "keep")
        ? "Kept when the application is deleted (helm.sh/resource-policy)."
        : "Kept when the application is deleted.",
    );
  return lines;
}

function plannedOf({ plan, members }: Application): Planned {
  return { plan, resources: members.map(({ resource }) => resource) };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

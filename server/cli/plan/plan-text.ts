import { type Application, destinationWords, waitCondition } from "../../core/index.ts";
import type { Paint } from "../paint.ts";
import { joined, shown, type Shown, shownPath } from "../shown.ts";
import {
  deletionSection,
  leftOutSection,
  noticeSection,
  unknownSection,
  unreadSection,
  waitSection,
} from "./plan-text-rest.ts";
import { type Row, rowOf, type Section, sectionsText, shortName } from "./plan-text-section.ts";
import { emptySentence, type PlannedApplication } from "./planned.ts";

type Step = Application["plan"]["steps"][number];
type Task = Step["tasks"][number];

/** The plans as text that a person reads from top to bottom, as Argo CD works through it. */
export function formatPlansAsText(plans: readonly PlannedApplication[], paint: Paint): Shown {
  return joined(
    plans.map((planned) => applicationText(planned, paint)),
    "\n",
  );
}

function applicationText(planned: PlannedApplication, paint: Paint): Shown {
  const { name, source, error, members } = planned.application;
  const place = source.type === "stdin" ? "standard input" : shown`${source.type} ${shownPath(source.path)}`;
  const destination = shown`${place}, ${destinationWords(planned.application)}`;
  const title = shown`${paint("bold", name)}  ${paint("dim", destination)}`;
  if (error !== undefined) {
    const cost = paint("red", "Argo CD cannot generate the manifests, so it cannot sync this application:");
    return shown`${title}\n\n  ${cost} ${error}\n`;
  }
  if (members.length === 0 && planned.unread.length === 0) {
    const nothing = planned.below && emptySentence(planned.below);
    return shown`${title}\n\n  ${nothing ?? "No resources: there is nothing to apply."}\n`;
  }
  const sections = [
    ...phaseSections(planned.application),
    waitSection(planned.application),
    leftOutSection(planned),
    unknownSection(planned),
    unreadSection(planned),
    noticeSection(planned.application),
    deletionSection(planned.application),
  ];
  return shown`${title}\n\n${sectionsText(sections, paint)}`;
}

function phaseSections(application: Application): Section[] {
  const { steps } = application.plan;
  return [...new Set(steps.map((step) => step.phase))].map((phase) => ({
    heading: phase,
    remark: phase === "SyncFail" ? "only after a failure, all at once" : "",
    lines: steps
      .filter((step) => step.phase === phase)
      .flatMap((step) => [
        `${step.wave === undefined ? "wave unknown before rendering" : `wave ${step.wave}`}${waitOf(application, step)}`,
        ...step.tasks.map((task) => taskRow(application, task)),
      ]),
  }));
}

/** What Argo CD waits for before the next wave; all SyncFail hooks begin at once. */
function waitOf(application: Application, step: Step): string {
  const condition = step.phase === "SyncFail" ? "" : waitCondition(application, step);
  return condition === "" ? "" : `, until ${condition}`;
}

function taskRow(application: Application, task: Task): Row {
  const member = task.resource === undefined ? undefined : application.members[task.resource];
  if (member !== undefined) return rowOf(member, notesOn(application, task).join(", "));
  const note = "created by the sync option CreateNamespace=true";
  return { kind: "Namespace", name: application.namespace, namespace: "", note };
}

/** What the manifest does not show directly: that it is a hook, when it is deleted, and why it is in this phase and wave. */
function notesOn({ plan, members }: Application, task: Task): string[] {
  const behaviour = plan.behaviours[task.resource ?? -1];
  if (behaviour === undefined) return [];
  const { role, deletePolicies, waveSource } = behaviour;
  const notes = role === "hook" ? [deletePolicies.length === 0 ? "hook" : `hook (${deletePolicies.join(", ")})`] : [];
  if (task.pulledBy !== undefined) {
    const needy = members[task.pulledBy];
    const phase = role === "resource" ? "Sync " : "";
    const wave = task.declaredWave === undefined ? "" : ` from ${phase}wave ${task.declaredWave}`;
    return [...notes, `pulled forward${wave}${needy === undefined ? "" : `, needed by ${shortName(needy)}`}`];
  }
  return waveSource === "hook-weight" ? [...notes, "wave from the Helm hook weight"] : notes;
}

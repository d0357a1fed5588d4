import type { Application, Member } from "../application/application.ts";
import { depthAt } from "../manifest/template.ts";
import type { ArgoCdVersion } from "../versions.ts";
import { type Behaviour, behaviourOf } from "../sync/behaviour.ts";
import type { Step } from "../sync/plan.ts";
import { isClusterScoped } from "../sync/scope.ts";
import type { Task } from "../sync/sync-tasks.ts";
import { countTasks, numberTasks, type TaskCounts } from "../sync/task-numbers.ts";
import { type Bindings, indexBindings } from "./bindings.ts";
import { indexProviders, type Providers } from "./providers.ts";
import { summaryOf } from "./summary-of.ts";

/** One time that a resource is applied in a sync. */
export interface Turn {
  readonly task: Task;
  readonly step: Step;
  /** The place of its step in the sync, from 0. */
  readonly position: number;
  /** Its place in a sync in which nothing fails, from 1; `undefined` for a SyncFail hook. */
  readonly number: number | undefined;
}

/** A resource of an application, with everything that a sync does with it. */
export interface RosterMember {
  readonly application: Application;
  readonly member: Member;
  /** Its index among the members of the application. */
  readonly index: number;
  /** What is certain before rendering: not much if a template may add annotations. */
  readonly behaviour: Behaviour;
  /** What its annotations say as they are written, without what a template may add to them. */
  readonly written: Behaviour;
  /** A template may add annotations that change its behaviour, so what is written is not certain. */
  readonly provisional: boolean;
  /** In the order of the sync. A SyncFail hook has its turn only after a failure. */
  readonly turns: readonly Turn[];
  /** The member that replaces it: the same object, declared again later. */
  readonly replacedBy: Member | undefined;
  /** A template decides whether the resource is there at all. */
  readonly isConditional: boolean;
  /**
   * The namespace that it ends up in: "" for none, or if no Application object says where the application goes; `undefined` if it
   * is not known before rendering.
   */
  readonly namespace: string | undefined;
}

/** An application, member by member. It is computed once, each part when it is first asked for. */
export interface Roster<Of extends Application = Application> {
  readonly application: Of;
  /** By the index of the member in the application. */
  readonly members: readonly RosterMember[];
  /** The members of one file, in the order of the text. Only what has an `apiVersion` is a resource. */
  readonly inFile: (fileName: string) => readonly RosterMember[];
  /** How many tasks a sync has. */
  readonly taskCounts: TaskCounts;
  readonly providers: Providers;
  readonly bindings: Bindings;
  /** For each member some of those that a sync applies and that need it: two, if there are as many. */
  readonly neededBy: ReadonlyMap<RosterMember, readonly RosterMember[]>;
  /** What is needed by Pods that keep running after the sync. */
  readonly heldByPods: ReadonlySet<RosterMember>;
}

/** The roster of an application. */
export function rosterOf<Of extends Application>(application: Of): Roster<Of> {
  let members: readonly RosterMember[] | undefined;
  let byFile: ReadonlyMap<string, readonly RosterMember[]> | undefined;
  let providers: Providers | undefined;
  let bindings: Bindings | undefined;
  let neededBy: ReadonlyMap<RosterMember, readonly RosterMember[]> | undefined;
  let heldByPods: ReadonlySet<RosterMember> | undefined;
  return {
    application,
    get members() {
      return (members ??= membersOf(application));
    },
    inFile(fileName) {
      byFile ??= groupByFile(this.members);
      return byFile.get(fileName) ?? [];
    },
    get taskCounts() {
      return countTasks(application.plan.steps);
    },
    get providers() {
      return (providers ??= indexProviders(this.members));
    },
    get bindings() {
      return (bindings ??= indexBindings(this.members));
    },
    get neededBy() {
      return (neededBy ??= findNeeding(this.members, this.providers));
    },
    get heldByPods() {
      return (heldByPods ??= findHeld(this.members, this.providers));
    },
  };
}

function membersOf(application: Application): readonly RosterMember[] {
  const { plan, declared, namespace, planOptions } = application;
  const turns = turnsOf(application);
  const winners = new Map(plan.overridden.map(({ resource, by }) => [resource, application.members[by]]));
  // Without an Application, the namespace of a resource that names none is not known, only that all of these share it.
  const destination = declared ? namespace : "";
  return application.members.map((member, index): RosterMember => {
    const behaviour = plan.behaviours[index] ?? behaviourOf(member.resource, planOptions.version);
    const written = asWritten(member, behaviour, planOptions.version);
    return {
      application,
      member,
      index,
      behaviour,
      written,
      provisional: isProvisional(written, behaviour),
      turns: turns[index] ?? [],
      replacedBy: winners.get(index),
      isConditional: isInBranch(member),
      namespace: namespaceOf(member, destination),
    };
  });
}

function turnsOf({ plan, members }: Application): readonly Turn[][] {
  const byMember = members.map((): Turn[] => []);
  const numbers = numberTasks(plan.steps);
  for (const [position, step] of plan.steps.entries()) {
    for (const task of step.tasks) {
      if (task.resource !== undefined)
        byMember[task.resource]?.push({ task, step, position, number: numbers.get(task) });
    }
  }
  return byMember;
}

function asWritten({ resource }: Member, certain: Behaviour, version: ArgoCdVersion | undefined): Behaviour {
  return resource.annotationsKnown ? certain : behaviourOf({ ...resource, annotationsKnown: true }, version);
}

function isProvisional(written: Behaviour, certain: Behaviour): boolean {
  return (
    written.role !== certain.role ||
    written.wave !== certain.wave ||
    written.deletePolicies.length !== certain.deletePolicies.length
  );
}

/** Whether the whole resource is inside a branch of a template. */
function isInBranch({ manifest, file, documentIndex, conditional }: Member): boolean {
  if (conditional === true) return true;
  const document = file.documents[documentIndex];
  const start = manifest.node.entries[0]?.key.span.start ?? manifest.node.span.start;
  return document !== undefined && depthAt(document.parsed.actions, start) > 0;
}

function namespaceOf({ resource }: Member, destination: string): string | undefined {
  if (isClusterScoped(resource.group, resource.kind)) return "";
  if (resource.namespace === "") return destination;
  return /^[a-z0-9-]+$/.test(resource.namespace) ? resource.namespace : undefined;
}

function groupByFile(members: readonly RosterMember[]): ReadonlyMap<string, readonly RosterMember[]> {
  const groups = new Map<string, RosterMember[]>();
  for (const entry of members) {
    const { fileName, manifest } = entry.member;
    if (manifest.apiVersion === "") continue;
    const group = groups.get(fileName);
    if (group === undefined) groups.set(fileName, [entry]);
    else group.push(entry);
  }
  return groups;
}

/** As many of those that need something as it takes to find one that is not a certain other one. */
const enoughNeeding = 2;

function findNeeding(
  members: readonly RosterMember[],
  providers: Providers,
): ReadonlyMap<RosterMember, readonly RosterMember[]> {
  const needing = new Map<RosterMember, RosterMember[]>();
  for (const member of members) {
    if (member.behaviour.postDelete) continue;
    for (const reference of summaryOf(member).references) {
      for (const provider of providers.of(member, reference)) {
        const others = needing.get(provider);
        if (others === undefined) needing.set(provider, [member]);
        else if (others.length < enoughNeeding && !others.includes(member)) others.push(member);
      }
    }
  }
  return needing;
}

function findHeld(members: readonly RosterMember[], providers: Providers): ReadonlySet<RosterMember> {
  return new Set(
    members
      .filter(staysInCluster)
      .flatMap((entry) => summaryOf(entry).references.flatMap((reference) => providers.of(entry, reference))),
  );
}

/** Whether a resource keeps running Pods after the sync, so that it needs what they need at any later time. */
export function staysInCluster({ behaviour, member, isConditional }: RosterMember): boolean {
  return !isConditional && behaviour.role === "resource" && stayingKinds.has(member.manifest.kind);
}

const stayingKinds: ReadonlySet<string> = new Set([
  "CronJob",
  "DaemonSet",
  "Deployment",
  "ReplicaSet",
  "ReplicationController",
  "Rollout",
  "StatefulSet",
]);

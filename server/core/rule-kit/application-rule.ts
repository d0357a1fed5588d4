import type { Application, Member } from "../application/application.ts";
import type { ManifestSummary } from "../needs/summary.ts";
import type { TextEdit } from "../manifest/file.ts";
import type { Span } from "../manifest/node.ts";
import type { Rule } from "./rule.ts";
import type { Behaviour } from "../sync/behaviour.ts";
import type { Step } from "../sync/plan.ts";
import type { Task } from "../sync/sync-tasks.ts";
import type { Providers } from "./providers.ts";

/** One diagnostic over a whole application. What is said about it has the shape of a rule's; only check and examples differ. */
export interface Hazard extends Pick<Rule, "id" | "severity" | "summary" | "docs"> {
  readonly check: (subject: HazardSubject) => Iterable<HazardFinding>;
  readonly examples: readonly [HazardExample, ...HazardExample[]];
}

/** One time that a resource is applied, and the place of its step in the sync, from 0. */
export interface HazardTurn {
  readonly task: Task;
  readonly step: Step;
  readonly position: number;
}

/** A member of an application with all that a hazard asks about it. */
export interface HazardMember {
  readonly member: Member;
  readonly index: number;
  readonly behaviour: Behaviour;
  readonly summary: ManifestSummary;
  /** In the order of the sync; none for what is not applied, or may not be there once it is rendered. */
  readonly turns: readonly HazardTurn[];
  /** A template decides whether the resource is there at all. */
  readonly isConditional: boolean;
  /**
   * The namespace that it ends up in: "" for none, and for that of an application which no Application object declares;
   * `undefined` where it is not known before rendering.
   */
  readonly namespace: string | undefined;
}

/** An application, with what each of its resources needs and gives. */
export interface HazardSubject {
  readonly application: Application;
  /** By the index of the member. */
  readonly members: readonly HazardMember[];
  readonly providers: Providers;
  /** What is needed by Pods that go on running after the sync. */
  readonly heldByPods: ReadonlySet<HazardMember>;
}

/** A place in one file of an application. */
export interface FilePlace {
  readonly member: Member;
  /** Counted from the start of the document of that member. */
  readonly span: Span;
}

/** Something wrong with the order of an application, at one place of one file. */
export interface HazardFinding extends FilePlace {
  /** What is wrong, what it costs and what to do, in full sentences. */
  readonly message: string;
  /** The other places that it is about, each with a sentence. */
  readonly related: readonly (FilePlace & { readonly message: string })[];
  /** Several ways to mend it; none of them is surely the one that is meant. Made only when somebody asks. */
  readonly fixes: () => readonly HazardFix[];
}

/** A repair, which may reach into several files. */
export interface HazardFix {
  /** An imperative without a full stop. */
  readonly title: string;
  /** At most one for each document. */
  readonly edits: readonly HazardEdit[];
}

/** An edit in the document of a member, whose span counts from the start of that document. */
export interface HazardEdit extends TextEdit {
  readonly member: Member;
}

/** The files of an application that show the hazard at work, as test and on the docs page. */
export interface HazardExample {
  readonly title: string;
  /** By name. A comment line `# ^^^ message` marks a finding on the line above it. No marks: the hazard is silent here. */
  readonly files: Readonly<Record<string, string>>;
}

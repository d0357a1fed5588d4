import type { Member } from "../application/application.ts";
import type { ManifestFile } from "../manifest/file.ts";
import type { Span } from "../manifest/node.ts";
import type { TextEdit } from "../text.ts";
import type { Roster } from "../roster/roster.ts";
import type { MemberEdit } from "./annotate.ts";
import type { RuleText } from "./rule.ts";

/** A rule that checks a whole application. */
export interface ApplicationRule extends RuleText {
  readonly scope: "application";
  readonly check: (roster: Roster) => Iterable<ApplicationFinding>;
  /** They are also its tests. */
  readonly examples: readonly [ApplicationExample, ...ApplicationExample[]];
}

/** A place in one file of an application. */
export interface MemberPlace {
  readonly member: Member;
  /** Relative to the start of the document of that member. */
  readonly span: Span;
}

/** A place in any file of an application. */
export interface FilePlace {
  readonly fileName: string;
  readonly file: ManifestFile;
  /** Relative to the start of the file. */
  readonly span: Span;
}

/** Something wrong with an application, at one place in one file. */
export type ApplicationFinding = (MemberPlace | FilePlace) & ApplicationWords;

/** What is said about it. */
interface ApplicationWords {
  /** What is wrong, what it costs and what to do, in full sentences. */
  readonly message: string;
  /** The other places that it is about, each with a sentence. */
  readonly related: readonly (MemberPlace & { readonly message: string })[];
  /** Several ways to fix it, none of them unambiguous. Computed only when needed. */
  readonly fixes: () => readonly ApplicationFix[];
  /** Nothing is wrong there: a rule that yields to this one says nothing either. */
  readonly withdraws?: true;
}

/** A fix, which may change several files. */
export interface ApplicationFix {
  /** An imperative without a full stop. */
  readonly title: string;
  /** At most one in each document. */
  readonly edits: readonly (MemberEdit | (TextEdit & FilePlace))[];
}

/** The files of an application that show the rule at work, as test and on the docs page. */
export interface ApplicationExample {
  readonly title: string;
  /** An Application deploys them and syncs by itself. */
  readonly automated?: true;
  /** By name. A comment line `# ^^^ message` marks a finding on the line above it. No marks: the rule is silent here. */
  readonly files: Readonly<Record<string, string>>;
}

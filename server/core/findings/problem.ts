import type { TextEdit } from "../manifest/file.ts";
import type { FilePlace } from "../rule-kit/application-rule.ts";
import type { RuleText, Severity } from "../rule-kit/rule.ts";

/** What the settings say about a rule: a severity of its own, or that it is off. Rules that are not named keep their default. */
export type RuleSeverities = ReadonlyMap<string, Severity | "off">;

/** Something wrong in a file, as it is told to people. */
export interface Problem extends FilePlace {
  readonly rule: RuleText;
  readonly severity: Severity;
  readonly message: string;
  /** The other places that it is about, in whatever files, each with a sentence. */
  readonly related: readonly (FilePlace & { readonly message: string })[];
  /** Made only when somebody asks. */
  readonly fixes: () => readonly ProblemFix[];
}

/** A repair, which may reach into several files. */
export interface ProblemFix {
  /** An imperative without a full stop. */
  readonly title: string;
  /** The edits of one file do not overlap. */
  readonly edits: readonly (TextEdit & FilePlace)[];
  /** Surely meant, and all in the file of the problem: "fix all" applies it. At most one fix of a problem is. */
  readonly preferred: boolean;
}

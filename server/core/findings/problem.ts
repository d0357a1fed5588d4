import type { TextEdit } from "../manifest/file.ts";
import type { FilePlace } from "../rule-kit/application-rule.ts";
import type { KeyPlace, RuleText, Severity } from "../rule-kit/rule.ts";

/** The severity of a rule in the settings, or that it is off. Rules that are not named keep their default. */
export type RuleSeverities = ReadonlyMap<string, Severity | "off">;

/** Something wrong in a file, as people see it. */
export interface Problem extends FilePlace {
  readonly rule: RuleText;
  readonly severity: Severity;
  readonly message: string;
  /** The other places that it is about, in any files, each with a sentence. */
  readonly related: readonly (FilePlace & { readonly message: string })[];
  /** Computed only when needed. */
  readonly fixes: () => readonly ProblemFix[];
}

/** A fix, which may change several files. */
export interface ProblemFix {
  /** An imperative without a full stop. */
  readonly title: string;
  /** The edits of one file do not overlap. */
  readonly edits: readonly (TextEdit & FilePlace)[];
  /** Unambiguous, and only in the file of the problem: "fix all" applies it. A problem has at most one such fix. */
  readonly preferred: boolean;
  /** "Fix all" makes only one of the fixes that write the same key in one round. Offsets count in the file. */
  readonly claims?: readonly KeyPlace[];
}

import type { ArgoCdVersion } from "../versions.ts";
import type { TextEdit } from "../manifest/file.ts";
import type { Deriving } from "../memo.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Place } from "../manifest/place.ts";
import type { Span } from "../manifest/node.ts";
import type { TemplateAction } from "../manifest/template.ts";
import type { Behaviour } from "../sync/behaviour.ts";
import type { SyncResource } from "../sync/resource.ts";

/** The severities by name, the most severe first. */
export const severities = ["error", "warning", "information", "hint"] as const;

/** How severe a finding is; `severities` begins with the most severe. */
export type Severity = (typeof severities)[number];

/** Everything that is said about a rule: its docs page and its setting are generated from this. */
export interface RuleText {
  /** Kebab-case; also the name of its file, the code of its findings and the name of its docs page. */
  readonly id: string;
  /** The severity if the settings name none. */
  readonly severity: Severity;
  /** One sentence. */
  readonly summary: string;
  /** Markdown, one sentence per line: what Argo CD does, what it costs, what to do. */
  readonly docs: string;
  /**
   * Why no edit makes some of the repairs that its messages name, as the end of a sentence that begins with "Only people know";
   * absent where every finding has a fix, unless its text cannot be changed alone.
   */
  readonly byHand?: string;
  /** Editors show its findings faded, because what they mark has no effect. */
  readonly unnecessary?: boolean;
  /**
   * It would say the same, word for word, in many places, so it says it once, in the first place of the file, the application or the repository,
   * with the number of the others. For what one change answers everywhere: what has to be fixed in each place is said in each.
   */
  readonly once?: {
    readonly within: "file" | "application" | "repository";
    /** What there may be more of, in the singular, such as "Application". */
    readonly of: string;
  };
  /** The rule that knows more: its finding at the same place stands instead of one of this rule. */
  readonly yieldsTo?: string;
}

/** A rule that checks one resource at a time. This is the default: it names no scope. */
export interface Rule extends RuleText {
  readonly scope?: "resource";
  /** What it says is wrong once people have added a health check for this kind to Argo CD. */
  readonly unlessChecked?: { readonly group: string; readonly kind: string };
  /** Where the annotations are that it checks; if absent, only in the metadata of resources. */
  readonly places?: readonly Place[];
  /** Checks one resource. All spans are offsets in the text of its document. */
  readonly check: (subject: Subject) => Iterable<Finding>;
  /** They are also its tests. */
  readonly examples: readonly [Example, ...Example[]];
}

/** One resource, and what Argo CD makes of it. It has an `apiVersion` and a `kind`. */
export interface Subject extends Deriving {
  /** The text of its document. */
  readonly text: string;
  /** The template actions in that text. */
  readonly actions: readonly TemplateAction[];
  readonly manifest: Manifest;
  readonly resource: SyncResource;
  readonly behaviour: Behaviour;
  /** The version of Argo CD that will read it. */
  readonly version: ArgoCdVersion;
}

/** Something wrong, at one place in a document. */
export interface Finding {
  /** On a single line, the one with the key of the annotation. */
  readonly span: Span;
  /** What is wrong, what it costs and what to do, in full sentences. */
  readonly message: string;
  readonly fixes?: readonly Fix[];
}

/** A fix. Its edits do not overlap. */
export interface Fix {
  /** An imperative without a full stop. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Unambiguous: "fix all" applies it. A finding has at most one such fix. */
  readonly preferred?: boolean;
  /** The keys that it writes which no other fix may write in the same round, each in the mapping that begins at an offset. */
  readonly claims?: readonly KeyPlace[];
}

/** A key in the mapping that begins at an offset. */
export interface KeyPlace {
  readonly offset: number;
  readonly key: string;
}

/** A manifest that shows the rule at work, as test and on the docs page. */
export interface Example {
  readonly title: string;
  /** The name of the file, where only files with that name are judged. */
  readonly file?: string;
  /** A comment line `# ^^^ message` marks a finding on the line above it. No marks: the rule is silent here. */
  readonly yaml: string;
  /** The manifest after all preferred fixes, if there are any; no finding in it has a preferred fix. */
  readonly fixed?: string;
  /** The version of Argo CD that the settings name, such as `2.9`; the newest one if absent. */
  readonly argocdVersion?: string;
}

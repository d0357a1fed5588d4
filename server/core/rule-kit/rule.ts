import type { ArgoCdVersion } from "../catalogue/versions.ts";
import type { TextEdit } from "../manifest/file.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Place } from "../manifest/place.ts";
import type { Span } from "../manifest/node.ts";
import type { TemplateAction } from "../manifest/template.ts";
import type { Behaviour } from "../sync/behaviour.ts";
import type { SyncResource } from "../sync/resource.ts";

/** The severities by name, the most severe first. */
export const severities = ["error", "warning", "information", "hint"] as const;

/** How much a finding matters, the most severe first in `severities`. */
export type Severity = (typeof severities)[number];

/** One diagnostic, with all that is said about it: its docs page, its setting and its tests are made from this. */
export interface Rule {
  /** Kebab-case; also the name of its file, the code of its findings and the name of its docs page. */
  readonly id: string;
  /** The severity where the settings name none. */
  readonly severity: Severity;
  /** One sentence. */
  readonly summary: string;
  /** Markdown, one sentence a line: what Argo CD does, what it costs, what to do. */
  readonly docs: string;
  /** Editors show its findings faded: what they mark has no effect. */
  readonly unnecessary?: boolean;
  /** Where the annotations stand that it looks at; only in the metadata of resources where it says nothing. */
  readonly places?: readonly Place[];
  /** It would say the same of many resources, so of each file only its first finding is reported. */
  readonly oncePerFile?: true;
  /** Looks at one resource. All spans are offsets in the text of its document. */
  readonly check: (subject: Subject) => Iterable<Finding>;
  readonly examples: readonly [Example, ...Example[]];
}

/** One resource, and what Argo CD makes of it. It has an `apiVersion` and a `kind`. */
export interface Subject {
  /** The text of the document that holds it. */
  readonly text: string;
  /** The template actions in that text. */
  readonly actions: readonly TemplateAction[];
  readonly manifest: Manifest;
  readonly resource: SyncResource;
  readonly behaviour: Behaviour;
  /** The version of Argo CD that is going to read it. */
  readonly version: ArgoCdVersion;
}

/** Something wrong, at one place of a document. */
export interface Finding {
  /** On one line, the one of the annotation's key. */
  readonly span: Span;
  /** What is wrong, what it costs and what to do, in full sentences. */
  readonly message: string;
  readonly fixes?: readonly Fix[];
}

/** A repair. Its edits do not overlap. */
export interface Fix {
  /** An imperative without a full stop. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Surely meant: "fix all" applies it. At most one fix of a finding is. */
  readonly preferred?: boolean;
}

/** A manifest that shows the rule at work, as test and on the docs page. */
export interface Example {
  readonly title: string;
  /** A comment line `# ^^^ message` marks a finding on the line above it. No marks: the rule is silent here. */
  readonly yaml: string;
  /** The manifest after all preferred fixes, where there is one; it is then free of findings that have one. */
  readonly fixed?: string;
  /** The version of Argo CD that the settings name, such as `2.9`; the newest one where it is absent. */
  readonly argocdVersion?: string;
}

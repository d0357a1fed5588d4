import type { ValueSpec } from "./annotation.ts";

/** Everything that is known about one field of the sync policy of an Application or an ApplicationSet. */
export interface FieldSpec {
  /** The keys that lead to it, separated by dots; `[]` stands for each item of a list. */
  readonly path: string;
  /** The kind of the object. Fields of an Application are also valid in the template of an ApplicationSet, below `spec.template`. */
  readonly on: "Application" | "ApplicationSet";
  /** One sentence: what it does. */
  readonly summary: string;
  readonly value: ValueSpec;
  /** One sentence: what happens if the field is absent. */
  readonly absent: string;
  /** The first Argo CD version that reads it, as in `2.10`. */
  readonly since: string;
  /** The page of Argo CD's documentation. */
  readonly link: string;
}

/** Questions that several rules ask about the annotations of a resource. */
import { findAnnotation } from "../catalogue/index.ts";
import type { AnnotationSpec } from "../catalogue/annotation.ts";
import type { Annotation } from "../manifest/manifest.ts";
import type { Entry, Node, ScalarNode, Span } from "../manifest/node.ts";
import { inSameBranch } from "../manifest/template.ts";
import { type Behaviour, behaviourOf } from "../sync/behaviour.ts";
import type { SyncResource } from "../sync/resource.ts";
import type { Subject } from "./rule.ts";

/** An annotation that the catalogue knows and Argo CD reads, with a value that is a string. */
export interface KnownAnnotation {
  readonly subject: Subject;
  readonly annotation: Annotation;
  readonly value: ScalarNode;
  readonly spec: AnnotationSpec;
}

/** The annotations that Argo CD reads, or may read if a template decides which of them are there. */
export function readAnnotations({ manifest }: Subject): readonly Annotation[] {
  return manifest.annotations.filter(({ effective, conditional }) => effective || conditional);
}

/** The annotations of these keys with values that can be judged: strings that are known before rendering. */
export function knownAnnotations(subject: Subject, ...specs: readonly AnnotationSpec[]): KnownAnnotation[] {
  return readAnnotations(subject).flatMap((annotation) => {
    const { key, value } = annotation;
    const spec = findAnnotation(key.text);
    if (spec === undefined || !specs.includes(spec) || !isString(value)) return [];
    return [{ subject, annotation, value, spec }];
  });
}

function isString(value: Node): value is ScalarNode {
  return value.type === "scalar" && value.scalarType === "string";
}

/** Whether the key of one of these annotations is written, whatever its value, even if Argo CD does not read it. */
export function isWritten({ manifest }: Subject, ...specs: readonly AnnotationSpec[]): boolean {
  return manifest.annotations.some(({ key }) => specs.some((spec) => spec.key === key.text));
}

/** The API groups of the kinds that `readOn` names. */
const groups: ReadonlyMap<string, string> = new Map([
  ["AppProject", "argoproj.io"],
  ["Application", "argoproj.io"],
  ["ApplicationSet", "argoproj.io"],
  ["Namespace", ""],
  ["Pod", ""],
  ["Secret", ""],
]);

/** Whether Argo CD reads a key on an object of this kind; assumed if the kind is known only after rendering. */
export function isReadOn(
  { manifest: { group, kind } }: Pick<Subject, "manifest">,
  { readOn }: Pick<AnnotationSpec, "readOn">,
): boolean {
  if (typeof readOn === "string" || !/^[A-Za-z]+$/.test(kind)) return true;
  return readOn.includes(kind) && (groups.get(kind) ?? group) === group;
}

/** What a finding on a value marks: the value, or the key if the value is empty or not on the line of the key. */
export function valueSpan({ text }: Pick<Subject, "text">, { key, value }: Entry): Span {
  const written = text.slice(key.span.start, value.span.end);
  return value.span.end > value.span.start && !written.includes("\n") ? value.span : key.span;
}

/** What Argo CD makes of the resource if this annotation is there, in case a template decides that. */
export function behaviourWith(subject: Subject, annotation?: Annotation): Behaviour {
  return behaviourOf(resourceAsMeant(subject, annotation));
}

/** The resource as if every value were a string: a number without quotes has its own finding and hides no other. */
export function resourceAsMeant({ manifest, resource }: Subject, present?: Annotation): SyncResource {
  const annotations = new Map<string, string | undefined>();
  for (const annotation of manifest.annotations) {
    const { key, value, effective, conditional } = annotation;
    if (!effective && annotation !== present) continue;
    const known = value.type === "scalar" && value.scalarType !== "unknown" && (!conditional || annotation === present);
    annotations.set(key.text, known ? value.text : undefined);
  }
  if (present?.value.type === "scalar") annotations.set(present.key.text, present.value.text);
  return { ...resource, annotations };
}

/** Whether a template always writes both places together, or neither of them. */
export function sameBranch({ actions }: Subject, one: number, other: number): boolean {
  return inSameBranch(actions, one, other);
}

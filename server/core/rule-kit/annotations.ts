/** Questions that several rules ask about the annotations of a resource. */
import { compareOptions } from "../catalogue/annotations/compare-options.ts";
import { findAnnotation } from "../catalogue/index.ts";
import type { AnnotationSpec } from "../catalogue/annotation.ts";
import type { Annotation } from "../manifest/manifest.ts";
import type { Entry, Node, ScalarNode, Span } from "../manifest/node.ts";
import { blockAt, inSameBranch } from "../manifest/template.ts";
import { derive, type Deriving } from "../memo.ts";
import { annotationKeys } from "../sync/annotations.ts";
import { type Behaviour, behaviourOf } from "../sync/behaviour.ts";
import type { SyncResource } from "../sync/resource.ts";
import type { Subject } from "./rule.ts";

/** An annotation that the catalogue knows and Argo CD reads, with a value that is a string. */
export interface KnownAnnotation extends Deriving {
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
export function knownAnnotations(subject: Subject, ...specs: readonly AnnotationSpec[]): readonly KnownAnnotation[] {
  return allKnown(subject).filter(({ spec }) => specs.includes(spec));
}

/** The same for all keys that the catalogue knows. */
export function allKnown(subject: Subject): readonly KnownAnnotation[] {
  return derive(subject, findKnown);
}

function findKnown(subject: Subject): readonly KnownAnnotation[] {
  return readAnnotations(subject).flatMap((annotation) => {
    const { key, value } = annotation;
    const spec = findAnnotation(key.text);
    if (spec === undefined || !isString(value)) return [];
    return [{ subject, annotation, value, spec, derived: new Map() }];
  });
}

/** Whether a key is written, whatever its value, even if Argo CD does not read it. */
export function hasKey(subject: Subject, key: string): boolean {
  return derive(subject, keysOf).has(key);
}

function keysOf({ manifest }: Subject): ReadonlySet<string> {
  return new Set(manifest.annotations.map(({ key }) => key.text));
}

function isString(value: Node): value is ScalarNode {
  return value.type === "scalar" && value.scalarType === "string";
}

/** Whether the key of one of these annotations is written, whatever its value, even if Argo CD does not read it. */
export function isWritten(subject: Subject, ...specs: readonly AnnotationSpec[]): boolean {
  return specs.some((spec) => hasKey(subject, spec.key));
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

/** The kinds of Argo Rollouts about which people are notified. */
const ofRollouts: readonly string[] = ["AnalysisRun", "Experiment", "Rollout"];

/**
 * Whether Argo CD reads a key on an object of this kind; assumed if the kind is known only after rendering. Argo
 * Rollouts reads the same subscriptions to notifications on its own objects: `sendNotifications` in utils/record/record.go of argo-rollouts.
 */
export function isReadOn(
  { manifest: { group, kind } }: Pick<Subject, "manifest">,
  { readOn, reader }: Pick<AnnotationSpec, "readOn"> & { readonly reader?: AnnotationSpec["reader"] },
): boolean {
  if (typeof readOn === "string" || !/^[A-Za-z]+$/.test(kind)) return true;
  if (reader === "Argo CD Notifications" && group === "argoproj.io" && ofRollouts.includes(kind)) return true;
  return readOn.includes(kind) && (groups.get(kind) ?? group) === group;
}

/** What a finding on a value marks: the value, or the key if the value is empty or not on the line of the key. */
export function valueSpan({ text }: Pick<Subject, "text">, { key, value }: Entry): Span {
  const written = text.slice(key.span.start, value.span.end);
  return value.span.end > value.span.start && !written.includes("\n") ? value.span : key.span;
}

/** What Argo CD makes of the resource if this annotation is there, in case a template decides that. */
export function behaviourWith(subject: Subject, annotation?: Annotation): Behaviour {
  return annotation === undefined || isCertain(annotation)
    ? derive(subject, behaviourMeant)
    : behaviourOf(resourceAsMeant(subject, annotation), subject.version);
}

/** Whether the resource is a hook that no version of Argo CD applies, if this annotation is there. What a newer version would apply has its own finding. */
export function isNeverApplied(subject: Subject, annotation: Annotation): boolean {
  if (behaviourWith(subject, annotation).role !== "dropped") return false;
  return behaviourOf(resourceAsMeant(subject, annotation)).role === "dropped";
}

function behaviourMeant(subject: Subject): Behaviour {
  return behaviourOf(asMeant(subject), subject.version);
}

/** What the order depends on in a resource, as if every value were a string: a number without quotes has its own finding and hides no other. */
export function resourceAsMeant(subject: Subject, present?: Annotation): SyncResource {
  const meant = derive(subject, asMeant);
  if (present?.value.type !== "scalar" || isCertain(present)) return meant;
  return { ...meant, annotations: new Map([...meant.annotations, [present.key.text, present.value.text]]) };
}

/** Only with the annotations that anything depends on, as others may be many. */
function asMeant({ manifest, resource }: Subject): SyncResource {
  const annotations = new Map<string, string | undefined>();
  for (const { key, value, effective, conditional } of manifest.annotations) {
    if (!effective || !orderingKeys.has(key.text)) continue;
    const known = value.type === "scalar" && value.scalarType !== "unknown" && !conditional;
    annotations.set(key.text, known ? value.text : undefined);
  }
  return { ...resource, annotations };
}

/** Whether an annotation is there as it is written, whatever a template does. */
function isCertain({ effective, conditional, value }: Annotation): boolean {
  return effective && !conditional && value.type === "scalar" && value.scalarType !== "unknown";
}

const orderingKeys: ReadonlySet<string> = new Set([...Object.values(annotationKeys), compareOptions.key]);

/** What a template writes together, or not at all; `undefined` for what it always writes. */
export type Branch = ReturnType<typeof blockAt>;

/** The branch of a template that a place is in. */
export function branchOf({ actions }: Subject, offset: number): Branch {
  return blockAt(actions, offset);
}

/** Whether a template always writes both places together, or neither of them. */
export function sameBranch({ actions }: Subject, one: number, other: number): boolean {
  return inSameBranch(actions, one, other);
}

/** How annotations are written into the manifests of an application, in any number of files. */
import type { Member } from "../application/application.ts";
import { type AnnotationChange, changeAnnotations } from "../edit/changes.ts";
import type { ManifestDocument } from "../manifest/file.ts";
import type { Annotation, Manifest } from "../manifest/manifest.ts";
import { derive } from "../memo.ts";
import type { TextEdit } from "../text.ts";

/** A resource, and how its annotations are to change. */
export interface MemberChange {
  readonly member: Member;
  readonly annotations: readonly AnnotationChange[];
}

/** An edit in the document of a member, with a span relative to the start of that document. */
export interface MemberEdit extends TextEdit {
  readonly member: Member;
}

/** Annotations to write: key and value, the value without quotes. */
export type Annotations = readonly (readonly [key: string, value: string])[];

/** The edits that give each resource its annotations, the first one on top; `undefined` if one of them cannot be written. */
export function annotate<T extends { readonly member: Member }>(
  resources: readonly T[],
  annotationsOf: (resource: T) => Annotations,
): readonly MemberEdit[] | undefined {
  return editMembers(
    resources.map((resource) => ({
      member: resource.member,
      annotations: annotationsOf(resource)
        .toReversed()
        .map(([key, value]) => ({ key, value })),
    })),
  );
}

/**
 * The edits that make all changes, one for each document. `undefined` if one of them is not possible: a resource is not
 * written here itself, a template or a kustomization writes the annotation, or something else would change with it.
 */
export function editMembers(changes: readonly MemberChange[]): readonly MemberEdit[] | undefined {
  const byDocument = new Map<unknown, MemberChange[]>();
  for (const change of changes) {
    const { member, annotations } = change;
    const document = documentOf(member);
    if (document === undefined || !annotations.every((it) => isWritable(member, it))) return undefined;
    const others = byDocument.get(document);
    if (others === undefined) byDocument.set(document, [change]);
    else others.push(change);
  }
  const all: MemberEdit[] = [];
  for (const ofDocument of byDocument.values()) {
    const member = ofDocument[0]?.member;
    const document = member && documentOf(member);
    const edits =
      document &&
      changeAnnotations(
        document,
        ofDocument.map((it) => ({ manifest: it.member.manifest, annotations: it.annotations })),
      );
    if (member === undefined || edits === undefined) return undefined;
    for (const edit of edits) all.push({ member, ...edit });
  }
  return all;
}

/** The annotation of a resource that an edit of its own text can change; `undefined` if there is none. */
export function editableAnnotation(member: Member, key: string): Annotation | undefined {
  const annotation = effectiveAnnotation(member, key);
  return annotation !== undefined && !annotation.merged && isRead(member, annotation) ? annotation : undefined;
}

/** Whether an annotation can be added to a manifest that does not have it. */
export function canAddAnnotation(member: Member, key: string): boolean {
  const { manifest, resource } = member;
  const isWritten = manifest.annotations.some((it) => it.key.text === key);
  return !isWritten && !manifest.moreAnnotations && !resource.annotations.has(key) && documentOf(member) !== undefined;
}

/** The document that a resource is written in; a resource that a kustomization generates has none. */
function documentOf({
  file,
  documentIndex,
  manifest,
  generated,
}: Member): Member["file"]["documents"][number] | undefined {
  const document = file.documents[documentIndex];
  if (generated === true || manifest.place !== "resource") return undefined;
  return document !== undefined && derive(document, manifestsOf).has(manifest) ? document : undefined;
}

function manifestsOf({ manifests }: ManifestDocument): ReadonlySet<Manifest> {
  return new Set(manifests);
}

function isWritable(member: Member, { key, value }: AnnotationChange): boolean {
  const annotation = effectiveAnnotation(member, key);
  // An annotation of its own can replace one that is merged in.
  if (annotation !== undefined) return isRead(member, annotation);
  return value === undefined || canAddAnnotation(member, key);
}

function effectiveAnnotation({ manifest }: Member, key: string): Annotation | undefined {
  return manifest.annotations.findLast((it) => it.effective && it.key.text === key);
}

/** Whether what is written is known and is what Argo CD reads: a kustomization may set the annotation as well. */
function isRead(member: Member, { key, value, conditional }: Annotation): boolean {
  if (conditional || value.type !== "scalar" || value.scalarType === "unknown" || documentOf(member) === undefined)
    return false;
  return value.scalarType !== "string" || member.resource.annotations.get(key.text) === value.text;
}

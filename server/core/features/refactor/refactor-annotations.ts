/** How refactorings change the annotations of manifests, in any number of files. */
import type { Member } from "../../application/application.ts";
import { toSyncResource } from "../../application/resource.ts";
import { latestVersion } from "../../catalogue/versions.ts";
import {
  editFile,
  type ManifestDocument,
  type ManifestFile,
  openFile,
  type TextEdit,
  textOf,
} from "../../manifest/file.ts";
import type { Annotation, Manifest } from "../../manifest/manifest.ts";
import { nodeAt } from "../../manifest/node.ts";
import { insertAnnotation, removeEntry, renameKey } from "../../rule-kit/moves.ts";
import type { Subject } from "../../rule-kit/rule.ts";
import { replaceValue, writeValue } from "../../rule-kit/values.ts";
import { behaviourOf } from "../../sync/behaviour.ts";
import { differences } from "../differences.ts";

/** One annotation as it shall be. */
export interface AnnotationChange {
  readonly key: string;
  /** `undefined`: it shall not be there. */
  readonly value: string | undefined;
  /** The annotation that it takes the place of, if that one is there. */
  readonly inPlaceOf?: string;
}

/** One manifest, and what shall become of its annotations. */
export interface ManifestChange {
  readonly member: Member;
  readonly annotations: readonly AnnotationChange[];
}

/** The edits of one file; they do not overlap, and offsets count in the file. */
export interface FileEdits {
  readonly fileName: string;
  readonly file: ManifestFile;
  readonly edits: readonly TextEdit[];
}

/** An annotation of a manifest that an edit of its own text can change; `undefined` where there is none. */
export function editableAnnotation(member: Member, key: string): Annotation | undefined {
  const { manifest, resource } = member;
  const annotation = manifest.annotations.findLast((it) => it.effective && it.key.text === key);
  if (annotation === undefined || annotation.merged || annotation.conditional || !isWrittenOut(member))
    return undefined;
  const { value } = annotation;
  if (value.type !== "scalar" || value.scalarType === "unknown") return undefined;
  // What a kustomization sets counts in place of what is written here.
  const read = resource.annotations.get(key);
  return value.scalarType === "string" && read !== value.text ? undefined : annotation;
}

/** Whether an annotation can be written into a manifest in which it does not stand. */
export function canAddAnnotation(member: Member, key: string): boolean {
  const { manifest, resource } = member;
  const isWritten = manifest.annotations.some((it) => it.key.text === key);
  return !isWritten && !manifest.moreAnnotations && !resource.annotations.has(key) && isWrittenOut(member);
}

/** Whether a manifest stands in its document as it is: what a kustomization generates does not. */
function isWrittenOut({ file, documentIndex, manifest }: Member): boolean {
  return manifest.place === "resource" && file.documents[documentIndex]?.manifests.includes(manifest) === true;
}

/** The edits that make all changes; `undefined` where one of them cannot be made without touching anything else. */
export function editsFor(changes: readonly ManifestChange[]): FileEdits[] | undefined {
  const byFile = new Map<string, ManifestChange[]>();
  for (const change of changes) {
    const { fileName } = change.member;
    byFile.set(fileName, [...(byFile.get(fileName) ?? []), change]);
  }
  const all: FileEdits[] = [];
  for (const [fileName, ofFile] of byFile) {
    const file = ofFile[0]?.member.file;
    const text = file && changedText(file, ofFile);
    if (file === undefined || text === undefined) return undefined;
    const edits = differences(file, text);
    if (edits.length > 0) all.push({ fileName, file, edits });
  }
  return all;
}

function changedText(file: ManifestFile, changes: readonly ManifestChange[]): string | undefined {
  const texts: string[] = [];
  for (const [index, document] of file.documents.entries()) {
    const ofDocument = changes.filter(({ member }) => member.documentIndex === index);
    const text = ofDocument.length === 0 ? document.text : changedDocument(document, ofDocument);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts.join("");
}

/** Makes one change after the other, each in the text that the one before it left. */
function changedDocument(document: ManifestDocument, changes: readonly ManifestChange[]): string | undefined {
  let file = openFile(document.text);
  for (const { member, annotations } of changes) {
    const ordinal = document.manifests.indexOf(member.manifest);
    for (const change of annotations) {
      const edits = editsInDocument(file, ordinal, change);
      if (edits === undefined) return undefined;
      file = edits.toSorted((a, b) => b.span.start - a.span.start).reduce(editFile, file);
    }
  }
  return isAsMeant(document, file, changes) ? textOf(file) : undefined;
}

function editsInDocument(file: ManifestFile, ordinal: number, change: AnnotationChange): TextEdit[] | undefined {
  const subject = subjectsOf(file)[ordinal];
  if (subject === undefined) return undefined;
  const { base } = subject;
  return editsOf(subject, change)?.map(({ span, text }) => ({
    span: { start: span.start + base, end: span.end + base },
    text,
  }));
}

interface PlacedSubject extends Subject {
  /** Where its document begins. */
  readonly base: number;
}

/** A part of a file that is opened on its own may be more than one document, as a Helm comment can hide a marker. */
function subjectsOf(file: ManifestFile): PlacedSubject[] {
  return file.documents.flatMap(({ text, parsed, manifests }, index) =>
    manifests.map((manifest) => {
      const resource = toSyncResource(manifest);
      const behaviour = behaviourOf(resource);
      const base = file.offsets[index] ?? 0;
      return { text, actions: parsed.actions, manifest, resource, behaviour, version: latestVersion, base };
    }),
  );
}

function editsOf(subject: Subject, { key, value, inPlaceOf }: AnnotationChange): readonly TextEdit[] | undefined {
  const existing = effectiveOf(subject.manifest, key);
  if (value === undefined) {
    return existing === undefined ? [] : removeEntry("", subject, existing)[0]?.edits;
  }
  if (existing !== undefined) return [writtenValue(subject, existing, value)];
  const replaced = inPlaceOf === undefined ? undefined : effectiveOf(subject.manifest, inPlaceOf);
  if (replaced !== undefined) {
    const renamed = renameKey(replaced, key)[0]?.edits;
    return renamed && [...renamed, writtenValue(subject, replaced, value)];
  }
  const isPlain =
    /^[A-Za-z][\w-]*(?:,[A-Za-z][\w-]*)*$/.test(value) && !(value.includes(",") && isFlow(subject.manifest));
  const inserted = insertAnnotation(subject, { key, value: isPlain ? value : JSON.stringify(value) });
  return inserted && [inserted];
}

function writtenValue(subject: Subject, annotation: Annotation, value: string): TextEdit {
  // Between braces a comma without quotes would end the value.
  const needsQuotes = value.includes(",") && isFlow(subject.manifest) && isPlainScalar(annotation);
  return needsQuotes
    ? writeValue(subject.text, annotation, JSON.stringify(value))
    : replaceValue({ subject, annotation }, value);
}

function isPlainScalar({ value }: Annotation): boolean {
  return value.type === "scalar" && value.style === "plain";
}

function isFlow({ node, annotationBlocks }: Manifest): boolean {
  const map = annotationBlocks.at(-1)?.value ?? nodeAt(node, "metadata");
  return map?.type === "map" && map.flow;
}

function effectiveOf({ annotations }: Manifest, key: string): Annotation | undefined {
  return annotations.findLast((it) => it.effective && !it.merged && it.key.text === key);
}

/** Whether every annotation of the document is what it was or shall be: an anchor may have carried a change elsewhere. */
function isAsMeant(document: ManifestDocument, file: ManifestFile, changes: readonly ManifestChange[]): boolean {
  const after = subjectsOf(file);
  if (after.length !== document.manifests.length) return false;
  return document.manifests.every((manifest, index) => {
    const expected = new Map(toSyncResource(manifest).annotations);
    const isChanged = changes.filter(({ member }) => member.manifest === manifest);
    for (const { key, value, inPlaceOf } of isChanged.flatMap(({ annotations }) => annotations)) {
      if (inPlaceOf !== undefined) expected.delete(inPlaceOf);
      if (value === undefined) expected.delete(key);
      else expected.set(key, value);
    }
    const written = after[index]?.resource.annotations;
    return written?.size === expected.size && [...expected].every(([key, value]) => written.get(key) === value);
  });
}

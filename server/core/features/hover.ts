import type { Application } from "../application/application.ts";
import { applicationSyncOptions } from "../catalogue/application-sync-options.ts";
import type { AnnotationSpec, ItemSpec } from "../catalogue/annotation.ts";
import { findAnnotation } from "../catalogue/index.ts";
import { sinceWords } from "../catalogue/versions.ts";
import { type ManifestFile, documentIndexAt } from "../manifest/file.ts";
import type { Annotation, Manifest } from "../manifest/manifest.ts";
import { entryOf, nodeAt, type Span } from "../manifest/node.ts";
import { type Part, partsOf } from "./part.ts";
import { storyOf } from "./story.ts";

/** What is said about a place. */
export interface Hover {
  /** Offsets in the file. */
  readonly span: Span;
  readonly markdown: string;
}

/** Explains the annotation, the value or the resource at an offset of a file (its name is that in the application). */
export function hover(
  file: ManifestFile,
  offset: number,
  application: Application,
  fileName: string,
): Hover | undefined {
  const documentIndex = documentIndexAt(file, offset);
  const document = file.documents[documentIndex];
  if (document === undefined) return undefined;
  const base = file.offsets[documentIndex] ?? 0;
  const at = offset - base;
  for (const manifest of document.manifests) {
    const found =
      hoverAnnotation(manifest, at, document.text) ??
      hoverResource(manifest, at, () => partOf(application, fileName, manifest));
    if (found !== undefined) return { ...found, span: { start: found.span.start + base, end: found.span.end + base } };
  }
  return undefined;
}

function hoverAnnotation(manifest: Manifest, at: number, text: string): Hover | undefined {
  const annotation = manifest.annotations.find(({ key, value }) => contains(key.span, at) || contains(value.span, at));
  const spec = annotation && findAnnotation(annotation.key.text);
  if (annotation === undefined || spec === undefined) return undefined;
  if (contains(annotation.key.span, at)) return { span: annotation.key.span, markdown: describeAnnotation(spec) };
  return hoverValue(annotation, spec, at, text);
}

function hoverValue({ value }: Annotation, spec: AnnotationSpec, at: number, text: string): Hover {
  if (spec.value.type === "list") {
    const span = itemAt(text, value.span, at);
    const item = text.slice(span.start, span.end);
    const found = [...spec.value.items, ...applicationSyncOptions].find((it) => it.value === item);
    if (found !== undefined) return { span, markdown: describeItem(found, spec) };
  }
  return { span: value.span, markdown: describeAnnotation(spec) };
}

/** What stands around an offset between commas, quotes and blanks. */
function itemAt(text: string, { start, end }: Span, at: number): Span {
  const before = /[^,"'\s]*$/.exec(text.slice(start, at))?.[0] ?? "";
  const after = /^[^,"'\s]*/.exec(text.slice(at, end))?.[0] ?? "";
  return { start: at - before.length, end: at + after.length };
}

/** What an annotation is, as Markdown. */
export function describeAnnotation(spec: AnnotationSpec): string {
  return [
    `\`${spec.key}\`: ${spec.summary}`,
    spec.details.trim(),
    `Absent: ${spec.absent}`,
    versionAndLink(spec.since, spec.link),
  ].join("\n\n");
}

/** What one item of a list is, as Markdown. */
export function describeItem(item: ItemSpec, spec: AnnotationSpec): string {
  return [`\`${item.value}\`: ${item.summary}`, versionAndLink(item.since, spec.link)].join("\n\n");
}

function versionAndLink(since: string | undefined, link: string): string {
  const words = sinceWords(since);
  return `${words === undefined ? "" : `Since ${words}. `}[Documentation](${link})`;
}

/** The whole story of the resource, on its kind and its name. */
function hoverResource(manifest: Manifest, at: number, part: () => Part | undefined): Hover | undefined {
  const metadata = nodeAt(manifest.node, "metadata");
  const entries = [entryOf(manifest.node, "kind"), entryOf(metadata, "name"), entryOf(metadata, "generateName")];
  const entry = entries.find((it) => it !== undefined && (contains(it.value.span, at) || contains(it.key.span, at)));
  if (entry === undefined) return undefined;
  const found = part();
  return found && { span: entry.value.span, markdown: storyOf(found) };
}

function partOf(application: Application, fileName: string, manifest: Manifest): Part | undefined {
  return partsOf(application, fileName).find(({ member }) => member.manifest === manifest);
}

function contains({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end && start < end;
}

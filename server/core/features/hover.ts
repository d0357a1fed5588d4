import { applicationSyncOptions } from "../catalogue/application-sync-options.ts";
import type { AnnotationSpec, ItemSpec, KeySpec } from "../catalogue/annotation.ts";
import type { FieldSpec } from "../catalogue/field.ts";
import { findAnnotation } from "../catalogue/index.ts";
import { type ArgoCdVersion, isKnownIn, latestVersion, sinceWords } from "../versions.ts";
import { documentIndexAt, documentStart, type ManifestFile } from "../manifest/file.ts";
import type { Annotation, Manifest } from "../manifest/manifest.ts";
import { entryOf, nodeAt } from "../manifest/node.ts";
import type { Roster, RosterMember } from "../roster/roster.ts";
import { contains, shift, type Span } from "../text.ts";
import { isConfiguration } from "../configuration/configuration.ts";
import { hoverConfiguration } from "./complete/complete-configuration.ts";
import { type Slot, slotsAt } from "./complete/slot.ts";
import { leftOutOf, valuesLines } from "./chart-words.ts";
import { wordsOf } from "./lens-of-several.ts";
import { escapeMarkdown } from "./plan/markdown.ts";
import { storyOf } from "./story.ts";
import { capitalized } from "./words.ts";

/** The hover text for a place. */
export interface Hover {
  /** Offsets in the file. */
  readonly span: Span;
  readonly markdown: string;
}

/**
 * Explains the annotation, the value or the resource at an offset of a file (its name is that in the application). The text
 * says so if the version of Argo CD ignores it because it is newer.
 */
export function hover(
  file: ManifestFile,
  offset: number,
  roster: Roster,
  fileName: string,
  version: ArgoCdVersion = latestVersion,
): Hover | undefined {
  if (isConfiguration(fileName)) return hoverConfiguration(file, offset);
  const documentIndex = documentIndexAt(file, offset);
  const document = file.documents[documentIndex];
  if (document === undefined) return undefined;
  const base = documentStart(file, documentIndex);
  const at = offset - base;
  const found =
    firstOf(document.sites, (site) => hoverAnnotation(site, at, document.text, version)) ??
    firstOf(document.manifests, (manifest) =>
      hoverResource(manifest, at, () => storyIn(roster, fileName, { manifest, documentIndex })),
    ) ??
    hoverSlot(slotsAt(document.text, at, fileName)[0], version);
  return found && { ...found, span: shift(found.span, base) };
}

function firstOf(manifests: readonly Manifest[], look: (manifest: Manifest) => Hover | undefined): Hover | undefined {
  for (const manifest of manifests) {
    const found = look(manifest);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Labels, and the fields of the sync policy with their values. */
function hoverSlot(slot: Slot | undefined, version: ArgoCdVersion): Hover | undefined {
  switch (slot?.type) {
    case "metadata": {
      const spec = slot.specs.find(({ key }) => key === slot.token.text);
      return spec && { span: slot.token.span, markdown: describeAnnotation(spec, version) };
    }
    case "field": {
      const spec = slot.fields.find(([key]) => key === slot.token.text)?.[1];
      return spec && { span: slot.token.span, markdown: describeField(spec, version) };
    }
    case "metadata value":
    case "field value": {
      const item = slot.spec.value.items.find(({ value }) => value === slot.token.text.trim());
      return item && { span: slot.token.span, markdown: describeItem(item, slot.spec, version) };
    }
    case "document":
    case undefined:
      return undefined;
  }
}

function hoverAnnotation(manifest: Manifest, at: number, text: string, version: ArgoCdVersion): Hover | undefined {
  const annotation = manifest.annotations.find(({ key, value }) => contains(key.span, at) || contains(value.span, at));
  const spec = annotation && findAnnotation(annotation.key.text);
  if (annotation === undefined || spec === undefined) return undefined;
  if (contains(annotation.key.span, at))
    return { span: annotation.key.span, markdown: describeAnnotation(spec, version) };
  return hoverValue({ text, version }, annotation, spec, at);
}

function hoverValue(
  { text, version }: { readonly text: string; readonly version: ArgoCdVersion },
  { value }: Annotation,
  spec: AnnotationSpec,
  at: number,
): Hover {
  if (spec.value.type === "list") {
    const span = itemAt(text, value.span, at);
    const item = text.slice(span.start, span.end);
    const found = [...spec.value.items, ...applicationSyncOptions].find((it) => it.value === item);
    if (found !== undefined) return { span, markdown: describeItem(found, spec, version) };
  }
  return { span: value.span, markdown: describeAnnotation(spec, version) };
}

/** The text around an offset up to the next commas, quotes and blanks. */
function itemAt(text: string, { start, end }: Span, at: number): Span {
  let first = at;
  while (first > start && /[^,"'\s]/.test(text.charAt(first - 1))) first--;
  const after = /^[^,"'\s]*/.exec(text.slice(at, end))?.[0] ?? "";
  return { start: first, end: at + after.length };
}

/** Describes an annotation or a label for a version of Argo CD, as Markdown. */
export function describeAnnotation(spec: KeySpec, version: ArgoCdVersion = latestVersion): string {
  return [
    `\`${spec.key}\`: ${spec.summary}`,
    spec.details.trim(),
    `If absent: ${spec.absent}`,
    versionAndLink(spec, version),
  ].join("\n\n");
}

/** Describes a field of the sync policy for a version of Argo CD, as Markdown. */
export function describeField(spec: FieldSpec, version: ArgoCdVersion = latestVersion): string {
  return [`\`${spec.path}\`: ${spec.summary}`, `If absent: ${spec.absent}`, versionAndLink(spec, version)].join("\n\n");
}

/** Describes one word of a value for a version of Argo CD, as Markdown. */
export function describeItem(
  item: ItemSpec,
  { link }: Pick<KeySpec, "link">,
  version: ArgoCdVersion = latestVersion,
): string {
  return [`\`${item.value}\`: ${item.summary}`, versionAndLink({ since: item.since, link }, version)].join("\n\n");
}

function versionAndLink(
  { since, link }: { readonly since?: string | undefined; readonly link: string },
  version: ArgoCdVersion,
): string {
  const words = sinceWords(since);
  // A feature that is not released yet says so in any version.
  const isIgnored = !isKnownIn(since, version) && isKnownIn(since, latestVersion);
  const cost = isIgnored ? `, so Argo CD ${version.major}.${version.minor} ignores it` : "";
  return `${words === undefined ? "" : `Since ${words}${cost}. `}[Documentation](${link})`;
}

/** What happens to the resource, shown on its kind and its name. */
function hoverResource(manifest: Manifest, at: number, story: () => string | undefined): Hover | undefined {
  const metadata = nodeAt(manifest.node, "metadata");
  const entries = [entryOf(manifest.node, "kind"), entryOf(metadata, "name"), entryOf(metadata, "generateName")];
  const entry = entries.find((it) => it !== undefined && (contains(it.value.span, at) || contains(it.key.span, at)));
  if (entry === undefined) return undefined;
  const markdown = story();
  return markdown === undefined ? undefined : { span: entry.value.span, markdown };
}

/** A template may print several resources at one place, or none. */
function storyIn(
  roster: Roster,
  fileName: string,
  written: { readonly manifest: Manifest; readonly documentIndex: number },
): string | undefined {
  const { application, taskCounts } = roster;
  const [first, ...others] = roster
    .inFile(fileName)
    .filter(({ member }) => member.manifest.node === written.manifest.node);
  const words = first === undefined ? leftOutOf(application, fileName)(written) : undefined;
  if (first === undefined && words === undefined) return undefined;
  const { kind, name } = written.manifest;
  const title = [kind, ...(name.includes("{{") ? [] : [name])].join(" ");
  const story =
    first === undefined
      ? `**${escapeMarkdown(title)}**\n- ${escapeMarkdown(capitalized(words ?? ""))}.`
      : others.length === 0
        ? storyOf(first, roster)
        : storyOfSeveral([first, ...others], taskCounts.normal);
  return [story, ...valuesLines(application, fileName)].join("\n");
}

function storyOfSeveral(parts: readonly [RosterMember, ...RosterMember[]], count: number): string {
  const { each } = wordsOf(parts, count);
  return [`**${parts.length} resources**`, ...each.map((line) => `- ${escapeMarkdown(line)}`)].join("\n");
}

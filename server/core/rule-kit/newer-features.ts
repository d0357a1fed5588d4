/** Features that a resource uses, but that the version of Argo CD in use does not have. */
import { helmHook } from "../catalogue/annotations/helm-hook.ts";
import { hook } from "../catalogue/annotations/hook.ts";
import { applicationSyncOptions } from "../catalogue/application-sync-options.ts";
import { manifestGeneratePaths } from "../catalogue/annotations/manifest-generate-paths.ts";
import { findAnnotation } from "../catalogue/index.ts";
import { replaceValue } from "../edit/values.ts";
import type { Span } from "../manifest/node.ts";
import { trimSpace } from "../sync/annotations.ts";
import { allKnown, knownAnnotations, readAnnotations, valueSpan } from "./annotations.ts";
import { itemsOf } from "./items.ts";
import { listedOptions } from "./listed-options.ts";
import { compareVersions, isKnownIn, latestVersion } from "../versions.ts";
import { writtenFields } from "./object-fields.ts";
import type { Fix, Subject } from "./rule.ts";

/** A key or a word that a newer version of Argo CD introduced. */
export interface NewerFeature {
  readonly text: string;
  readonly span: Span;
  /** The first version that has it, as in `2.10`. */
  readonly since: string;
  /** `only hook type`: without it, the hook has no type that this version knows. `blank`: without it, a blank belongs to the path. */
  readonly type: "key" | "word" | "only hook type" | "blank";
  /** What makes it work in every version. */
  readonly fixes?: readonly Fix[];
}

/** The features that the version in the settings does not have, without those that no released version has. */
export function newerFeatures(subject: Subject): NewerFeature[] {
  return allNewer(subject).filter(({ since }) => isKnownIn(since, latestVersion) || isOld(subject));
}

/** The features that no released version has, if the version in the settings is the newest one. */
export function unreleasedFeatures(subject: Subject): NewerFeature[] {
  return isOld(subject) ? [] : allNewer(subject);
}

function isOld({ version }: Subject): boolean {
  return compareVersions(version, latestVersion) < 0;
}

function allNewer(subject: Subject): NewerFeature[] {
  const isNewer = (since: string | undefined): since is string =>
    since !== undefined && !isKnownIn(since, subject.version);
  const keys = readAnnotations(subject).flatMap(({ key }): NewerFeature[] => {
    const since = findAnnotation(key.text)?.since;
    return isNewer(since) ? [{ text: key.text, span: key.span, since, type: "key" }] : [];
  });
  const fields = writtenFields(subject).flatMap(({ spot: { entry }, field, level }): NewerFeature[] => {
    // What is in a mapping that is newer itself needs no word of its own.
    const isInside = isNewer(level.since);
    const since = field?.since;
    return isNewer(since) && !isInside ? [{ text: entry.key.text, span: entry.key.span, since, type: "key" }] : [];
  });
  const items = knownItems(subject);
  const hookTypes = items.filter(({ isHookType }) => isHookType);
  const isHookUnknown = hookTypes.every(({ since }) => isNewer(since));
  const words = items.flatMap(({ text, span, since, isHookType }): NewerFeature[] =>
    isNewer(since) ? [{ text, span, since, type: isHookType && isHookUnknown ? "only hook type" : "word" }] : [],
  );
  return [...keys, ...fields, ...words, ...(isNewer(trimmedSince) ? blanksIn(subject) : [])];
}

/**
 * The first version that trims the paths of `manifest-generate-paths`.
 * Mirrors `GetSourceRefreshPaths` in util/app/path/path.go: before, it joins a blank to the path of the source.
 */
const trimmedSince = "3.4";

function blanksIn(subject: Subject): NewerFeature[] {
  return knownAnnotations(subject, manifestGeneratePaths).flatMap(({ annotation, value }) => {
    const paths = value.text.split(";");
    const path = paths.find((it) => trimSpace(it) !== "" && trimSpace(it) !== it);
    if (path === undefined) return [];
    const trimmed = paths.map(trimSpace).filter((it) => it !== "");
    const edits = [replaceValue(subject, annotation, trimmed.join(";"))];
    const fixes = [{ title: "Remove the blanks around the paths", edits, preferred: true }];
    return [{ text: path, span: valueSpan(subject, annotation), since: trimmedSince, type: "blank", fixes }];
  });
}

interface KnownItem {
  readonly text: string;
  readonly span: Span;
  readonly since: string | undefined;
  readonly isHookType: boolean;
}

function knownItems(subject: Subject): KnownItem[] {
  const ofAnnotations = allKnown(subject).flatMap((known) => {
    const { items, type } = known.spec.value;
    if (type !== "list") return [];
    const isHookType = known.spec === hook || known.spec === helmHook;
    return itemsOf(known).map(({ text, span }) => ({ text, span, since: sinceOf(items, text), isHookType }));
  });
  const ofList = listedOptions(subject).map(({ value: { text, span } }) => ({
    text,
    span,
    since: sinceOf(applicationSyncOptions, text),
    isHookType: false,
  }));
  return [...ofAnnotations, ...ofList];
}

function sinceOf(
  items: readonly { readonly value: string; readonly since: string | undefined }[],
  text: string,
): string | undefined {
  return items.find(({ value }) => value === text)?.since;
}

import { concernsArgoCd } from "../findings/concerns.ts";
import { firstKeyOf } from "../application/application.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Roster, RosterMember } from "../roster/roster.ts";
import type { Span } from "../text.ts";
import { leftOutOf } from "./chart-words.ts";
import { inSeveral, type Parts, wordsOf } from "./lens-of-several.ts";

/** When code lenses are shown: on files that concern Argo CD, on all manifests, or never. */
export type CodeLensMode = "auto" | "always" | "off";

/** A code lens. Its span is in offsets from the start of its document. */
export interface CodeLensTitle {
  /** The first key of the resource. */
  readonly span: Span;
  readonly documentIndex: number;
  readonly title: string;
  /** What is said of each resource where there are several at one place, and in each application where they differ. */
  readonly each?: readonly string[];
}

/**
 * The lenses of one file of an application: one at a place, however many resources a template prints there. `others` are applications
 * of the same file.
 */
export function codeLenses(
  roster: Roster,
  fileName: string,
  mode: CodeLensMode,
  others: readonly Roster[] = [],
): CodeLensTitle[] {
  const rosters = [roster, ...others];
  if (mode === "off" || (mode === "auto" && !rosters.some(({ application }) => concernsArgoCd(application)))) return [];
  const here = rosters.map((one) => partsByPlace(one, fileName));
  const leftOut = rosters.map(({ application }) => leftOutOf(application, fileName));
  const places = new Map<string, Place>(
    here.flatMap((byPlace) => [...byPlace].map(([key, { place }]) => [key, place])),
  );
  for (const place of writtenPlaces(roster, fileName)) if (!places.has(keyOf(place))) places.set(keyOf(place), place);
  return [...places].flatMap(([key, place]): CodeLensTitle[] => {
    const [own, ...inOthers] = rosters.map((one, index) => {
      const parts = here[index]?.get(key)?.parts;
      if (parts !== undefined) return { ...wordsOf(parts, one.taskCounts.normal), application: one.application };
      const words = leftOut[index]?.(place);
      return words === undefined ? undefined : { words, sign: "not deployed", each: [], application: one.application };
    });
    const all = [own, ...inOthers].filter((it) => it !== undefined);
    if (all.length === 0) return [];
    const { words, each } = inSeveral(all);
    const { span, documentIndex } = place;
    return [{ span, documentIndex, title: `Argo CD: ${words}`, ...(each.length > 0 && { each }) }];
  });
}

/** Where a lens stands: above what is written there. */
interface Place {
  readonly span: Span;
  readonly documentIndex: number;
  readonly manifest: Manifest;
}

function keyOf({ documentIndex, span }: Place): string {
  return `${documentIndex} ${span.start}`;
}

function partsByPlace(
  roster: Roster,
  fileName: string,
): ReadonlyMap<string, { readonly place: Place; readonly parts: Parts }> {
  const groups = new Map<string, { readonly place: Place; readonly parts: [RosterMember, ...RosterMember[]] }>();
  for (const part of roster.inFile(fileName)) {
    const { member } = part;
    if (isKustomizeConfiguration(member.manifest)) continue;
    const { documentIndex, manifest } = member;
    const place = { span: firstKeyOf(member), documentIndex, manifest };
    const group = groups.get(keyOf(place));
    if (group === undefined) groups.set(keyOf(place), { place, parts: [part] });
    else group.parts.push(part);
  }
  return groups;
}

/** Where resources are written in a template, whether or not it prints them. */
function writtenPlaces({ application }: Roster, fileName: string): readonly Place[] {
  if ((application.charts ?? []).length === 0) return [];
  const file = application.files.find(({ name }) => name === fileName)?.file;
  return (file?.documents ?? []).flatMap(({ manifests }, documentIndex) =>
    manifests.map((manifest) => ({ manifest, documentIndex, span: firstKeyOf({ manifest }) })),
  );
}

/** A Kustomization is only read by Kustomize, and never applied. */
function isKustomizeConfiguration({ group }: Manifest): boolean {
  return group === "kustomize.config.k8s.io";
}

import type { ManifestDocument } from "../manifest/file.ts";
import type { RuleText } from "../rule-kit/rule.ts";
import { resourceRules } from "../rules/index.ts";
import type { Unweighed } from "./file-findings.ts";
import { findInDocument, type Scope } from "./find-in-document.ts";
import { counted } from "../counted.ts";

/** What a rule that speaks once would say: in how many places, and in which file the first of them is. */
export interface Repeated {
  readonly count: number;
  /** The name of the file. */
  readonly first: string;
}

/** What the rules that speak once in a repository would say in all of it, by what they say: see `topicOf`. */
export type RepeatedFindings = ReadonlyMap<string, Repeated>;

const once = resourceRules.filter((rule) => rule.once?.within === "repository");

/** How often the rules that speak once in a repository find something in a document, by what they say. */
export function countRepeated(document: ManifestDocument, scope: Scope): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  // Whoever asks for the problems of its file is told of a rule that fails.
  for (const found of findInDocument(document, { ...scope, rules: once, noteFault: () => undefined }))
    counts.set(topicOf(found), (counts.get(topicOf(found)) ?? 0) + 1);
  return counts;
}

/**
 * What was found in one file, of a rule that speaks once only the first of equal findings, with how many more there are, and
 * nothing where the first is in another file. A rule of the repository is silent in a file about whose repository nothing is known yet.
 */
export function saidOnce<Found extends Pick<Unweighed, "rule" | "span" | "message">>(
  found: readonly Found[],
  fileName: string,
  repository: RepeatedFindings | undefined,
): readonly Found[] {
  if (found.every(({ rule }) => rule.once === undefined)) return found;
  const inFile = placesByTopic(found);
  return found.flatMap((it): Found[] => {
    const { rule } = it;
    if (rule.once === undefined || rule.once.within === "application") return [it];
    const places = inFile.get(topicOf(it)) ?? { first: it, count: 1 };
    if (places.first !== it) return [];
    if (rule.once.within === "file") return [withCount(it, places.count, rule.once)];
    if (repository === undefined) return [];
    const { first, count } = repository.get(topicOf(it)) ?? { first: fileName, count: places.count };
    return first === fileName ? [withCount(it, count, rule.once)] : [];
  });
}

/** What is said, by which findings are the same. */
export function topicOf({ rule, message }: { readonly rule: RuleText; readonly message: string }): string {
  return `${rule.id} ${message}`;
}

function placesByTopic<Found extends Pick<Unweighed, "rule" | "span" | "message">>(
  found: readonly Found[],
): ReadonlyMap<string, { readonly first: Found; readonly count: number }> {
  const places = new Map<string, { readonly first: Found; readonly count: number }>();
  for (const it of found) {
    if (it.rule.once === undefined) continue;
    const { first, count } = places.get(topicOf(it)) ?? { first: it, count: 0 };
    places.set(topicOf(it), { first: it.span.start < first.span.start ? it : first, count: count + 1 });
  }
  return places;
}

/** A finding that also says in how many other places the same is found. */
export function withCount<Found extends { readonly message: string }>(
  found: Found,
  count: number,
  { of, within }: NonNullable<RuleText["once"]>,
): Found {
  const more = count - 1;
  if (more < 1) return found;
  return {
    ...found,
    message: `${found.message} The same goes for ${counted(more, `more ${of}`)} in the same ${within}.`,
  };
}

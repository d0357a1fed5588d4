import { matchesGlob } from "../glob.ts";

/** A health check that somebody adds to Argo CD. */
export interface AddedHealthCheck {
  /** The kinds that it is for: `GROUP/KIND`, `KIND` for one of the core API, or a glob pattern such as `*.example.com/*`. */
  readonly key: string;
  /** The file that adds it. */
  readonly file: string;
}

/** How many checks are looked at for each resource, and how many of them may be patterns: more of them only a machine would write. */
const mostChecks = 500;
const mostPatterns = 20;

/** How long a pattern and what it matches may be, and how many wildcards it may have. */
const longest = 320;
const mostWildcards = 6;

/** Of many checks those that are looked at. */
export function limitedChecks(added: readonly AddedHealthCheck[]): readonly AddedHealthCheck[] {
  const patterns = added.filter(({ key }) => isPattern(key) && key.length <= longest);
  const few = new Set(patterns.filter(({ key }) => wildcardsIn(key) <= mostWildcards).slice(0, mostPatterns));
  return added.filter((check) => !isPattern(check.key) || few.has(check)).slice(0, mostChecks);
}

/**
 * The added checks that decide about a kind, usually one: those for the very kind or, if there are none, those whose pattern matches.
 * They come before Argo CD's own check. Of several patterns Argo CD takes any, and of the same kind in several files it is not known
 * which of these files its Argo CD has.
 * Mirrors `GetHealthScript` and `getWildcardHealthOverrideLua` in util/lua/lua.go.
 */
export function addedChecksFor(
  { group, kind }: { readonly group: string; readonly kind: string },
  added: readonly AddedHealthCheck[],
): readonly AddedHealthCheck[] {
  if (added.length === 0) return added;
  const wanted = group === "" ? kind : `${group}/${kind}`;
  const exact = added.filter(({ key }) => key === wanted);
  if (exact.length > 0 || wanted.length > longest) return exact;
  return added.filter(({ key }) => isPattern(key) && matchesGlob(key, wanted));
}

function isPattern(key: string): boolean {
  return /[*?[{]/.test(key);
}

function wildcardsIn(key: string): number {
  return key.match(/[*?[{]/g)?.length ?? 0;
}

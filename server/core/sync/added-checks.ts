import { matchesGlob } from "../glob.ts";

/** A health check that somebody adds to Argo CD. */
export interface AddedHealthCheck {
  /** The kinds that it is for: `GROUP/KIND`, `KIND` for one of the core API, or a glob pattern such as `*.example.com/*`. */
  readonly key: string;
  /** The file that adds it. */
  readonly file: string;
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
  const wanted = group === "" ? kind : `${group}/${kind}`;
  const exact = added.filter(({ key }) => key === wanted);
  return exact.length > 0 ? exact : added.filter(({ key }) => /[*?[{]/.test(key) && matchesGlob(key, wanted));
}

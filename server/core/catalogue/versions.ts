/** A minor version of Argo CD; patches do not count. */
export interface ArgoCdVersion {
  readonly major: number;
  readonly minor: number;
}

/** The newest version of Argo CD that is released. */
export const latestVersion: ArgoCdVersion = { major: 3, minor: 5 };

/**
 * The version that a text names: `2.10`, `v3.5.1`, or `latest` for the newest one that is released.
 * `undefined` for any other text.
 */
export function parseVersion(text: string): ArgoCdVersion | undefined {
  if (text.trim().toLowerCase() === "latest") return latestVersion;
  const match = /^\s*v?(\d{1,4})\.(\d{1,4})(?:\.\d{1,4})?(?:[-+][\w.+-]*)?\s*$/i.exec(text);
  return match === null ? undefined : { major: Number(match[1]), minor: Number(match[2]) };
}

/** Below 0 where the first version is the older one, above 0 where it is the newer one, 0 where they are the same. */
export function compareVersions(one: ArgoCdVersion, other: ArgoCdVersion): number {
  return one.major - other.major || one.minor - other.minor;
}

/** Whether a version of Argo CD knows what came with `since`; what no version of Argo CD brought is known in all of them. */
export function isKnownIn(since: string | undefined, version: ArgoCdVersion): boolean {
  const first = since === undefined ? undefined : parseVersion(since);
  return first === undefined || compareVersions(first, version) <= 0;
}

/** `Argo CD 2.10`, or that the version is not yet released; `undefined` for what no version of Argo CD brought. */
export function sinceWords(since: string | undefined): string | undefined {
  if (since === undefined) return undefined;
  return isKnownIn(since, latestVersion) ? `Argo CD ${since}` : `Argo CD ${since}, which is not yet released`;
}

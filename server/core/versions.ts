/** A minor version of Argo CD, without its patch number. */
export interface ArgoCdVersion {
  readonly major: number;
  readonly minor: number;
}

/** The newest released version of Argo CD. */
export const latestVersion: ArgoCdVersion = { major: 3, minor: 5 };

/**
 * The version that a text names: `2.10`, `v3.5.1`, or `latest` for the newest release.
 * `undefined` for any other text.
 */
export function parseVersion(text: string): ArgoCdVersion | undefined {
  if (text.trim().toLowerCase() === "latest") return latestVersion;
  const match = /^\s*v?(\d{1,4})\.(\d{1,4})(?:\.\d{1,4})?(?:[-+][\w.+-]*)?\s*$/i.exec(text);
  return match === null ? undefined : { major: Number(match[1]), minor: Number(match[2]) };
}

/** Below 0 if the first version is older, above 0 if it is newer, 0 if they are the same. */
export function compareVersions(one: ArgoCdVersion, other: ArgoCdVersion): number {
  return one.major - other.major || one.minor - other.minor;
}

/** Whether a version of Argo CD has something that exists since `since`; `undefined` means that every version has it. */
export function isKnownIn(since: string | undefined, version: ArgoCdVersion): boolean {
  const first = since === undefined ? undefined : parseVersion(since);
  return first === undefined || compareVersions(first, version) <= 0;
}

/** `Argo CD 2.10`, with a note if that version is not yet released; `undefined` if the feature is not tied to a version. */
export function sinceWords(since: string | undefined): string | undefined {
  if (since === undefined) return undefined;
  return isKnownIn(since, latestVersion) ? `Argo CD ${since}` : `Argo CD ${since}, which is not yet released`;
}

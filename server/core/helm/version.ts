/** A semantic version as Masterminds/semver reads it. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly prerelease: string;
  readonly metadata: string;
  readonly original: string;
}

const versionPattern = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?$/;

/** Go refuses numbers of more than 64 bits, which have 20 digits. */
const longestNumber = 20;

/** A version; what is missing of it is 0. `undefined` for what is none. Mirrors `NewVersion` in version.go. */
export function parseVersion(text: string): Version | undefined {
  const match = versionPattern.exec(text);
  if (match === null) return undefined;
  const [, major = "", minor = "0", patch = "0", prerelease = "", metadata = ""] = match;
  if ([major, minor, patch].some((digits) => digits.length > longestNumber)) return undefined;
  if (prerelease.split(".").some((part) => /^0\d+$/.test(part))) return undefined;
  return { major: Number(major), minor: Number(minor), patch: Number(patch), prerelease, metadata, original: text };
}

/** The version in full. */
export function versionText({ major, minor, patch, prerelease, metadata }: Version): string {
  return `${major}.${minor}.${patch}${prerelease && `-${prerelease}`}${metadata && `+${metadata}`}`;
}

/** Below 0 where the first is older, above where it is newer. */
export function compareVersions(one: Version, other: Version): number {
  return (
    one.major - other.major ||
    one.minor - other.minor ||
    one.patch - other.patch ||
    comparePrereleases(one.prerelease, other.prerelease)
  );
}

function comparePrereleases(one: string, other: string): number {
  if (one === other) return 0;
  if (one === "" || other === "") return one === "" ? 1 : -1;
  const [parts, others] = [one.split("."), other.split(".")];
  for (let index = 0; index < Math.max(parts.length, others.length); index++) {
    const [part, otherPart] = [parts[index], others[index]];
    if (part === otherPart) continue;
    if (part === undefined || otherPart === undefined) return part === undefined ? -1 : 1;
    const [isNumber, isOtherNumber] = [/^\d+$/.test(part), /^\d+$/.test(otherPart)];
    if (isNumber && isOtherNumber) return Number(part) - Number(otherPart) || 0;
    return isNumber ? -1 : isOtherNumber ? 1 : part < otherPart ? -1 : 1;
  }
  return 0;
}

/** What a version has to be; a wildcard or what is missing is `undefined`. */
interface Bound {
  readonly operator: string;
  readonly major: number | undefined;
  readonly minor: number | undefined;
  readonly patch: number | undefined;
  readonly version: Version;
}

const boundPattern =
  /^(=|!=|>|<|>=|=>|<=|=<|~|~>|\^)?\s*v?(\d+|[xX*])(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

/** Whether a version is as a constraint says; `undefined` where that is none. Mirrors `NewConstraint` and `Check` in constraints.go. */
export function satisfies(constraint: string, version: Version): boolean | undefined {
  const groups = constraint.split("||").map(boundsOf);
  if (groups.some((group) => group === undefined)) return undefined;
  return groups.some((group) => {
    // Only who names a prerelease gets one.
    const isOut = version.prerelease !== "" && group?.every((bound) => bound.version.prerelease === "");
    return isOut !== true && group?.every((bound) => holds(bound, version));
  });
}

function boundsOf(group: string): readonly Bound[] | undefined {
  const bounds = wordsOf(group).map(boundOf);
  return bounds.length === 0 || bounds.includes(undefined) ? undefined : (bounds as readonly Bound[]);
}

/** Bounds are apart by commas or blanks, but an operator may stand apart from its version. `1 - 2` is a range. */
function wordsOf(group: string): readonly string[] {
  const words: string[] = [];
  let open = "";
  const parts = group.replaceAll(",", " ").trim().split(/\s+/);
  for (const [index, part] of parts.entries()) {
    if (part === "-" || part === "") continue;
    if (/^[=!<>~^]+$/.test(part)) open = part;
    else {
      const range = parts[index + 1] === "-" ? ">=" : parts[index - 1] === "-" ? "<=" : "";
      words.push(open + range + part);
      open = "";
    }
  }
  return open === "" ? words : [...words, open];
}

function boundOf(word: string): Bound | undefined {
  const match = boundPattern.exec(word);
  if (match === null) return undefined;
  const [, operator = "", majorText, minorText, patchText, prerelease = ""] = match;
  const major = numberOf(majorText);
  const minor = major === undefined ? undefined : numberOf(minorText);
  const patch = minor === undefined ? undefined : numberOf(patchText);
  const rest = { prerelease, metadata: "", original: word };
  return {
    operator,
    major,
    minor,
    patch,
    version: { major: major ?? 0, minor: minor ?? 0, patch: patch ?? 0, ...rest },
  };
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined || /^[xX*]$/.test(text) ? undefined : Number(text);
}

function holds({ operator, major, minor, patch, version: bound }: Bound, version: Version): boolean {
  const order = compareVersions(version, bound);
  const isWhole = patch !== undefined;
  const isSame =
    version.major === bound.major &&
    (minor === undefined || version.minor === minor) &&
    (!isWhole || version.patch === patch);
  switch (operator) {
    case "":
    case "=":
      return major === undefined || (isWhole ? order === 0 : isSame);
    case "!=":
      return isWhole ? order !== 0 : major !== undefined && !isSame;
    case ">":
      return isWhole || major === undefined ? order > 0 : order > 0 && !isSame;
    case ">=":
    case "=>":
      return order >= 0;
    case "<":
      return order < 0;
    case "<=":
    case "=<":
      return isWhole ? order <= 0 : order <= 0 || isSame || major === undefined;
    case "~":
    case "~>":
      return (
        major === undefined ||
        (order >= 0 && version.major === major && (minor === undefined || version.minor === minor))
      );
    default:
      return order >= 0 && isCompatible({ major: major ?? 0, minor, patch }, version);
  }
}

/** What `^` allows: nothing that changes the first part which is not 0. */
function isCompatible(
  {
    major,
    minor,
    patch,
  }: { readonly major: number; readonly minor: number | undefined; readonly patch: number | undefined },
  version: Version,
): boolean {
  if (version.major !== major) return false;
  if (major > 0 || minor === undefined) return true;
  if (version.minor !== minor) return false;
  return minor > 0 || patch === undefined || version.patch === patch;
}

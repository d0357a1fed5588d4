import { tooLong } from "../evaluate/budget.ts";
import { templateFailure } from "../evaluate/failure.ts";
import { type ObjectValue, typed, type Value } from "../value/value.ts";
import { compareVersions, parseVersion, satisfies, type Version, versionText } from "../version.ts";
import { functionsThat, type NamedFunctions } from "./define.ts";
import { asText, text } from "./given.ts";

/** How long a range of versions may be, in characters. */
const longestConstraint = 1000;

/** Versions. Mirrors semver.go of sprig. */
export const versions: NamedFunctions = functionsThat("strict", {
  semver: ([value]) => versionObject(read(text(value))),
  semverCompare: ([constraint, value]) => {
    if (text(constraint).length > longestConstraint) throw tooLong();
    const fits = satisfies(text(constraint), read(text(value)));
    if (fits === undefined) throw templateFailure(`improper constraint: ${text(constraint)}`);
    return fits;
  },
});

function read(value: string): Version {
  const version = parseVersion(value);
  if (version === undefined) throw templateFailure("invalid semantic version");
  return version;
}

function versionObject(version: Version): ObjectValue {
  const { major, minor, patch, prerelease, metadata, original } = version;
  const number = (part: number): Value => typed("uint64", BigInt(part));
  const orderOf = ([other]: readonly Value[]): number => Math.sign(compareVersions(version, read(asText(other))));
  const next = (parts: Partial<Version>): Value => {
    const increased = { ...version, prerelease: "", metadata: "", ...parts };
    const text = (original.startsWith("v") ? "v" : "") + versionText(increased);
    return { ...versionObject({ ...increased, original: text }), type: "semver.Version" };
  };
  const parts = { Major: number(major), Minor: number(minor), Patch: number(patch) };
  const words = { Prerelease: prerelease, Metadata: metadata, Original: original };
  return {
    kind: "object",
    type: "*semver.Version",
    fields: new Map<string, Value>(Object.entries({ ...parts, ...words })),
    methods: {
      ...Object.fromEntries(Object.entries({ ...parts, ...words }).map(([name, value]) => [name, () => value])),
      ...{ Compare: (given) => BigInt(orderOf(given)), Equal: (given) => orderOf(given) === 0 },
      ...{ LessThan: (given) => orderOf(given) < 0, LessThanEqual: (given) => orderOf(given) <= 0 },
      ...{ GreaterThan: (given) => orderOf(given) > 0, GreaterThanEqual: (given) => orderOf(given) >= 0 },
      ...{ IncMajor: () => next({ major: major + 1, minor: 0, patch: 0 }) },
      ...{ IncMinor: () => next({ minor: minor + 1, patch: 0 }) },
      IncPatch: () => next(prerelease === "" ? { patch: patch + 1 } : {}),
      String: () => versionText(version),
    },
    holds: undefined,
    text: versionText(version),
  };
}

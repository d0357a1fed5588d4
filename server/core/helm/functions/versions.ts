import { tooLong } from "../evaluate/budget.ts";
import { templateFailure } from "../evaluate/failure.ts";
import type { ObjectValue, Value } from "../value/value.ts";
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
  const compare = ([other]: readonly Value[]): bigint =>
    BigInt(Math.sign(compareVersions(version, read(asText(other)))));
  return {
    kind: "object",
    type: "*semver.Version",
    fields: new Map<string, Value>([
      ...Object.entries({ Major: BigInt(major), Minor: BigInt(minor), Patch: BigInt(patch) }),
      ...Object.entries({ Prerelease: prerelease, Metadata: metadata, Original: original }),
    ]),
    methods: {
      ...{ Major: () => BigInt(major), Minor: () => BigInt(minor), Patch: () => BigInt(patch), Compare: compare },
      ...{ Prerelease: () => prerelease, Metadata: () => metadata, Original: () => original },
      ...{ String: () => versionText(version) },
    },
    holds: undefined,
    text: versionText(version),
  };
}

import assert from "node:assert/strict";
import { type ConformanceCase, answerFor, readCases } from "./conformance-case.ts";

/** Compares all cases before it fails, and shows the first that differ, with what differs. */
function assertConforms(cases: readonly ConformanceCase[]): void {
  const failures = cases.flatMap((one) => {
    const difference = differenceIn(one);
    return difference === undefined ? [] : [`${one.id}\n${difference}`];
  });
  const shown = failures.slice(0, 5).join("\n\n");
  assert.equal(failures.length, 0, `${failures.length} of ${cases.length} cases differ from Argo CD:\n${shown}`);
}

function differenceIn({ manifests, expected }: ConformanceCase): string | undefined {
  const actual = answerFor(manifests);
  if ("error" in expected) return "error" in actual ? undefined : `Argo CD fails: ${expected.error}`;
  try {
    assert.deepEqual(actual, expected);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function groupsOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

/** The id of a case from a repository is its owner, its name and the path in it. */
function repositoryOf({ id }: ConformanceCase): string {
  return id.split("/").slice(0, 2).join("/");
}

describe("agreement with Argo CD's own code", () => {
  const named = readCases("named");
  describe(`${named.length} named cases`, () => {
    for (const one of named) {
      it(one.id, () => {
        assertConforms([one]);
      });
    }
  });

  const random = readCases("random");
  describe(`${random.length} random applications`, () => {
    for (const group of groupsOf(random, 100)) {
      it(`${group.length} from ${group[0]?.id ?? ""} to ${group.at(-1)?.id ?? ""}`, () => {
        assertConforms(group);
      });
    }
  });

  const files = readCases("files");
  describe(`${files.length} manifest files of public repositories`, () => {
    const repositories = new Set(files.map(repositoryOf));
    for (const repository of repositories) {
      const cases = files.filter((one) => repositoryOf(one) === repository);
      it(`${cases.length} of ${repository}`, () => {
        assertConforms(cases);
      });
    }
  });
});

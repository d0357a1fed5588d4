import assert from "node:assert/strict";
import { type Answer, readCases } from "../conformance/conformance-case.ts";
import { readSimulated } from "../conformance/simulated-case.ts";
import { commandAnswer, commandExpected, questionOf, type WhatIfCase } from "../conformance/what-if-case.ts";
import { runCli, withFolder } from "./run-cli.ts";

interface PlannedJson {
  readonly error?: string;
  readonly resources: readonly Readonly<Record<string, unknown>>[];
  readonly steps: unknown;
  readonly deletion: unknown;
}

const answered = ["id", "role", "phases", "wave", "deletePolicies", "preDelete", "postDelete"] as const;

/** What a plan says, in the words of the cases: nothing is written that is empty or false. */
function toAnswer({ error, resources, steps, deletion }: PlannedJson): unknown {
  if (error !== undefined) return { error: "" };
  const isSaid = (key: string, value: unknown): boolean =>
    value !== false && !(key === "deletePolicies" && Array.isArray(value) && value.length === 0);
  const trimmed = resources.map((resource) =>
    Object.fromEntries(
      answered.map((key) => [key, resource[key]] as const).filter(([key, value]) => isSaid(key, value)),
    ),
  );
  return { resources: trimmed, steps, deletion };
}

/** The text of an error is Argo CD's own. */
function withoutErrorText(answer: Answer): unknown {
  return "error" in answer ? { error: "" } : answer;
}

describe("plan as JSON", () => {
  it("says of every named case what Argo CD's own code says, in one run", async () => {
    const cases = readCases("named");
    const names = cases.map((_, index) => `case-${index}.yaml`);
    const files = Object.fromEntries(cases.map(({ manifests }, index) => [names[index] ?? "", manifests]));
    await withFolder(files, async (cwd) => {
      const { stdout } = await runCli(["plan", "--format", "json", ...names], { cwd });
      const { applications } = JSON.parse(stdout) as { readonly applications: readonly PlannedJson[] };
      assert.deepEqual(
        applications.map(toAnswer),
        cases.map(({ expected }) => withoutErrorText(expected)),
      );
    });
  });
});

describe("plan --what-if as JSON", () => {
  // The program has no option for a Namespace that the sync creates.
  const cases = (readSimulated("what-if") as readonly WhatIfCase[]).filter(({ createNamespace }) => !createNamespace);
  const sample = cases.filter((_, index) => index % 60 === 0);
  for (const one of sample) {
    it(`says of ${one.id} what Argo CD's own loop did`, async () => {
      const questions = one.failures.length === 0 ? ["none"] : one.failures.map(questionOf);
      const args = questions.flatMap((question) => ["--what-if", question]);
      const { stdout } = await runCli(["plan", "--format", "json", "--namespace", one.namespace, ...args, "-"], {
        input: one.manifests,
      });
      assert.deepEqual(commandAnswer(stdout), commandExpected(one));
    });
  }
});

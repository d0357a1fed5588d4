import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildApplication } from "../../server/core/application/application.ts";
import { openFile } from "../../server/core/manifest/file.ts";
import { idOf } from "../../server/core/sync/resource.ts";

/** What Argo CD makes of one resource, in the words of the cases: nothing is written that is empty or false. */
interface ResourceAnswer {
  readonly id: string;
  readonly role: string;
  readonly phases: readonly string[];
  readonly wave: number;
  readonly deletePolicies?: readonly string[];
  readonly preDelete?: true;
  readonly postDelete?: true;
}

/** What Argo CD answers for an application; an error where it cannot generate the manifests. */
export type Answer =
  | { readonly error: string }
  | {
      readonly resources: readonly ResourceAnswer[];
      readonly steps: readonly { readonly phase: string; readonly wave: number; readonly tasks: readonly string[] }[];
      readonly deletion: readonly (readonly string[])[];
    };

/** One case: the manifests of an application, and what Argo CD's own code answered. */
export interface ConformanceCase {
  readonly id: string;
  readonly manifests: string;
  readonly expected: Answer;
}

/** The cases of one file below test/fixtures/conformance. */
export function readCases(name: "named" | "random" | "files"): readonly ConformanceCase[] {
  const file = new URL(`../fixtures/conformance/${name}.ndjson.gz`, import.meta.url);
  const lines = gunzipSync(readFileSync(file)).toString("utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as ConformanceCase);
}

/**
 * What this project answers for the same manifests, in the same words; the text of an error is not compared.
 * Nothing is rendered after Argo CD has read a case, so that a placeholder such as `${VAR}` is a value like any other.
 */
export function answerFor(manifests: string): Answer {
  const file = { name: "manifests.yaml", file: openFile(manifests) };
  const source = { type: "file", path: file.name } as const;
  const { members, plan, error } = buildApplication([file], { name: "case", source, namespace: "default" }, "literal");
  if (error !== undefined) return { error };
  const ids = members.map((member) => idOf(member.resource));
  const idAt = (index: number | undefined): string => (index === undefined ? "" : (ids[index] ?? ""));
  return {
    resources: plan.behaviours.map(({ role, phases, wave, deletePolicies, preDelete, postDelete }, index) => ({
      id: idAt(index),
      role,
      phases,
      wave: Number(wave),
      ...(deletePolicies.length > 0 ? { deletePolicies } : {}),
      ...(preDelete ? { preDelete } : {}),
      ...(postDelete ? { postDelete } : {}),
    })),
    steps: plan.steps.map(({ phase, wave, tasks }) => ({
      phase,
      wave: Number(wave),
      tasks: tasks.map((task) => idAt(task.resource)),
    })),
    deletion: plan.deletion.map((batch) => batch.map(idAt).sort()),
  };
}

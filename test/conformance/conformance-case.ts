import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { type Manifest, definedBy } from "../../server/core/manifest/manifest.ts";
import { openFile } from "../../server/core/manifest/file.ts";
import { planSync } from "../../server/core/sync/plan.ts";
import { type SyncResource, idOf, isCustomResourceDefinition } from "../../server/core/sync/resource.ts";

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

/** What this project answers for the same manifests, in the same words; the text of an error is not compared. */
export function answerFor(manifests: string): Answer {
  const read = openFile(manifests).documents.flatMap((document) => document.manifests);
  if (read.some((manifest) => !hasReadableAnnotations(manifest) && !isCustomResourceDefinition(manifest))) {
    return { error: "an annotation is not a string" };
  }
  const resources = read.map(toSyncResource);
  const plan = planSync(resources, { namespace: "default" });
  const ids = resources.map(idOf);
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

/** Nothing is rendered after Argo CD has read a case, so that whatever is written is the value, `${VAR}` included. */
function toSyncResource(manifest: Manifest): SyncResource {
  const { group, kind, namespace, name, generateName } = manifest;
  const effective = hasReadableAnnotations(manifest) ? manifest.annotations.filter((it) => it.effective) : [];
  const annotations = effective.flatMap(({ key, value }) =>
    value.type === "scalar" ? [[key.text, value.text] as const] : [],
  );
  return {
    group,
    kind,
    namespace,
    name,
    generateName,
    annotations: new Map(annotations),
    annotationsKnown: true,
    crd: definedBy(manifest),
  };
}

/** One value that is no string, and Argo CD reads no annotation at all. */
function hasReadableAnnotations({ annotations }: Manifest): boolean {
  return annotations
    .filter((annotation) => annotation.effective)
    .every(({ value }) => value.type === "scalar" && (value.scalarType === "string" || value.scalarType === "unknown"));
}

import assert from "node:assert/strict";
import { diagnoseApplication } from "../../support/diagnose.ts";
import { parseVersion } from "../../../server/core/index.ts";
import { folderOf } from "./folder.ts";

const later =
  "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: later, annotations: { argocd.argoproj.io/sync-wave: '1' } }\n";

function object(apiVersion: string, kind: string, spec: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: app\nspec: { ${spec} }\n`;
}

function wordsOf(text: string, version?: string): readonly string[] {
  const of = version === undefined ? {} : { version: parseVersion(version) };
  return diagnoseApplication(folderOf({ "app.yaml": text, "later.yaml": later }, { declared: true, ...of }))
    .filter(({ rule }) => rule.id === "never-healthy")
    .map(({ message }) => message);
}

describe("what never becomes healthy", () => {
  const job = object("batch/v1", "Job", "suspend: true");
  const cases: readonly (readonly [text: string, field: string | undefined])[] = [
    [job, "suspend"],
    [object("batch/v1", "Job", "suspend: yes"), "suspend"],
    [object("apps/v1", "Deployment", "paused: true"), "paused"],
    [object("argoproj.io/v1alpha1", "Rollout", "paused: true"), "paused"],
    [object("argoproj.io/v1alpha1", "Workflow", "suspend: true"), "suspend"],
    [object("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "suspend: true"), "suspend"],
    [object("batch/v1", "Job", "suspend: false"), undefined],
    [object("batch/v1", "Job", 'suspend: "true"'), undefined],
    [object("batch/v1", "Job", "paused: true"), undefined],
    [object("batch/v1", "CronJob", "suspend: true"), undefined],
    [object("apps/v1", "StatefulSet", "paused: true"), undefined],
    [object("example.com/v1", "Job", "suspend: true"), undefined],
    [job.replace("name: app", "name: app\n  labels: { kueue.x-k8s.io/queue-name: a }"), undefined],
    [job.replace("name: app", "name: app\n  labels: { app: a }"), "suspend"],
    [
      "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: app\nspec:\n  {{- if .x }}\n  suspend: true\n  {{- end }}\n",
      undefined,
    ],
  ];
  for (const [text, field] of cases) {
    it(`is ${field ?? "nothing"} in ${JSON.stringify(text)}`, () => {
      const [message] = wordsOf(text);
      assert.equal(/never becomes healthy with "(\w+): true"/.exec(message ?? "")?.[1], field);
    });
  }

  it("depends on the health checks that the version has", () => {
    const kustomization = object("kustomize.toolkit.fluxcd.io/v1", "Kustomization", "suspend: true");
    assert.equal(wordsOf(kustomization, "2.12").length, 0);
    assert.equal(wordsOf(kustomization, "2.13").length, 1);
  });

  it("is awaited as a hook in every wave, so it should not be one", () => {
    const hook = job.replace("name: app", "name: app\n  annotations: { argocd.argoproj.io/hook: PostSync }");
    assert.match(
      wordsOf(hook)[0] ?? "",
      /the sync never ends\. Resume it, or make it an ordinary resource in a last wave without hooks\.$/,
    );
  });
});

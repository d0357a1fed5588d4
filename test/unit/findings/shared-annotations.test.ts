import assert from "node:assert/strict";
import { openFile } from "../../../server/core/index.ts";
import { diagnoseApplication, diagnoseFile } from "../../support/diagnose.ts";
import { folderOf } from "./folder.ts";

/** The titles of all fixes of a text. */
function fixesOf(text: string): string[] {
  return diagnoseFile(openFile(text)).flatMap(({ fixes }) => fixes.map(({ title }) => title));
}

/** A list of two Jobs: `annotations` are those of the first one, `others` those of the second one. */
function jobs(annotations: string, others: string): string {
  const job = (name: string, value: string): string =>
    `- apiVersion: batch/v1\n  kind: Job\n  metadata:\n    name: ${name}\n    annotations: ${value}\n`;
  return `apiVersion: v1\nkind: List\nitems:\n${job("a", annotations)}${job("b", others)}`;
}

describe("fixes of what several resources share through an anchor", () => {
  const misspelt = "\n      argocd.argoproj.io/sync-option: Prune=false";
  const change = 'Change the key to "argocd.argoproj.io/sync-options"';

  it("are offered where the anchor has no alias, or is used in the same resource alone", () => {
    assert.ok(fixesOf(jobs(misspelt, "{}")).includes(change));
    assert.ok(fixesOf(jobs(` &x${misspelt}`, "{}")).includes(change));
    assert.ok(fixesOf(jobs(` &x${misspelt}\n    labels: *x`, "{}")).includes(change));
  });

  it("are not offered where another resource would change", () => {
    assert.deepEqual(fixesOf(jobs(` &x${misspelt}`, "*x")), []);
    assert.deepEqual(fixesOf(jobs(` &x${misspelt}`, "{<<: *x}")), []);
    const value = "\n      argocd.argoproj.io/sync-options: &v prune=false";
    assert.ok(!fixesOf(jobs(value, "{team: *v}")).some((title) => title.startsWith("Change to")));
  });

  it("are not offered where an alias would lose its anchor", () => {
    const text = jobs("\n      argocd.argoproj.io/hook-delete-policy: &v HookFailed", "{team: *v}");
    assert.ok(!fixesOf(text).some((title) => title.startsWith("Remove")));
  });

  it("are told apart from the words of a shell", () => {
    assert.ok(fixesOf(jobs(misspelt, "{run: a && b}")).includes(change));
  });
});

describe("fixes of an order in which resources share annotations", () => {
  const pod = "spec: {template: {spec: {containers: [{name: a, envFrom: [{configMapRef: {name: settings}}]}]}}}";
  const text = (annotations: string): string => `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: ConfigMap
  metadata:
    name: settings
    annotations: &late
      argocd.argoproj.io/sync-wave: "5"
- apiVersion: batch/v1
  kind: Job
  metadata:
    name: last
    annotations: ${annotations}
- apiVersion: batch/v1
  kind: Job
  metadata:
    name: first
    annotations:
      argocd.argoproj.io/sync-wave: "1"
  ${pod}
`;
  const titlesOf = (annotations: string): string[] =>
    diagnoseApplication(folderOf({ "all.yaml": text(annotations) })).flatMap((problem) =>
      problem.fixes.map(({ title }) => title),
    );

  it("move what is meant and leave out what would move something else", () => {
    assert.deepEqual(titlesOf("{}"), ['Move ConfigMap "settings" to wave 1', "Move this Job to wave 5"]);
    assert.deepEqual(titlesOf("*late"), ["Move this Job to wave 5"]);
    assert.deepEqual(titlesOf("{<<: *late}"), ["Move this Job to wave 5"]);
  });
});

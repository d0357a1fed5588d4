import assert from "node:assert/strict";
import { looksLikeManifest, mayCompleteManifest } from "../../../client/src/looks-like-manifest.ts";

describe("what the language server is started for", () => {
  const job = '{ "kind": "Job",\n"apiVersion": "batch/v1" }';

  it("is any YAML, and JSON with the keys of a Kubernetes object", () => {
    const languages = ["yaml", "helm", "json", "jsonc", "javascript"];
    const startedBy = (text: string): readonly string[] =>
      languages.filter((language) => looksLikeManifest(language, () => text));
    assert.deepEqual(startedBy(job), ["yaml", "helm", "json", "jsonc"]);
    for (const other of ["", '{ "kind": "module" }', '{ "apiVersion": 1 }', "{ kind: 1, apiVersion: 2 }"])
      assert.deepEqual(startedBy(other), ["yaml", "helm"]);
  });

  it("is an edit that writes one of the keys, of which the last one completes it", () => {
    assert.deepEqual(job.split("\n").map(mayCompleteManifest), [true, true]);
    assert.ok(!mayCompleteManifest('  "dependencies": { "kind-of": "6.0.3" }'));
  });
});

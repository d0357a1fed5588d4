import assert from "node:assert/strict";
import { waitSentence } from "../../../server/core/features/waits.ts";
import { applicationOf } from "../../support/applications.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";

const pod = manifest("Pod", "db");
const settings = manifest("ConfigMap", "settings");
const load = manifest("Job", "load", hook("Sync"));
const late = manifest("ConfigMap", "late", wave("9"));
const widget = manifest("Widget", "w").replace("v1", "example.com/v1");

describe("whom Argo CD waits for", () => {
  const cases: readonly (readonly [title: string, documents: readonly string[], sentence: string])[] = [
    [
      "names who is awaited, and who is not",
      [pod, settings, load, late],
      "Argo CD continues when Job load has succeeded and Pod db is healthy. " +
        "It does not wait for ConfigMap settings, which has no health check.",
    ],
    [
      "promises nothing where Argo CD checks nothing",
      [settings, late],
      "Argo CD continues at once, because nothing in this wave has a health check.",
    ],
    [
      "promises nothing for a hook that Argo CD cannot check",
      [manifest("ConfigMap", "seed", hook("Sync"))],
      "Argo CD continues at once, because no hook in this wave has a health check.",
    ],
    [
      "leaves open what is not known of a kind",
      [widget, pod, late],
      "Argo CD continues when Pod db is healthy. It also waits for Widget w if it has a health check for Widget.",
    ],
    [
      "knows that only hooks are awaited in a single wave",
      [pod, load],
      "Argo CD continues when Job load has succeeded. It does not wait for the other resources.",
    ],
    [
      "knows that nothing is awaited in the last one",
      [pod],
      "Argo CD does not wait for health after applying this wave.",
    ],
    [
      "names a few of many",
      [...["a", "b", "c", "d", "e", "f"].map((name) => manifest("Pod", name)), late],
      "Argo CD continues when Pod a, Pod b, Pod c, Pod d and 2 more are healthy.",
    ],
  ];
  for (const [title, documents, sentence] of cases) {
    it(title, () => {
      const application = applicationOf(documents);
      const [step] = application.plan.steps;
      assert.ok(step);
      assert.equal(waitSentence(application, step), sentence);
    });
  }
});

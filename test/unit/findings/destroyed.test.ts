import assert from "node:assert/strict";
import { readFolderApplication } from "../../../server/core/application/deployed-application.ts";
import { textOf } from "../../../server/core/manifest/file.ts";
import { diagnoseApplication } from "../../support/diagnose.ts";
import { manifest } from "../../support/manifests.ts";
import { treeOf } from "../../support/source-tree.ts";

/** What is found in the folder `app`: its file, what it stands on, its words and the other places. */
function foundIn(files: Readonly<Record<string, string>>): readonly string[] {
  const { application } = readFolderApplication("app", { name: "app", namespace: "default" }, treeOf(files));
  return diagnoseApplication(application).map(({ fileName, file, span, message, related }) =>
    [`${fileName} ${textOf(file).slice(span.start, span.end)}: ${message}`, ...related.map((it) => it.message)].join(
      "\n",
    ),
  );
}

describe("what is destroyed in each sync", () => {
  it("stands where a kustomization makes hooks of everything", () => {
    const found = foundIn({
      "app/kustomization.yaml": "resources: [all.yaml]\ncommonAnnotations:\n  argocd.argoproj.io/hook: PreSync\n",
      "app/all.yaml": [manifest("Namespace", "web"), manifest("Service", "web"), manifest("ConfigMap", "web")].join(
        "---\n",
      ),
    });
    assert.deepEqual(found, [
      `app/kustomization.yaml argocd.argoproj.io/hook: Every sync deletes and recreates Namespace and Service "web", which are hooks: what they hold or serve is lost with them. Remove the hook, and order them with a sync wave.
Namespace "web": everything in the namespace goes with it.
Service "web": it answers nobody until it is there again, perhaps under another address.`,
    ]);
  });

  it("stands where a patch makes a hook of one", () => {
    const found = foundIn({
      "app/kustomization.yaml": `resources: [all.yaml]\npatches:\n  - target: { kind: Namespace }\n    patch: |-\n      - op: add\n        path: /metadata/annotations\n        value: { argocd.argoproj.io/hook: PreSync }\n`,
      "app/all.yaml": [manifest("Namespace", "data"), manifest("ConfigMap", "web")].join("---\n"),
    });
    assert.equal(found.length, 1);
    assert.match(found[0] ?? "", /^app\/kustomization\.yaml .*Namespace "data"/);
  });
});

import assert from "node:assert/strict";
import { startOf } from "../../../server/core/application/application.ts";
import { readSource } from "../../../server/core/application/source.ts";
import type { SourceMember } from "../../../server/core/application/source-member.ts";
import { plainSource } from "../../../server/core/application/source-spec.ts";
import { textOf } from "../../../server/core/manifest/file.ts";
import { treeOf } from "../../support/source-tree.ts";

const files = {
  "prod/kustomization.yaml": `resources:
  - ../base
  - https://example.com/remote.yaml
  - github.com/example/repository//deploy?ref=main
namespace: production
namePrefix: prod-
commonAnnotations:
  argocd.argoproj.io/sync-wave: "3"
  owner: x
patches:
  - path: hook.yaml
  - target: { kind: Secret }
    patch: |-
      - { op: add, path: /metadata/annotations/argocd.argoproj.io~1sync-options, value: Prune=false }
secretGenerator:
  - name: tokens
    options: { annotations: { team: a } }
generatorOptions: { annotations: { team: b, argocd.argoproj.io/hook: Sync, size: x } }
configMapGenerator:
  - name: settings
    literals: [a=b]
    options:
      annotations:
        argocd.argoproj.io/hook: PreSync
`,
  "prod/hook.yaml": `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: "1"
    argocd.argoproj.io/hook-delete-policy: null
`,
  "base/kustomization.yaml": "resources: [all.yaml]\n",
  "base/all.yaml": `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook-delete-policy: HookSucceeded
---
apiVersion: v1
kind: Secret
metadata: { name: keys }
`,
};

const reading = readSource(plainSource("prod"), "", treeOf(files));

function memberOf(kind: string): SourceMember {
  const member = reading.members.find(({ resource }) => resource.kind === kind);
  assert.ok(member, `There is a ${kind}.`);
  return member;
}

/** What changed a member, with the line of text that says so. */
function changesOf({ changes }: SourceMember): Record<string, string> {
  return Object.fromEntries(
    changes.map(({ what, key, by, location }) => {
      const text = files[location.path as keyof typeof files];
      const line = text.slice(location.offset).split("\n")[0] ?? "";
      return [key === "" ? what : `${what} ${key}`, `${by}, ${location.path}: ${line.trim()}`];
    }),
  );
}

describe("where a kustomization changes its resources", () => {
  it("names the place of everything that is not written in the manifest itself", () => {
    assert.deepEqual(changesOf(memberOf("Job")), {
      "annotation argocd.argoproj.io/hook": "patches, prod/hook.yaml: argocd.argoproj.io/hook: PreSync",
      namespace: "namespace, prod/kustomization.yaml: production",
      name: "namePrefix, prod/kustomization.yaml: prod-",
      "annotation argocd.argoproj.io/sync-wave":
        'commonAnnotations, prod/kustomization.yaml: argocd.argoproj.io/sync-wave: "3"',
      "annotation owner": "commonAnnotations, prod/kustomization.yaml: owner: x",
    });
  });

  it("leads from a patch in the kustomization to the operation in it", () => {
    const change = changesOf(memberOf("Secret"))["annotation argocd.argoproj.io/sync-options"];
    assert.equal(
      change,
      "patches, prod/kustomization.yaml: /metadata/annotations/argocd.argoproj.io~1sync-options, value: Prune=false }",
    );
  });

  it("shows a generated object at its generator's entry, with the hash in its name", () => {
    const member = memberOf("ConfigMap");
    assert.equal(member.generated, true);
    assert.equal(member.fileName, "prod/kustomization.yaml");
    assert.ok(textOf(member.file).slice(startOf(member)).startsWith("name: settings"));
    assert.equal(member.resource.name, "prod-settings-4h2mbtbbt6");
    assert.equal(member.nameKnown, true);
    assert.equal(
      changesOf(member)["annotation argocd.argoproj.io/hook"],
      "configMapGenerator, prod/kustomization.yaml: argocd.argoproj.io/hook: PreSync",
    );
  });

  it("says which options of a generator count", () => {
    const tokens = reading.members.find(({ resource }) => resource.name.startsWith("prod-tokens-"));
    assert.ok(tokens);
    const { "annotation team": own, "annotation size": common } = changesOf(tokens);
    assert.match(own ?? "", /^secretGenerator, prod\/kustomization\.yaml: team: a/);
    assert.match(common ?? "", /^generatorOptions, prod\/kustomization\.yaml: size: x/);
  });

  it("shows a resource where its manifest stands", () => {
    const member = memberOf("Secret");
    assert.equal(member.fileName, "base/all.yaml");
    assert.ok(textOf(member.file).slice(startOf(member)).startsWith("apiVersion: v1\nkind: Secret"));
    assert.equal(member.resource.name, "prod-keys");
    assert.equal(member.resource.namespace, "production");
    assert.deepEqual([member.generated, member.conditional, member.nameKnown], [false, false, true]);
  });

  it("says what is on another machine, and calls it no error", () => {
    assert.deepEqual(
      reading.unread.map(({ text }) => text),
      ["https://example.com/remote.yaml", "github.com/example/repository//deploy?ref=main"],
    );
    assert.equal(reading.error, undefined);
  });

  it("names every file that it depends on", () => {
    assert.deepEqual(reading.files.map(({ name }) => name).sort(), Object.keys(files).sort());
  });
});

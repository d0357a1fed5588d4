import assert from "node:assert/strict";
import { openFile } from "../../../server/core/manifest/file.ts";
import type { Manifest } from "../../../server/core/manifest/manifest.ts";

function manifestsIn(text: string): readonly Manifest[] {
  return openFile(text).documents.flatMap(({ manifests }) => manifests);
}

/** `group/kind namespace/name` of each manifest. */
function namesIn(text: string): string[] {
  return manifestsIn(text).map(
    ({ group, kind, namespace, name, generateName }) =>
      `${group}/${kind} ${namespace}/${name}${generateName && `${generateName}*`}`,
  );
}

describe("the manifests of a file", () => {
  const cases: readonly (readonly [what: string, text: string, names: readonly string[]])[] = [
    ["one resource", "apiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: b}\n", ["/Secret b/a"]],
    ["a group", "apiVersion: batch/v1\nkind: Job\nmetadata:\n  generateName: a-\n", ["batch/Job /a-*"]],
    ["several documents", "kind: A\n---\nkind: B\n---\n# nothing\n---\nkind: C\n", ["/A /", "/B /", "/C /"]],
    ["JSON", '{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "a"}}', ["apps/Deployment /a"]],
    ["JSON with tabs", '{\n\t"kind": "A",\n\t"metadata": {\n\t\t"name": "a"\n\t}\n}', ["/A /a"]],
    [
      "a List",
      "apiVersion: v1\nkind: List\nitems:\n  - kind: A\n  - kind: B\n    metadata: {name: b}\n",
      ["/A /", "/B /b"],
    ],
    ["a list of another kind", "kind: ConfigMapList\nitems: [{kind: ConfigMap}]\n", ["/ConfigMap /"]],
    ["an empty List", "kind: List\nitems: []\n", []],
    ["items that are no list", "kind: Thing\nitems: {a: b}\n", ["/Thing /"]],
    ["quoted keys", '"kind": \'A\'\n\'metadata\': {"name": "a"}\n', ["/A /a"]],
    ["an alias as metadata", "x: &m {name: a}\nkind: A\nmetadata: *m\n", ["/A /a"]],
    ["CRLF", "apiVersion: v1\r\nkind: A\r\nmetadata:\r\n  name: a\r\n", ["/A /a"]],
    ["a byte order mark", "\uFEFFapiVersion: v1\nkind: A\n", ["/A /"]],
    ["no kind", "apiVersion: v1\nmetadata: {name: a}\n", []],
    ["values of a chart", "replicas: 1\nimage: {tag: a}\n", []],
    ["metadata that is no mapping", "kind: A\nmetadata: [a]\n", ["/A /"]],
    ["a kind twice", "kind: A\nkind: B\n", ["/B /"]],
  ];
  for (const [what, text, names] of cases) {
    it(`are read with ${what}`, () => {
      assert.deepEqual(namesIn(text), names);
    });
  }

  it("are told from what Kustomize reads itself", () => {
    const places = (text: string): string[] => manifestsIn(text).map(({ place }) => place);
    for (const kind of ["Kustomization", "Component"]) assert.deepEqual(places(`kind: ${kind}\n`), ["kustomization"]);
    assert.deepEqual(places("apiVersion: kustomize.config.k8s.io/v1\nkind: A\n"), ["kustomization"]);
    assert.deepEqual(places("apiVersion: a/v1\nkind: Component\n---\nkind: A\n"), ["resource", "resource"]);
  });

  const effective: readonly (readonly [what: string, text: string, read: readonly string[]])[] = [
    ["all of one block", "  annotations: {a: 1, b: 2}\n", ["a=1", "b=2"]],
    ["of duplicate keys the last", "  annotations:\n    a: 1\n    b: 2\n    a: 3\n", ["b=2", "a=3"]],
    ["of two blocks the last", "  annotations: {a: 1}\n  labels: {}\n  annotations: {b: 2}\n", ["b=2"]],
    ["none of an empty last block", "  annotations: {a: 1}\n  annotations:\n", []],
    ["those of a merge", "  labels: &l {a: 1}\n  annotations:\n    <<: *l\n    b: 2\n", ["a=1", "b=2"]],
    ["those of an alias", "  labels: &l {a: 1}\n  annotations: *l\n", ["a=1"]],
  ];
  for (const [what, text, read] of effective) {
    it(`have of their annotations ${what}`, () => {
      const [manifest] = manifestsIn(`kind: A\nmetadata:\n${text}`);
      const found = manifest?.annotations.filter((it) => it.effective) ?? [];
      assert.deepEqual(
        found.map(({ key, value }) => `${key.text}=${value.type === "scalar" ? value.text : value.type}`),
        read,
      );
    });
  }
});

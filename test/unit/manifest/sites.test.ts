import assert from "node:assert/strict";
import fc from "fast-check";
import { openFile } from "../../../server/core/manifest/file.ts";
import type { Node } from "../../../server/core/manifest/node.ts";
import { parseDocumentText, parsePart } from "../../../server/core/manifest/parse.ts";
import { nastyText } from "../../support/texts.ts";

/** `place: kind name` of every place beside the resources, with the keys of its annotations. */
function sitesIn(text: string): string[] {
  return openFile(text).documents.flatMap(({ sites, manifests }) =>
    sites
      .filter((site) => !manifests.includes(site))
      .map(({ place, kind, name, annotations }) =>
        [`${place}:`, kind, name, ...annotations.map(({ key }) => key.text)].filter((word) => word !== "").join(" "),
      ),
  );
}

const own = "{argocd/a: b}";

describe("the places of annotations", () => {
  const cases: readonly (readonly [what: string, text: string, sites: readonly string[]])[] = [
    ["are none in a plain resource", `apiVersion: v1\nkind: Pod\nmetadata: {annotations: ${own}}\n`, []],
    [
      "are what an ApplicationSet makes, with any annotations",
      "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nspec: {template: {metadata: {name: a, annotations: {x: y}}}}\n",
      ["application template: Application a x"],
    ],
    [
      "are the namespace that an Application makes",
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: {syncPolicy: {managedNamespaceMetadata: {annotations: ${own}}}}\n`,
      ["template: Namespace argocd/a"],
    ],
    [
      "are what another kind makes, where an annotation could matter",
      `apiVersion: a.b/v1\nkind: A\nspec: {one: {metadata: {annotations: ${own}}}, two: {metadata: {annotations: {x: y}}}}\n`,
      ["template: argocd/a"],
    ],
    [
      "are the claims of a broker",
      `apiVersion: a.b/v1\nkind: A\nspec: {persistentVolumeClaim: {metadata: {annotations: ${own}}}}\n`,
      ["template: PersistentVolumeClaim argocd/a"],
    ],
    [
      "are whole objects, at any depth",
      `apiVersion: a.b/v1\nkind: A\nspec:\n- {x: {apiVersion: c.d/v1, kind: C, metadata: {name: c}, y: {apiVersion: v1, kind: D, metadata: {name: d}}}}\n`,
      ["embedded: C c", "embedded: D d"],
    ],
    ["are none in a reference", "apiVersion: a.b/v1\nkind: A\nspec: {ref: {apiVersion: v1, kind: D, name: d}}\n", []],
    ["are none in the schema of a resource", crdWith(own), []],
    ["are those of values", `a: {podAnnotations: ${own}, annotations: {x: y}}\n`, ["values: argocd/a"]],
    [
      "are the documents of a text",
      `apiVersion: a.b/v1\nkind: A\nspec:\n  manifests: |\n    apiVersion: v1\n    kind: D\n    metadata: {name: argo}\n    ---\n    apiVersion: v1\n    kind: E\n    metadata: {name: e}\n`,
      ["embedded: D argo", "embedded: E e"],
    ],
    [
      "are read once, whatever aliases lead there",
      `apiVersion: a.b/v1\nkind: A\nspec: {one: &x {metadata: {annotations: ${own}}}, two: *x, three: [*x]}\n`,
      ["template: argocd/a"],
    ],
    ["are the lines of a named template", '{{ define "a" }}\nargocd/a: b\n{{ end }}\n', ["named template: argocd/a"]],
    ["are none in a named template without our keys", '{{ define "argo" }}\na: b\n{{ end }}\n', []],
  ];
  for (const [what, text, sites] of cases) {
    it(what, () => {
      assert.deepEqual(sitesIn(text), sites);
    });
  }
});

function crdWith(annotations: string): string {
  return `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: a}\nspec: {x: {annotations: ${annotations}}}\n`;
}

describe("a part of a document", () => {
  it("reads like a document of its own, with spans in the whole", () => {
    const plain = nastyText.filter((text) => !text.includes("{{"));
    fc.assert(
      fc.property(plain, nastyText, (text, before) => {
        const prefix = `${before.replaceAll("{{", "")}\n`;
        const part = parsePart(parseDocumentText(prefix + text), {
          start: prefix.length,
          end: prefix.length + text.length,
        });
        const alone = parseDocumentText(text);
        assert.equal(part.error, alone.error);
        assert.deepEqual(shifted(part.root, -prefix.length), alone.root);
      }),
      { numRuns: 200 },
    );
  });
});

function shifted(node: Node | undefined, by: number): unknown {
  return (
    JSON.parse(JSON.stringify(node ?? null), (key, value: unknown) =>
      (key === "start" || key === "end") && typeof value === "number" ? value + by : value,
    ) ?? undefined
  );
}

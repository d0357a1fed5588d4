import assert from "node:assert/strict";
import { openFile } from "../../../server/core/manifest/file.ts";
import { readConfigMaps } from "../../../server/core/manifest/sites.ts";

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
      ["created: C c", "created: D d"],
    ],
    ["are none in a reference", "apiVersion: a.b/v1\nkind: A\nspec: {ref: {apiVersion: v1, kind: D, name: d}}\n", []],
    ["are none in the schema of a resource", crdWith(own), []],
    ["are those of values", `a: {podAnnotations: ${own}, annotations: {x: y}}\n`, ["values: argocd/a"]],
    [
      "are the documents of a text",
      `apiVersion: a.b/v1\nkind: A\nspec:\n  manifests: |\n    apiVersion: v1\n    kind: D\n    metadata: {name: argo}\n    ---\n    apiVersion: v1\n    kind: E\n    metadata: {name: e}\n`,
      ["created: D argo", "created: E e"],
    ],
    [
      "are those of a text that is folded, and of none in quotes",
      `apiVersion: a.b/v1\nkind: A\nspec:\n  manifests: >\n    {apiVersion: v1, kind: D, metadata: {name: argo}}\n  manifest: "{apiVersion: v1, kind: E, metadata: {name: argo}}"\n`,
      ["created: D argo"],
    ],
    [
      "are read once, whatever aliases lead there",
      `apiVersion: a.b/v1\nkind: A\nspec: {one: &x {metadata: {annotations: ${own}}}, two: *x, three: [*x]}\n`,
      ["template: argocd/a"],
    ],
    ["are the lines of a named template", '{{ define "a" }}\nargocd/a: b\n{{ end }}\n', ["named template: argocd/a"]],
    ["are none in a named template without our keys", '{{ define "argo" }}\na: b\n{{ end }}\n', []],
    [
      "are in a named template in all that it holds, and not in the values around it",
      `{{ define "a" }}\n{{ if .x }}\nargocd/a: b\n{{ end }}\nx: {annotations: ${own}}\n{{ end }}\ny: {annotations: ${own}}\n`,
      ["named template: argocd/a x", "values: argocd/a"],
    ],
    ["are none in what is not valid", `a: {annotations: ${own}}\nb: [\n`, []],
    ["are none in a scalar", "argocd\n", []],
    [
      "are the operations of a patch that is a file",
      "- {op: add, path: /metadata/annotations, value: {argocd/a: b}}\n",
      ["patch operation: argocd/a"],
    ],
    ...["ExternalSecret", "ClusterExternalSecret", "SealedSecret"].map(
      (kind) =>
        [
          `are the Secret that a ${kind} makes`,
          `apiVersion: a.b/v1\nkind: ${kind}\nspec: {template: {metadata: {name: a, annotations: ${own}}}}\n`,
          ["template: Secret a argocd/a"],
        ] as const,
    ),
    [
      "are none in its own metadata and status",
      `apiVersion: a.b/v1\nkind: A\nmetadata: {x: {annotations: ${own}}}\nstatus: {x: {annotations: ${own}}}\n`,
      [],
    ],
    [
      "are of an unknown kind below a key that only ends with metadata",
      `apiVersion: a.b/v1\nkind: SealedSecret\nspec: {podMetadata: {annotations: ${own}, x: {y: {annotations: ${own}}}}}\n`,
      ["template: argocd/a"],
    ],
    [
      "are found below metadata without annotations",
      `apiVersion: a.b/v1\nkind: A\nspec: {metadata: {x: {annotations: ${own}}}}\n`,
      ["template: argocd/a"],
    ],
    [
      "are annotations by any name that ends so",
      `apiVersion: a.b/v1\nkind: SealedSecret\nspec: {serviceAnnotations: ${own}, x: [{annotations: ${own}}], y: {annotations: [argocd]}}\n`,
      ["template: argocd/a", "template: argocd/a"],
    ],
    [
      "are none where annotations are compared",
      `apiVersion: a.b/v1\nkind: A\nspec: {${["match", "pattern", "validate", "deny", "nodeSelector", "matchers"].map((key) => `${key}: {annotations: ${own}}`).join(", ")}}\n`,
      [],
    ],
    [
      "are values below the keys of values, written or as text",
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  valuesObject: {x: {annotations: ${own}}}\n  values: |\n    annotations: ${own}\n  valuesInline: [{annotations: ${own}}]\n`,
      ["values: argocd/a", "values: argocd/a", "values: argocd/a"],
    ],
    [
      "are only whole objects below the keys of objects",
      `extraObjects:\n- apiVersion: v1\n  kind: A\n  metadata: {annotations: ${own}}\n- |\n  apiVersion: v1\n  kind: B\n  metadata: {annotations: ${own}}\n- x: {annotations: ${own}}\n`,
      ["embedded: A argocd/a", "embedded: B argocd/a"],
    ],
    [
      "are in the text that patches the template of an ApplicationSet",
      `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nspec:\n  templatePatch: |\n    metadata: {annotations: ${own}}\n`,
      ["template patch: Application", "application template: Application argocd/a"],
    ],
    [
      "are what Kustomize adds for an Application, but not in values",
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: {kustomize: {commonAnnotations: ${own}, patches: [{target: {kind: Job}, patch: {kind: A, metadata: {annotations: ${own}}}}]}}\n---\nkustomize: {commonAnnotations: ${own}}\n`,
      ["common annotations: argocd/a", "patch: A argocd/a", "values: argocd/a"],
    ],
    [
      "are in patches that are text, of the kind that they target",
      `apiVersion: a.b/v1\nkind: A\nspec:\n  target: {kind: Job}\n  patch: |\n    - {op: add, path: /metadata/annotations/argocd~1a, value: b}\n  patchStrategicMerge: {annotations: ${own}}\n`,
      ["patch operation: Job argocd/a", "template: argocd/a"],
    ],
    [
      "are in a merge patch that is text",
      `apiVersion: a.b/v1\nkind: A\nspec:\n  patchStrategicMerge: |\n    kind: B\n    metadata: {annotations: ${own}}\n  patchesJson6902: |\n    - {op: add, path: /metadata/annotations, value: ${own}}\n`,
      ["patch: B argocd/a", "patch operation: argocd/a"],
    ],
    [
      "are the claims of a StatefulSet alone",
      `apiVersion: apps/v1\nkind: StatefulSet\nspec: {volumeClaimTemplates: [{metadata: {name: c, annotations: ${own}}}], template: {metadata: {annotations: ${own}}}}\n`,
      ["template: PersistentVolumeClaim c argocd/a"],
    ],
    [
      "are the claims in a template of a claim",
      `apiVersion: a.b/v1\nkind: SealedSecret\nspec: {volumeClaimTemplate: {metadata: {annotations: ${own}}}, x: {metadata: {annotations: ${own}}}}\n`,
      ["template: PersistentVolumeClaim argocd/a", "template: Secret argocd/a"],
    ],
    [
      "are all that a kustomization adds",
      `kind: Kustomization\ncommonAnnotations: ${own}\ncommonLabels: ${own}\nlabels: [{pairs: ${own}}, {pairs: {a: b}}]\ngeneratorOptions: {annotations: ${own}}\nconfigMapGenerator: [{options: {annotations: ${own}}}, {name: a}]\nsecretGenerator: [{options: {annotations: ${own}}}]\nhelmCharts: [{valuesInline: {annotations: ${own}}}]\n`,
      [
        "common annotations: argocd/a",
        "common labels: argocd/a",
        "common labels: argocd/a",
        "generator options: argocd/a",
        "generator options: ConfigMap argocd/a",
        "generator options: Secret argocd/a",
        "values: argocd/a",
      ],
    ],
    ...["resources", "bases", "components", "configMapGenerator", "secretGenerator", "patches"].map(
      (key) =>
        [
          `are those of a kustomization without a kind that has ${key}`,
          `${key}: []\ncommonAnnotations: ${own}\n`,
          ["common annotations: argocd/a"],
        ] as const,
    ),
    [
      "are those of values whose resources are no list",
      `resources: {}\ncommonAnnotations: ${own}\n`,
      ["values: argocd/a"],
    ],
    [
      "are what the operations of a patch write",
      `kind: Kustomization\npatches:\n- patch: |\n    ${[
        "- {op: add, path: /spec/template/metadata/annotations, value: {argocd/a: b, x: y}}",
        "- {op: replace, path: /metadata/annotations/argocd~1b, value: b}",
        "- {op: add, path: /metadata/annotations/argocd~1c, value: }",
        "- {op: add, path: /metadata/annotations/argocd~1d}",
        "- {op: remove, path: /metadata/annotations/argocd~1e, value: b}",
        "- {op: add, path: /metadata/labels/argocd~1f, value: b}",
        '- {op: add, path: "/metadata/annotations/argocd\\u007e1g", value: b}',
        "- {op: add, path: 5, value: b}",
        "- {op: add, path: /metadata/annotations/argocd~0h~1/i, value: b}",
        "- {op: add, path: /metadata/annotations/argocd~0h~1i, value: [b]}",
        "- argocd",
      ].join("\n    ")}\n`,
      ["patch operation: argocd/a x", "patch operation: argocd/b", "patch operation: argocd~h/i"],
    ],
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

describe("the objects that annotations end up on", () => {
  it("have the group of their version, where that is known", () => {
    const groupsIn = (text: string): string[] =>
      openFile(text).documents.flatMap(({ sites }) => sites.map(({ kind, group }) => `${group}/${kind}`));
    const set =
      "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nspec: {template: {metadata: {annotations: {}}}}\n";
    assert.deepEqual(groupsIn(set), ["argoproj.io/ApplicationSet", "argoproj.io/Application"]);
    assert.deepEqual(groupsIn(`kind: Kustomization\nsecretGenerator: [{options: {annotations: ${own}}}]\n`), [
      "/Kustomization",
      "/Secret",
    ]);
    assert.deepEqual(groupsIn(`commonAnnotations: ${own}\nresources: []\n`), ["/"]);
  });
});

describe("the texts of ConfigMaps", () => {
  it("hold whole objects, which are read if so wished", () => {
    const object = (kind: string): string => `apiVersion: a.b/v1, kind: ${kind}, metadata: {annotations: ${own}}`;
    const text = `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  data:\n    a: |\n      {${object("A")}}\n      ---\n      {${object("B")}, spec: {metadata: {annotations: ${own}}}}\n    b: {${object("C")}}\n    c: |\n      annotations: ${own}\n    d: argocd\n- apiVersion: a.b/v1\n  kind: ConfigMap\n  data: {a: {${object("D")}}}\n- apiVersion: v1\n  kind: ConfigMap\n  data: [a]\n`;
    const [document] = openFile(text).documents;
    assert.ok(document !== undefined);
    const { parsed, manifests } = document;
    assert.deepEqual(
      readConfigMaps(parsed, manifests).map(({ kind, place }) => `${place} ${kind}`),
      ["embedded A", "embedded B", "embedded C"],
    );
  });
});

/** Folders that are meant to do harm, by the names of their files: each grows with a number. */
import { annotated, repeat } from "./hostile-texts.ts";

/** The files of a folder for a number of whatever makes it large. */
export type HostileFolder = (count: number) => Readonly<Record<string, string>>;

/** A ConfigMap that concerns Argo CD, and has something to complain of. */
const wrong = annotated('    argocd.argoproj.io/sync-wave: "x"\n');

/** So many of these. */
function wrongOnes(count: number): string {
  return repeat(count, (index) => `---\n${annotated('    argocd.argoproj.io/sync-wave: "x"\n', `c${index}`)}`);
}

/** So many of these in a kustomization that changes all of them. */
function longFor(count: number, lines: string): Record<string, string> {
  return { "kustomization.yaml": kustomization(`resources: [r0.yaml]\n${lines}`), "r0.yaml": wrongOnes(count) };
}

function kustomization(lines: string): string {
  return `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${lines}`;
}

/** So many replacements in an object by a value of its own; `target` is the beginning of a target. */
function replacing(count: number, source: string, target: string): Record<string, string> {
  return {
    "kustomization.yaml": kustomization(
      `resources: [r0.yaml]\n${listed("replacements", count, () => `{source: ${source}, targets: [${target}, select: {kind: ConfigMap}}]}`)}`,
    ),
    "r0.yaml": `${wrong}data: {a: xb, b: x}\nd0: {}\n`,
  };
}

/** So many operations of a JSON patch on an object. */
function operating(count: number, write: (index: number) => string): Record<string, string> {
  return {
    "kustomization.yaml": kustomization(
      `resources: [r0.yaml]\npatches:\n  - target: {kind: ConfigMap}\n    path: patch.yaml\n`,
    ),
    "patch.yaml": repeat(count, (index) => `- ${write(index)}\n`),
    "r0.yaml": `${wrong}data: {a: xb, b: x}\nd0: {}\n`,
  };
}

function listed(key: string, count: number, write: (index: number) => string): string {
  return `${key}:\n${repeat(count, (index) => `  - ${write(index)}\n`)}`;
}

function numbered(
  count: number,
  name: (index: number) => string,
  text: (index: number) => string,
): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [name(index), text(index)]));
}

/** An Application with the rest of its `spec`. */
function application(name: string, source: string): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: ${name}}\nspec:\n  destination: {namespace: default}\n  source: ${source}\n`;
}

/** An ApplicationSet with these generators. */
function applicationSet(generators: string, name = "'{{a}}{{b}}'"): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: set}\nspec:\n  generators:\n${generators}  template:\n    metadata: {name: ${name}}\n    spec: {destination: {namespace: default}, source: {path: apps, repoURL: "https://example.com/a.git"}}\n`;
}

function elements(key: string, count: number, indent: string): string {
  return `${indent}- list:\n${indent}    elements:\n${repeat(count, (index) => `${indent}      - {${key}: "${key}${index}"}\n`)}`;
}

/** Folders of manifests, kustomizations and Applications. */
export const folders: Readonly<Record<string, HostileFolder>> = {
  "Jobs spread over files": (count) =>
    numbered(
      100,
      (file) => `f${file}.yaml`,
      (file) =>
        repeat(
          Math.floor(count / 100),
          (index) =>
            `---\napiVersion: batch/v1\nkind: Job\nmetadata: {name: j${file}-${index}, annotations: {argocd.argoproj.io/sync-wave: "${index}"}}\n`,
        ),
    ),
  files: (count) =>
    numbered(
      count,
      (index) => `f${index}.yaml`,
      () => wrong,
    ),
  "files that fail": (count) =>
    numbered(
      count,
      (index) => `f${index}.yaml`,
      () => `${wrong}---\napiVersion: v1\n`,
    ),
  "resources of a kustomization": (count) => ({
    "kustomization.yaml": kustomization(listed("resources", count, (index) => `r${index}.yaml`)),
    "r0.yaml": wrong,
  }),
  "one resource over and over": (count) => ({
    "kustomization.yaml": kustomization(listed("resources", count, () => "r0.yaml")),
    "r0.yaml": wrong,
  }),
  patches: (count) => ({
    "kustomization.yaml": kustomization(
      `resources: [r0.yaml]\n${listed("patches", count, (index) => `{target: {kind: ConfigMap, name: a}, patch: '[{op: add, path: /metadata/annotations/a${index}, value: b}]'}`)}`,
    ),
    "r0.yaml": wrong,
  }),
  replacements: (count) => ({
    "kustomization.yaml": kustomization(
      `resources: [r0.yaml]\n${listed("replacements", count, () => "{source: {kind: ConfigMap, fieldPath: metadata.name}, targets: [{select: {kind: ConfigMap}, fieldPaths: [data.x]}]}")}`,
    ),
    "r0.yaml": wrong,
  }),
  "replacements for many objects": (count) => ({
    "kustomization.yaml": kustomization(
      `resources: [r0.yaml]\n${listed("replacements", count, (index) => `{source: {kind: ConfigMap, name: c0, fieldPath: kind}, targets: [{select: {kind: ConfigMap, name: "n.*${index}"}}, {select: {kind: ConfigMap, name: n}}]}`)}`,
    ),
    "r0.yaml": wrongOnes(2000),
  }),
  "replacements of a field by itself": (count) =>
    replacing(
      count,
      "{kind: ConfigMap, name: a, fieldPath: data}",
      "{fieldPaths: [data.a, data.b], options: {create: true}",
    ),
  "replacements of a part of a text by all of it": (count) =>
    replacing(
      count,
      "{kind: ConfigMap, name: a, fieldPath: data.a}",
      "{fieldPaths: [data.a], options: {delimiter: b, index: -1}",
    ),
  "replacements of a part of an annotation by all of it": (count) =>
    replacing(
      count,
      "{kind: ConfigMap, name: a, fieldPath: 'metadata.annotations.[argocd.argoproj.io/sync-wave]'}",
      "{fieldPaths: ['metadata.annotations.[argocd.argoproj.io/sync-wave]'], options: {delimiter: b, index: -1}",
    ),
  "a replacement at a path without end": (count) =>
    replacing(
      1,
      "{kind: ConfigMap, name: a, fieldPath: kind}",
      `{fieldPaths: [data${".a".repeat(count)}], options: {create: true}`,
    ),
  "operations that copy a field into itself": (count) =>
    operating(count, () => "{op: copy, from: /data, path: /data/a}"),
  "operations that copy a field into itself twice": (count) =>
    operating(count, (index) => `{op: copy, from: /data, path: /data/${index % 2 === 0 ? "a" : "b"}}`),
  "operations that move a field deeper": (count) =>
    operating(count, (index) =>
      index % 2 === 0
        ? `{op: add, path: /d${index / 2 + 1}, value: {}}`
        : `{op: move, from: /d${(index - 1) / 2}, path: /d${(index + 1) / 2}/a}`,
    ),
  "operations that add annotations": (count) =>
    operating(count, (index) => `{op: add, path: /metadata/annotations/a${index}, value: b}`),
  "operations that change the name": (count) =>
    operating(count, (index) => `{op: replace, path: /metadata/name, value: n${index}}`),
  "words of JavaScript": () => {
    const words = ["__proto__", "constructor", "prototype", "toString", "valueOf", "hasOwnProperty"];
    const each = (write: (word: string) => string): string => words.map(write).join("");
    return {
      "kustomization.yaml": kustomization(
        `resources: [r0.yaml]\nnamespace: constructor\ncommonAnnotations: {__proto__: a, constructor: b}\npatches:\n${each(
          (word) =>
            `  - target: {kind: ${word}, labelSelector: ${word}}\n    patch: '[{op: add, path: /${word}/${word}, value: {${word}: 1}}, {op: copy, from: /${word}, path: /${word}/b}]'\n`,
        )}replacements:\n${each(
          (word) =>
            `  - {source: {kind: ${word}, name: ${word}, fieldPath: ${word}}, targets: [{select: {kind: ${word}}, fieldPaths: [${word}.a.${word}, metadata.${word}], options: {create: true}}]}\n`,
        )}`,
      ),
      "r0.yaml": `${wrong}${each(
        (word) =>
          `---\napiVersion: ${word}\nkind: ${word}\nmetadata: {name: ${word}, labels: {${word}: a}, annotations: {argocd.argoproj.io/sync-wave: "x"}}\n${word}: {${word}: 1}\n`,
      )}`,
    };
  },
  images: (count) => ({
    "kustomization.yaml": kustomization(
      `resources: [r0.yaml]\n${listed("images", count, (index) => `{name: i${index}, newTag: a}`)}`,
    ),
    "r0.yaml": wrong,
  }),
  generators: (count) => ({
    "kustomization.yaml": kustomization(
      `resources: [r0.yaml]\n${listed("configMapGenerator", count, (index) => `{name: g${index}, literals: [a=b]}`)}`,
    ),
    "r0.yaml": wrong,
  }),
  "a long prefix": (count) => longFor(count, `namePrefix: ${"p".repeat(900_000)}\n`),
  "a long namespace": (count) => longFor(count, `namespace: ${"n".repeat(900_000)}\n`),
  "a long annotation for all": (count) =>
    longFor(count, `commonAnnotations: {argocd.argoproj.io/sync-options: "${"Prune=false,".repeat(70_000)}"}\n`),
  "annotations for all": (count) =>
    longFor(count, `commonAnnotations:\n${repeat(count, (index) => `  k${index}: v\n`)}`),
  "labels for all": (count) => longFor(count, `commonLabels:\n${repeat(count, (index) => `  k${index}: v\n`)}`),
  "annotations in a patch": (count) =>
    longFor(
      count,
      `patches:\n  - target: {kind: ConfigMap}\n    patch: |\n      apiVersion: v1\n      kind: ConfigMap\n      metadata:\n        name: a\n        annotations:\n${repeat(count, (index) => `          k${index}: v\n`)}`,
    ),
  "a long destination": (count) => ({
    "app.yaml": application("a", "{path: apps}").replace("namespace: default", `namespace: ${"n".repeat(900_000)}`),
    "apps/r0.yaml": wrongOnes(count),
  }),
  "resources with patches": (count) => ({
    "kustomization.yaml": kustomization(
      `resources: [r0.yaml]\n${listed("patches", count, (index) => `{target: {kind: ConfigMap}, patch: '[{op: add, path: /metadata/annotations/a${index}, value: b}]'}`)}`,
    ),
    "r0.yaml": wrongOnes(count),
  }),
  "bases in a row": (count) => ({
    ...numbered(
      count,
      (index) => `b${index}/kustomization.yaml`,
      (index) => kustomization(`resources: [${index + 1 < count ? `../b${index + 1}` : "r0.yaml"}]\n`),
    ),
    [`b${count - 1}/r0.yaml`]: wrong,
  }),
  "bases in a circle": (count) =>
    numbered(
      count,
      (index) => `b${index}/kustomization.yaml`,
      (index) => kustomization(`resources: [../b${(index + 1) % count}]\n`),
    ),
  "diamonds of bases": (count) => ({
    ...numbered(
      count,
      (index) => `b${index}/kustomization.yaml`,
      (index) =>
        kustomization(index + 1 < count ? `resources: [../l${index}, ../r${index}]\n` : "resources: [r0.yaml]\n"),
    ),
    ...numbered(
      count - 1,
      (index) => `l${index}/kustomization.yaml`,
      (index) => kustomization(`namePrefix: l\nresources: [../b${index + 1}]\n`),
    ),
    ...numbered(
      count - 1,
      (index) => `r${index}/kustomization.yaml`,
      (index) => kustomization(`namePrefix: r\nresources: [../b${index + 1}]\n`),
    ),
    [`b${count - 1}/r0.yaml`]: wrong,
  }),
  "elements of a list generator": (count) => ({
    "set.yaml": applicationSet(elements("a", count, "    "), "'{{a}}'"),
    "apps/r0.yaml": wrong,
  }),
  "a matrix": (count) => ({
    "set.yaml": applicationSet(
      `    - matrix:\n        generators:\n${elements("a", count, "          ")}${elements("b", count, "          ")}`,
    ),
    "apps/r0.yaml": wrong,
  }),
  "a merge": (count) => ({
    "set.yaml": applicationSet(
      `    - merge:\n        mergeKeys: [a]\n        generators:\n${elements("a", count, "          ")}${elements("a", count, "          ")}`,
      "'{{a}}'",
    ),
    "apps/r0.yaml": wrong,
  }),
  "folders of a Git generator": (count) => ({
    "set.yaml": applicationSet(
      `    - git: {repoURL: "https://example.com/a.git", directories: [{path: "apps/*"}]}\n`,
      "'{{path.basename}}'",
    ).replace("path: apps,", "path: '{{path}}',"),
    ...numbered(
      count,
      (index) => `apps/a${index}/r0.yaml`,
      () => wrong,
    ),
  }),
  "patterns of a directory": (count) => ({
    "app.yaml": application(
      "a",
      `{path: apps, directory: {recurse: true, include: "{${"*a*b,".repeat(count)}*}", exclude: "${"*a".repeat(count)}"}}`,
    ),
    "apps/r0.yaml": wrong,
    [`apps/${"a".repeat(200)}.yaml`]: wrong.replace("name: a", "name: b"),
  }),
  Applications: (count) => ({
    "apps.yaml": repeat(count, (index) => `---\n${application(`a${index}`, "{path: apps}")}`),
    "apps/r0.yaml": wrong,
  }),
  "Applications of Applications": (count) => ({
    ...numbered(
      count,
      (index) => `a${index}/app.yaml`,
      (index) => application(`a${index}`, `{path: a${index + 1}}`),
    ),
    [`a${count}/r0.yaml`]: wrong,
  }),
  "Applications in a circle": (count) =>
    numbered(
      count,
      (index) => `a${index}/app.yaml`,
      (index) => application(`a${index}`, `{path: a${(index + 1) % count}}`),
    ),
};

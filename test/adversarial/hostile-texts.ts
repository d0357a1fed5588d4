/** Files that are meant to do harm: each grows with a number, and is YAML that somebody could commit. */

/** A text for a number of whatever makes it large. */
export type HostileText = (count: number) => string;

/** Repeats what is written for every number from 0. */
export function repeat(count: number, write: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => write(index)).join("");
}

/** A ConfigMap with lines below `metadata.annotations`. */
export function annotated(lines: string, name = "a"): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  annotations:\n${lines}`;
}

/** A ConfigMap whose only annotation has a list of so many items. */
function listIn(key: string, item: (index: number) => string): HostileText {
  return (count) => annotated(`    ${key}: "${Array.from({ length: count }, (_, index) => item(index)).join(",")}"\n`);
}

/** The same annotation so many times. */
function listed(item: (index: number) => string): HostileText {
  return (count) => annotated(repeat(count, (index) => `    ${item(index)}\n`));
}

/** So many documents. */
function documents(write: (index: number) => string): HostileText {
  return (count) => repeat(count, (index) => `---\n${write(index)}`);
}

function object(kind: string, name: string, annotations: string, spec = ""): string {
  const apiVersion = { Job: "batch/v1", Deployment: "apps/v1" }[kind] ?? "v1";
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}, annotations: {${annotations}}}\n${spec}`;
}

const wave = (number: number | string): string => `argocd.argoproj.io/sync-wave: "${number}"`;
const hook = (type: string): string => `argocd.argoproj.io/hook: ${type}`;

/** Much of one thing in one resource. */
export const manyInOne: Readonly<Record<string, HostileText>> = {
  "unknown sync options": listIn("argocd.argoproj.io/sync-options", (index) => `No${index}=true`),
  "unknown compare options": listIn("argocd.argoproj.io/compare-options", (index) => `No${index}`),
  "unknown hook types": listIn("argocd.argoproj.io/hook", (index) => `PreSync${index}`),
  "unknown delete policies": listIn("argocd.argoproj.io/hook-delete-policy", (index) => `Hook${index}`),
  "unknown Helm hooks": listIn("helm.sh/hook", (index) => `pre-${index}`),
  commas: listIn("argocd.argoproj.io/sync-options", () => ""),
  "one sync option over and over": listIn("argocd.argoproj.io/sync-options", () => "Prune=flase"),
  "unknown finalizers": (count) =>
    `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: a\n  finalizers:\n${repeat(count, (index) => `    - resources-finalizer.argocd.argoproj.io/x${index}\n`)}spec: {}\n`,
  "sync options of an Application": (count) =>
    `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  syncPolicy:\n    syncOptions:\n${repeat(count, (index) => `      - No${index}=true\n`)}`,
  "duplicate annotations": listed((index) => wave(index)),
  "different annotations": listed((index) => `argocd.argoproj.io/no-${index}: "a"`),
  "foreign annotations": (count) =>
    annotated(`    ${wave(1)}\n${repeat(count, (index) => `    example.com/k${index}: "a"\n`)}`),
  "notification keys": listed((index) => `notifications.argoproj.io/subscribe.on-x${index}.slack: a`),
  "misspelt annotations": listed((index) => `argocd.argoproj.io/sync-wav${index}: "a"`),
  "image updater aliases": listed((index) => `argocd-image-updater.argoproj.io/x${index}.update-strategy: lates`),
  "numbers as values": listed((index) => `argocd.argoproj.io/no-${index}: 1`),
  "annotation blocks": (count) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n${repeat(count, (index) => `  annotations:\n    ${wave(index)}\n`)}`,
  "annotation blocks with keys of their own": (count) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n${repeat(count, (index) => `  annotations:\n    argocd.argoproj.io/no-${index}: "a"\n    ${wave("x")}\n`)}`,
  "misspelt blocks": (count) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n${repeat(count, (index) => `  annotation:\n    ${wave(index)}\n`)}`,
  "annotations as labels": (count) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  labels:\n${repeat(count, (index) => `    argocd.argoproj.io/sync-wave: "${index}"\n`)}`,
  "annotations on top": (count) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n${repeat(count, (index) => `argocd.argoproj.io/sync-wave: "${index}"\n`)}`,
  "keys of an object": (count) => `${annotated(`    ${wave("x")}\n`)}${repeat(count, (index) => `k${index}: v\n`)}`,
  "comments that suppress": (count) =>
    annotated(
      repeat(
        count,
        (index) => `    # argocd-annotations-ignore-next-line wave-not-an-integer\n    ${wave(`x${index}`)}\n`,
      ),
    ),
  "comments that suppress in a row": (count) =>
    annotated(
      `${repeat(count, () => `    # argocd-annotations-ignore-next-line wave-not-an-integer\n`)}    ${wave("x")}\n`,
    ),
  "comments that suppress in the file": (count) =>
    `${repeat(count, () => `# argocd-annotations-ignore-file wave-not-an-integer\n`)}${annotated(`    ${wave("x")}\n`)}`,
  "unused comments": (count) =>
    annotated(
      repeat(
        count,
        (index) => `    # argocd-annotations-ignore-next-line unknown-option\n    example.com/k${index}: a\n`,
      ),
    ),
  "rules in a comment": (count) =>
    annotated(
      `    # argocd-annotations-ignore-next-line ${repeat(count, (index) => `no-${index}, `)}\n    ${wave("x")}\n`,
    ),
};

/** Many resources in one file. */
export const manyResources: Readonly<Record<string, HostileText>> = {
  "Jobs in a wave": documents((index) => object("Job", `j${index}`, wave(1))),
  "Jobs in waves of their own": documents((index) => object("Job", `j${index}`, wave(index))),
  "Jobs of one name": documents(() => object("Job", "j", wave(1))),
  "Jobs without annotations behind one": documents((index) => object("Job", `j${index}`, index === 0 ? wave(1) : "")),
  hooks: documents((index) => object("Job", `j${index}`, hook("PreSync"))),
  "hooks of one name": documents(() => object("Job", "j", hook("PreSync"))),
  "hooks in waves of their own": documents((index) => object("Job", `j${index}`, `${hook("PreSync")}, ${wave(index)}`)),
  "misspelt hooks": documents((index) => object("Job", `j${index}`, hook("PreSink"))),
  "ConfigMaps in waves of their own": documents((index) => object("ConfigMap", `c${index}`, wave(index))),
  "Namespaces behind what is in them": (count) =>
    repeat(
      count,
      (index) =>
        `---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: n${index}, annotations: {${wave(0)}}}\n`,
    ) +
    repeat(
      count,
      (index) => `---\napiVersion: v1\nkind: Namespace\nmetadata: {name: n${index}, annotations: {${wave(9)}}}\n`,
    ),
  "definitions behind what they define": (count) =>
    repeat(
      count,
      (index) => `---\napiVersion: example.com/v1\nkind: K${index}\nmetadata: {name: a, annotations: {${wave(0)}}}\n`,
    ) +
    repeat(
      count,
      (index) =>
        `---\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: d${index}, annotations: {${wave(9)}}}\nspec: {group: example.com, names: {kind: K${index}}}\n`,
    ),
  "ConfigMaps that a Pod uses": (count) =>
    repeat(count, (index) => `---\n${object("ConfigMap", `c${index}`, wave(5))}`) +
    `---\n${object("Pod", "p", hook("PreSync"), `spec:\n  containers:\n    - envFrom:\n${repeat(count, (index) => `        - configMapRef: {name: c${index}}\n`)}`)}`,
  "Pods that use a Secret": (count) =>
    `---\n${object("Secret", "s", wave(5))}` +
    repeat(
      count,
      (index) =>
        `---\n${object("Pod", `p${index}`, hook("PreSync"), "spec: {containers: [{envFrom: [{secretRef: {name: s}}]}]}\n")}`,
    ),
  "Pods that use a Secret of which there are many": (count) =>
    repeat(count, () => `---\n${object("Secret", "s", wave(5))}`) +
    repeat(
      count,
      (index) =>
        `---\n${object("Pod", `p${index}`, hook("PreSync"), "spec: {containers: [{envFrom: [{secretRef: {name: s}}]}]}\n")}`,
    ),
  "ServiceAccounts with bindings": (count) =>
    repeat(
      count,
      (index) =>
        `---\n${object("ServiceAccount", `a${index}`, wave(-1))}---\n${object("Job", `j${index}`, hook("PreSync"), `spec: {template: {spec: {serviceAccountName: a${index}}}}\n`)}---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: b${index}, annotations: {${wave(3)}}}\nroleRef: {kind: Role, name: r}\nsubjects: [{kind: ServiceAccount, name: a${index}}]\n`,
    ),
  "a ServiceAccount with bindings": (count) =>
    `---\n${object("ServiceAccount", "a", wave(-1))}` +
    repeat(
      count,
      (index) =>
        `---\n${object("Job", `j${index}`, wave(1), "spec: {template: {spec: {serviceAccountName: a}}}\n")}---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: b${index}, annotations: {${wave(3)}}}\nroleRef: {kind: Role, name: r}\nsubjects: [{kind: ServiceAccount, name: a}]\n`,
    ),
  "a binding of ServiceAccounts": (count) =>
    repeat(
      count,
      (index) =>
        `---\n${object("ServiceAccount", `a${index}`, wave(-1))}---\n${object("Job", `j${index}`, hook("PreSync"), `spec: {template: {spec: {serviceAccountName: a${index}}}}\n`)}`,
    ) +
    `---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: b, annotations: {${wave(3)}}}\nroleRef: {kind: Role, name: r}\nsubjects:\n${repeat(count, (index) => `  - {kind: ServiceAccount, name: a${index}}\n`)}`,
  "custom resources that mention everything": (count) =>
    repeat(
      count,
      (index) =>
        `---\napiVersion: example.com/v1\nkind: K\nmetadata: {name: k${index}, annotations: {${wave(4)}}}\nspec: {mentions: m${index}}\n---\n${object("Pod", `p${index}`, hook("PreSync"), `spec: {containers: [{envFrom: [{secretRef: {name: s${index}}}]}]}\n`)}`,
    ),
  "Ingresses and Services": (count) =>
    repeat(
      count,
      (index) =>
        `---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i${index}, annotations: {${wave(1)}}}\nspec: {defaultBackend: {service: {name: s${index}}}}\n---\n${object("Service", `s${index}`, wave(2), "spec: {selector: {app: a}}\n")}---\n${object("Deployment", `d${index}`, wave(3), "spec: {template: {metadata: {labels: {app: a}}}}\n")}`,
    ),
  "items of a List": (count) =>
    `apiVersion: v1\nkind: List\nitems:\n${repeat(count, (index) => `  - {apiVersion: v1, kind: ConfigMap, metadata: {name: c${index}, annotations: {${wave(index)}}}}\n`)}`,
  "misspelt items of a List": (count) =>
    `apiVersion: v1\nkind: List\nitems:\n${repeat(count, (index) => `  - {apiVersion: batch/v1, kind: Job, metadata: {name: c${index}, annotations: {${hook("PreSink")}}}}\n`)}`,
  "Lists of Lists": (count) =>
    `apiVersion: v1\nkind: List\nitems:\n${repeat(count, (index) => `  - {apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: ConfigMap, metadata: {name: c${index}, annotations: {${wave(index)}}}}]}\n`)}`,
  "items of a List with a template": (count) =>
    `apiVersion: v1\nkind: List\nitems:\n${repeat(count, (index) => `  - {apiVersion: v1, kind: ConfigMap, metadata: {name: "{{ .n }}${index}", annotations: {${wave(index)}}}}\n`)}`,
  "empty documents": (count) => "---\n".repeat(count),
  "tiny documents": (count) => "---\na: b\n".repeat(count),
  "ends of documents": (count) => `a: b\n${"...\n".repeat(count)}`,
};

/** What is long, deep or strange. */
export const strange: Readonly<Record<string, HostileText>> = {
  "a plain value": (count) => annotated(`    ${wave("x")}\n    a: ${"x".repeat(count)}\n`),
  "a plain value of words": (count) => annotated(`    ${wave("x")}\n    a: ${"x ".repeat(count / 2)}\n`),
  "a plain value of lines": (count) => annotated(`    ${wave("x")}\n    a: x\n${"      x\n".repeat(count / 8)}`),
  "a quoted value": (count) => annotated(`    ${wave("x")}\n    a: "${"x ".repeat(count / 2)}"\n`),
  "a value of escapes": (count) => annotated(`    ${wave("x")}\n    a: "${"\\n".repeat(count / 2)}"\n`),
  "a value of quotes": (count) => annotated(`    ${wave("x")}\n    a: '${"''".repeat(count / 2)}'\n`),
  "a sync option without end": (count) => annotated(`    argocd.argoproj.io/sync-options: ${"x".repeat(count)}\n`),
  "a sync wave without end": (count) => annotated(`    argocd.argoproj.io/sync-wave: "${"9".repeat(count)}"\n`),
  "a hook without end": (count) => annotated(`    argocd.argoproj.io/hook: ${"x".repeat(count)}\n`),
  "a key without end": (count) => annotated(`    argocd.argoproj.io/${"x".repeat(count)}: a\n`),
  "a name without end": (count) => annotated(`    ${wave("x")}\n`, "x".repeat(count)),
  "a flow mapping": (count) =>
    annotated(`    ${wave("x")}\ndata: {${repeat(Math.floor(count / 14), (index) => `k${index}: v, `)}}\n`),
  "a flow sequence": (count) => annotated(`    ${wave("x")}\ndata: [${"a, ".repeat(count / 3)}]\n`),
  "a flow mapping that never ends": (count) =>
    annotated(`    ${wave("x")}\ndata: {${repeat(Math.floor(count / 14), (index) => `k${index}: v, `)}\n`),
  "a comment": (count) => annotated(`    ${wave("x")} # ${"x ".repeat(count / 2)}\n`),
  "lines of comments": (count) => annotated(`    ${wave("x")}\n${"    # x\n".repeat(count / 8)}`),
  "lines of comments that fit nowhere": (count) =>
    annotated(`    ${wave("x")}\n    a:\n${"  # x\n".repeat(count / 6)}    b: c\n`),
  blanks: (count) => annotated(`    ${wave("x")}${" ".repeat(count)}\n`),
  "blank lines": (count) => annotated(`    ${wave("x")}\n${"\n".repeat(count)}`),
  "a Secret": (count) =>
    `apiVersion: v1\nkind: Secret\nmetadata: {name: a, annotations: {${wave("x")}}}\ndata: {a: ${"QUFB".repeat(count / 4)}}\n`,
  "a literal block": (count) => annotated(`    ${wave("x")}\ndata:\n  a: |\n${"    argo: line\n".repeat(count / 15)}`),
  "a folded block": (count) => annotated(`    ${wave("x")}\ndata:\n  a: >\n${"    argo: line\n".repeat(count / 15)}`),
  tabs: (count) => annotated(`    ${wave("x")}\n${"\t".repeat(count)}\n`),
  "lines of tabs": (count) => annotated(`    ${wave("x")}\n${"\t\n".repeat(count / 2)}`),
  CRLF: (count) => annotated(`    ${wave("x")}\n${"    a: b\n".repeat(count / 9)}`).replaceAll("\n", "\r\n"),
  "CR alone": (count) => annotated(`    ${wave("x")}\n${"    a: b\n".repeat(count / 9)}`).replaceAll("\n", "\r"),
  "mixed line ends": (count) => annotated(`    ${wave("x")}\n${"    a: b\r    c: d\r\n".repeat(count / 19)}`),
  NUL: (count) => annotated(`    ${wave("x")}\n    a: "${"\0".repeat(count)}"\n`),
  "line separators": (count) => annotated(`    ${wave("x")}\n    a: "${"\u2028".repeat(count)}"\n`),
  "next lines": (count) => annotated(`    ${wave("x")}\n    a: ${"\u0085x".repeat(count / 2)}\n`),
  "lone surrogates": (count) => annotated(`    ${wave("x")}\n    a: ${"\ud800".repeat(count)}\n`),
  "question marks": (count) => annotated(`    ${wave("x")}\n${"    ? a\n".repeat(count / 8)}`),
  tags: (count) => annotated(`    ${wave("x")}\n    a: ${"!a ".repeat(count / 3)}b\n`),
  directives: (count) => `${"%TAG ! tag:a\n".repeat(count / 13)}---\n${annotated(`    ${wave("x")}\n`)}`,
  colons: (count) => annotated(`    ${wave("x")}\n    a: ${": ".repeat(count / 2)}\n`),
  stars: (count) => annotated(`    ${wave("x")}\n    a: ${"*".repeat(count)}\n`),
  ampersands: (count) => annotated(`    ${wave("x")}\n    a: ${"&a ".repeat(count / 3)}\n`),
  dashes: (count) => annotated(`    ${wave("x")}\n    a: ${"- ".repeat(count / 2)}\n`),
  "quotes that never end": (count) => annotated(`    ${wave("x")}\n    a: "${"x\n".repeat(count / 2)}`),
};

/** What is nested. */
export const deep: Readonly<Record<string, HostileText>> = {
  brackets: (count) => annotated(`    ${wave("x")}\ndata: ${"[".repeat(count)}${"]".repeat(count)}\n`),
  "brackets that stay open": (count) => annotated(`    ${wave("x")}\ndata: ${"[".repeat(count)}\n`),
  "brackets that never opened": (count) => annotated(`    ${wave("x")}\ndata: ${"]".repeat(count)}\n`),
  braces: (count) => annotated(`    ${wave("x")}\ndata: ${"{a: ".repeat(count)}b${"}".repeat(count)}\n`),
  "braces that stay open": (count) => annotated(`    ${wave("x")}\ndata: ${"{a: ".repeat(count)}\n`),
  JSON: (count) =>
    `{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","annotations":{"argocd.argoproj.io/sync-wave":"x"}},"data":${'{"a":'.repeat(count)}1${"}".repeat(count)}}\n`,
  "dashes in a row": (count) => annotated(`    ${wave("x")}\ndata:\n  ${"- ".repeat(count)}a\n`),
  "question marks in a row": (count) => annotated(`    ${wave("x")}\ndata:\n  ${"? ".repeat(count)}a\n`),
  indentation: (count) =>
    annotated(`    ${wave("x")}\ndata:\n${repeat(Math.min(count, 4000), (index) => `${" ".repeat(index + 1)}a:\n`)}`),
  "indented dashes": (count) =>
    annotated(`    ${wave("x")}\ndata:\n${repeat(Math.min(count, 4000), (index) => `${" ".repeat(index + 1)}-\n`)}`),
  "tags in a row": (count) => annotated(`    ${wave("x")}\ndata: ${"!a [".repeat(count)}\n`),
  "braces in a template": (count) => `${annotated(`    ${wave("x")}\n`)}  x: ${"{{".repeat(count)}\n`,
};

/** Anchors and aliases. */
export const anchored: Readonly<Record<string, HostileText>> = {
  laughs: (count) =>
    annotated(`    ${wave("x")}\n`) +
    `data:\n  a0: &a0 [argo, argo]\n${repeat(count, (index) => `  a${index + 1}: &a${index + 1} [*a${index}, *a${index}, *a${index}, *a${index}, *a${index}, *a${index}, *a${index}, *a${index}, *a${index}]\n`)}`,
  "laughs in values": (count) =>
    `a0: &a0 {annotations: {${wave("x")}}}\n${repeat(count, (index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}, *a${index}, *a${index}, *a${index}, *a${index}, *a${index}, *a${index}, *a${index}]\n`)}`,
  "laughs in a custom resource": (count) =>
    `apiVersion: example.com/v1\nkind: K\nmetadata: {name: a, annotations: {${wave("x")}}}\nspec:\n  a0: &a0 [argo, argo]\n${repeat(count, (index) => `  a${index + 1}: &a${index + 1} [*a${index}, *a${index}, *a${index}, *a${index}, *a${index}, *a${index}, *a${index}, *a${index}, *a${index}]\n`)}`,
  "laughs in a List": (count) =>
    `apiVersion: v1\nkind: List\nitems:\n  - &a {apiVersion: v1, kind: ConfigMap, metadata: {name: a, annotations: {${wave("x")}}}}\n${"  - *a\n".repeat(count)}`,
  merges: (count) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, annotations: {${wave("x")}}}\ndata:\n  a0: &a0 {k: v}\n${repeat(count, (index) => `  a${index + 1}: &a${index + 1} {<<: [*a${index}, *a${index}], k${index}: v}\n`)}`,
  "merges into annotations": (count) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations:\n    ${wave("x")}\n${repeat(count, (index) => `    <<: {argocd.argoproj.io/no-${index}: a}\n`)}`,
  "aliases of a long text": (count) =>
    `apiVersion: v1\nkind: List\nitems:\n  - {apiVersion: v1, kind: ConfigMap, metadata: {name: a, annotations: {argocd.argoproj.io/sync-options: &a "${"Prune=false,".repeat(5 * count)}"}}}\n${repeat(count, (index) => `  - {apiVersion: v1, kind: ConfigMap, metadata: {name: b${index}, annotations: {argocd.argoproj.io/sync-options: *a}}}\n`)}`,
  "aliases that nest": (count) =>
    `apiVersion: example.com/v1\nkind: K\nmetadata: {name: a, annotations: {${wave("x")}}}\nspec:\n  a0: &a0 x\n${repeat(Math.min(count, 60), (index) => `  a${index + 1}: &a${index + 1} ${"[".repeat(190)}*a${index} ${"]".repeat(190)}\n`)}# ${"x".repeat(900_000)}\n`,
  "aliases of an anchor": (count) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, annotations: {${wave("x")}}}\ndata:\n  a: &a {k: v}\n${repeat(count, (index) => `  b${index}: *a\n`)}`,
  anchors: (count) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, annotations: {${hook("PreSink")}}}\ndata:\n${repeat(count, (index) => `  b${index}: &a${index} x\n`)}`,
  "anchors with aliases": (count) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, annotations: {${hook("PreSink")}}}\ndata:\n${repeat(count, (index) => `  b${index}: &a${index} x\n  c${index}: *a${index}\n`)}`,
  "shared annotations with mistakes": (count) =>
    `apiVersion: v1\nkind: List\nitems:\n  - {apiVersion: v1, kind: ConfigMap, metadata: {name: a, annotations: &a {${hook("PreSink")}}}}\n${repeat(count, (index) => `  - {apiVersion: v1, kind: ConfigMap, metadata: {name: b${index}, annotations: *a}}\n`)}`,
  "anchors of one name": (count) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, annotations: {${hook("PreSink")}}}\ndata:\n${repeat(count, (index) => `  b${index}: &a x\n  c${index}: *a\n`)}`,
};

/** Templates, and manifests inside text. */
export const written: Readonly<Record<string, HostileText>> = {
  actions: (count) =>
    `${annotated(`    ${wave("x")}\n`)}data:\n${repeat(count, (index) => `  k${index}: {{ .Values.x }}\n`)}`,
  "actions on one line": (count) => `${annotated(`    ${wave("x")}\n`)}data:\n  a: ${"{{ .x }}".repeat(count)}\n`,
  blocks: (count) =>
    `${annotated(`    ${wave("x")}\n`)}data:\n${repeat(count, (index) => `  {{- if .Values.x }}\n  k${index}: a\n  {{- end }}\n`)}`,
  "blocks that stay open": (count) =>
    `${annotated(`    ${wave("x")}\n`)}data:\n${repeat(count, (index) => `  {{- if .Values.x }}\n  k${index}: a\n`)}`,
  "conditional annotations": (count) =>
    annotated(
      repeat(count, (index) => `    {{- if .Values.x }}\n    argocd.argoproj.io/no-${index}: a\n    {{- end }}\n`),
    ),
  "conditional duplicates": (count) =>
    annotated(
      repeat(
        count,
        (index) =>
          `    {{- if .Values.x${index} }}\n    ${wave("x")}\n    {{- else }}\n    ${wave("y")}\n    {{- end }}\n`,
      ),
    ),
  "annotations with actions": (count) =>
    annotated(repeat(count, (index) => `    argocd.argoproj.io/no-${index}: {{ .x }}\n`)),
  "annotations that are quoted twice": (count) =>
    `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: a\n  annotations:\n${repeat(10 * count, (index) => `    argocd.argoproj.io/no-${index}: "{{ .Values.x | quote }}"\n`)}`,
  "conditional resources": (count) =>
    repeat(count, (index) => `{{- if .x }}\n---\n${object("Job", `j${index}`, hook("PreSink"))}{{- end }}\n`),
  "named templates": (count) => repeat(count, (index) => `{{- define "x${index}" }}\n${wave("x")}\n{{- end }}\n`),
  "nested named templates": (count) =>
    `${repeat(count, (index) => `{{- define "x${index}" }}\n`)}${wave("x")}\n${"{{- end }}\n".repeat(count)}`,
  "actions that stay open": (count) =>
    `${annotated(`    ${wave("x")}\n`)}data:\n${repeat(count, (index) => `  k${index}: {{ .Values.x\n`)}`,
  "comments of templates": (count) => `${annotated(`    ${wave("x")}\n`)}${"{{/* a */}}\n".repeat(count)}`,
  "comments of templates that stay open": (count) => `${annotated(`    ${wave("x")}\n`)}${"{{/* a\n".repeat(count)}`,
  "quotes in actions": (count) => `${annotated(`    ${wave("x")}\n`)}data:\n${'  a: {{ " \n'.repeat(count)}`,
  "backquotes in actions": (count) =>
    `${annotated(`    ${wave("x")}\n`)}data:\n${"  a: {{ ` \n".repeat(count)}  b: }}\n`,
  "manifests in text": (count) =>
    `extra:\n  manifests:\n${repeat(count, (index) => `    - |\n      apiVersion: batch/v1\n      kind: Job\n      metadata: {name: j${index}, annotations: {${hook("PreSink")}}}\n`)}`,
  "manifests in one text": (count) =>
    `extra:\n  manifests: |\n${repeat(count, (index) => `    ---\n    apiVersion: batch/v1\n    kind: Job\n    metadata: {name: j${index}, annotations: {${hook("PreSink")}}}\n`)}`,
  "text in text": (count) =>
    `extra:\n${repeat(Math.min(count, 500), (index) => `${"  ".repeat(index + 1)}manifests: |\n${"  ".repeat(index + 2)}apiVersion: example.com/v1\n${"  ".repeat(index + 2)}kind: K\n${"  ".repeat(index + 2)}metadata: {name: a, annotations: {${hook("PreSink")}}}\n`)}`,
  "patches of a kustomization": (count) =>
    `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches:\n${repeat(count, (index) => `  - target: {kind: Job, name: j${index}}\n    patch: |\n      - op: add\n        path: /metadata/annotations/argocd.argoproj.io~1hook\n        value: PreSink\n`)}`,
  operations: (count) =>
    repeat(count, () => `- op: add\n  path: /metadata/annotations/argocd.argoproj.io~1hook\n  value: PreSink\n`),
  "values of a chart": (count) => repeat(count, (index) => `k${index}:\n  annotations:\n    ${hook("PreSink")}\n`),
};

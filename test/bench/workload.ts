// Manifests as a rendered repository has them. The same size always gives the same text.
import type { Position } from "./editor.ts";

/** The sizes that are measured, by the number of documents: about 1 kB, 60 kB, 1 MB and 17 MB. */
export const sizes = { S: 1, M: 50, L: 1000, H: 10_000 } as const;

/** One of the sizes: small, medium, large, huge. */
export type Size = keyof typeof sizes;

/** A file, and the places in it where one types. */
export interface Workload {
  readonly text: string;
  /** Behind the value of the sync options of a Job in the middle. */
  readonly ordinary: Position;
  /** Behind a description in the longest document; the same as `ordinary` where there is none. */
  readonly biggest: Position;
}

/** What stands in 100 documents. */
const shares: readonly (readonly [kind: keyof typeof makers, count: number])[] = [
  ["deployment", 34],
  ["service", 26],
  ["settings", 18],
  ["job", 11],
  ["ingress", 8],
  ["scripts", 2],
  ["definition", 1],
];
const mix = shares.flatMap(([kind, count]) => Array.from({ length: count }, () => kind));

const words = "state desired replica controller cluster observed change applies watches every until equals".split(" ");
const options = ["Prune=false", "ServerSideApply=true", "Replace=true", "Validate=false"] as const;
const hooks = ["PreSync", "Sync", "PostSync", "SyncFail"] as const;

/** The file of a size. Every 50th document has a mistake. */
export function workload(size: Size): Workload {
  const count = sizes[size];
  const middle = Math.floor(count / 2);
  // How many times as long as the others the longest documents are.
  const bulk = size === "H" ? 9 : 3;
  const kinds = Array.from({ length: count }, (_, index) =>
    index === middle ? "job" : (mix[(index * 37) % mix.length] ?? "job"),
  );
  const documents = kinds.map((kind, index) => `---\n${makers[kind](index, bulk)}`);
  const big = kinds.indexOf("definition");
  const ordinary = placeIn(documents, middle, "sync-options: ");
  return {
    text: documents.join(""),
    ordinary,
    biggest: big < 0 ? ordinary : placeIn(documents, big, "description: "),
  };
}

/** A file of so many small resources, for the cost of a plan. */
export function resources(count: number): string {
  return Array.from({ length: count }, (_, index) => `---\n${makers.service(index)}`).join("");
}

/** The end of the line in a document that has these words. */
function placeIn(documents: readonly string[], index: number, wanted: string): Position {
  const document = documents[index] ?? "";
  const start = document.indexOf(wanted);
  const end = document.indexOf("\n", start);
  const linesBefore = documents.slice(0, index).reduce((sum, it) => sum + it.split("\n").length - 1, 0);
  const linesWithin = document.slice(0, end).split("\n").length - 1;
  return { line: linesBefore + linesWithin, character: end - document.lastIndexOf("\n", end - 1) - 1 };
}

function some<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error("Nothing to choose from.");
  return item;
}

function sentence(index: number, length: number): string {
  return Array.from({ length }, (_, at) => some(words, index * 7 + at * 5)).join(" ");
}

function head(apiVersion: string, kind: string, index: number, annotations: readonly string[]): string {
  const name = `${some(words, index)}-${index}`;
  const block = annotations.length === 0 ? "" : `  annotations:\n${annotations.map((it) => `    ${it}\n`).join("")}`;
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: team-${index % 5}\n  labels:\n    app.kubernetes.io/name: ${name}\n    app.kubernetes.io/part-of: platform\n${block}`;
}

/** A wave on every third resource, which is wrong on some. */
function waveOf(index: number): readonly string[] {
  if (index % 50 === 49) return [`argocd.argoproj.io/sync-wave: "first"`];
  return index % 3 === 0 ? [`argocd.argoproj.io/sync-wave: "${index % 7}"`] : [];
}

const makers = {
  deployment: (index: number): string =>
    `${head("apps/v1", "Deployment", index, waveOf(index))}spec:\n  replicas: ${1 + (index % 4)}\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: app-${index}\n  template:\n    metadata:\n      labels:\n        app.kubernetes.io/name: app-${index}\n    spec:\n      containers:\n        - name: app\n          image: "registry.example.com/app:v1.${index % 40}"\n          ports:\n            - containerPort: 8080\n              name: http\n          env:\n${Array.from({ length: 5 }, (_, at) => `            - name: SETTING_${at}\n              value: "${sentence(index + at, 3)}"\n`).join("")}          resources:\n            limits: {cpu: 500m, memory: 256Mi}\n          livenessProbe:\n            httpGet:\n              path: /healthz\n              port: http\n`,
  service: (index: number): string =>
    `${head("v1", "Service", index, waveOf(index))}spec:\n  type: ClusterIP\n  ports:\n    - name: http\n      port: 80\n      targetPort: http\n  selector:\n    app.kubernetes.io/name: app-${index}\n`,
  settings: (index: number): string =>
    `${head("v1", "ConfigMap", index, waveOf(index))}data:\n${Array.from({ length: 8 }, (_, at) => `  setting-${at}: "${sentence(index + at, 5)}"\n`).join("")}`,
  job: (index: number): string =>
    `${head("batch/v1", "Job", index, [
      `argocd.argoproj.io/hook: ${index % 50 === 49 ? "PreSynk" : some(hooks, index)}`,
      "argocd.argoproj.io/hook-delete-policy: BeforeHookCreation",
      `argocd.argoproj.io/sync-options: ${some(options, index)}`,
    ])}spec:\n  backoffLimit: 2\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n        - name: migrate\n          image: registry.example.com/migrate:v1.${index % 40}\n          command: ["/bin/sh", "-c"]\n          args:\n            - |\n              set -e\n              ./migrate --to ${index}\n              echo "${sentence(index, 6)}"\n`,
  ingress: (index: number): string =>
    `${head("networking.k8s.io/v1", "Ingress", index, ["nginx.ingress.kubernetes.io/rewrite-target: /"])}spec:\n  rules:\n    - host: app-${index}.example.com\n      http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend:\n              service:\n                name: app-${index}\n                port:\n                  name: http\n`,
  scripts: (index: number, bulk = 1): string =>
    `${head("v1", "ConfigMap", index, waveOf(index * 3))}data:\n  values.yaml: |\n${Array.from({ length: 8 * bulk }, (_, at) => `    ${some(words, at)}-${at}:\n      text: ${sentence(at, 4)}\n`).join("")}  run.sh: |-\n    #!/bin/sh\n${Array.from({ length: 10 * bulk }, (_, at) => `    echo "${sentence(at, 8)}" | tee -a /var/log/${some(words, at)}.log\n`).join("")}`,
  definition: (index: number, bulk = 1): string =>
    `${head("apiextensions.k8s.io/v1", "CustomResourceDefinition", index, ['argocd.argoproj.io/sync-wave: "-5"'])}spec:\n  group: example.com\n  names:\n    kind: Widget${index}\n    plural: widgets${index}\n  scope: Namespaced\n  versions:\n    - name: v1\n      served: true\n      storage: true\n      schema:\n        openAPIV3Schema:\n          type: object\n          properties:\n${Array.from({ length: 45 * bulk }, (_, at) => `            ${some(words, at)}${at}:\n              description: ${sentence(at, 12)}\n              type: string\n              maxLength: ${at}\n`).join("")}`,
} as const;

import assert from "node:assert/strict";
import { openFile } from "../../../server/core/index.ts";
import { summarize } from "../../../server/core/needs/summary.ts";

/** What a manifest needs, as `Kind name`, each with its text in the manifest. */
function needs(text: string): string[] {
  const [document] = openFile(text).documents;
  const [manifest] = document?.manifests ?? [];
  assert.ok(document !== undefined && manifest !== undefined);
  return summarize(manifest, document.parsed.actions).references.map(({ kind, name, span }) => {
    assert.equal(document.text.slice(span.start, span.end).replace(/["']/g, ""), name);
    return `${kind} ${name}`;
  });
}

function makes(text: string): string[] {
  const [manifest] = openFile(text).documents[0]?.manifests ?? [];
  assert.ok(manifest !== undefined);
  return summarize(manifest).makes.map(({ kind, name }) => `${kind} ${name}`);
}

/** A Job whose Pods have this spec; its lines need no indent of their own. */
function job(spec: string): string {
  const lines = spec.split("\n").map((line) => `      ${line}\n`);
  return `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: job\nspec:\n  template:\n    spec:\n${lines.join("")}`;
}

describe("what a manifest needs", () => {
  const cases: readonly (readonly [title: string, text: string, ...needed: string[]])[] = [
    ["is its ServiceAccount", job('serviceAccountName: "migrate"'), "ServiceAccount migrate"],
    ["is its ServiceAccount by the old name of the field", job("serviceAccount: migrate"), "ServiceAccount migrate"],
    ["is no ServiceAccount that every namespace has", job("serviceAccountName: default")],
    [
      "is what the variables of any container come from, each once",
      job(
        `initContainers:
  - envFrom: [{ configMapRef: { name: first } }, { secretRef: { name: second } }]
containers:
  - env:
      - { name: A, valueFrom: { secretKeyRef: { name: third, key: a } } }
      - { name: B, valueFrom: { secretKeyRef: { name: third, key: b } } }
      - { name: C, valueFrom: { configMapKeyRef: { name: fourth, key: c } } }
      - { name: D, valueFrom: { fieldRef: { fieldPath: metadata.name } } }`,
      ),
      "ConfigMap first",
      "Secret second",
      "Secret third",
      "ConfigMap fourth",
    ],
    [
      "is what it mounts",
      job(
        `volumes:
  - { name: a, configMap: { name: first } }
  - { name: b, secret: { secretName: second } }
  - { name: c, persistentVolumeClaim: { claimName: third } }
  - { name: d, emptyDir: {} }
  - { name: e, projected: { sources: [{ configMap: { name: fourth } }, { secret: { name: fifth } }] } }`,
      ),
      "ConfigMap first",
      "Secret second",
      "PersistentVolumeClaim third",
      "ConfigMap fourth",
      "Secret fifth",
    ],
    ["is what its images are pulled with", job("imagePullSecrets: [{ name: registry }]"), "Secret registry"],
    [
      "is nothing optional, and nothing that may be",
      job(
        `volumes:
  - { name: a, configMap: { name: first, optional: true } }
  - { name: b, secret: { secretName: second, optional: "\${OPTIONAL}" } }
  - { name: c, secret: { secretName: third, optional: false } }`,
      ),
      "Secret third",
    ],
    [
      "is nothing whose name only rendering tells",
      job('serviceAccountName: {{ include "app.name" . }}-migrate\nimagePullSecrets: [{ name: "${REGISTRY}" }]'),
    ],
    [
      "is nothing that a template writes only in some cases",
      job("{{- if .Values.account }}\nserviceAccountName: migrate\n{{- end }}\npriorityClassName: high"),
      "PriorityClass high",
    ],
    [
      "is what a HorizontalPodAutoscaler scales",
      `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: app }
spec: { scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: app } }
`,
      "Deployment app",
    ],
    [
      "is what an Ingress leads to",
      `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: app }
spec: { rules: [{ http: { paths: [{ backend: { service: { name: app } } }, { backend: { resource: { name: b } } }] } }] }
`,
      "Service app",
    ],
    [
      "is what the Pods of a CronJob need",
      `apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec: { jobTemplate: { spec: { template: { spec: { serviceAccountName: report } } } } }
`,
      "ServiceAccount report",
    ],
    ["is nothing where it says nothing", "kind: Job\napiVersion: batch/v1\nspec: later\n"],
  ];
  for (const [title, text, ...needed] of cases) {
    it(title, () => {
      assert.deepEqual(needs(text), needed);
    });
  }
});

describe("what a controller makes of a manifest", () => {
  const cases: readonly (readonly [title: string, text: string, ...made: string[]])[] = [
    [
      "is the Secret of an ExternalSecret",
      "apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: a }\nspec: { target: { name: b } }\n",
      "Secret b",
    ],
    [
      "has the name of the ExternalSecret where it has none of its own",
      "apiVersion: external-secrets.io/v1beta1\nkind: ExternalSecret\nmetadata: { name: a }\n",
      "Secret a",
    ],
    [
      "is nothing where an ExternalSecret only adds to a Secret",
      "apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: a }\nspec: { target: { creationPolicy: Merge } }\n",
    ],
    [
      "is the Secret of a Certificate",
      "apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: { name: a }\nspec: { secretName: tls }\n",
      "Secret tls",
    ],
    [
      "is the Secret that was sealed",
      "apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: sealed }\n",
      "Secret sealed",
    ],
    ["is nothing of a ConfigMap", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n"],
  ];
  for (const [title, text, ...made] of cases) {
    it(title, () => {
      assert.deepEqual(makes(text), made);
    });
  }
});

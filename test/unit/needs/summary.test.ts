import assert from "node:assert/strict";
import { openFile } from "../../../server/core/index.ts";
import { type ManifestSummary, summarize } from "../../../server/core/needs/summary.ts";

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

function summaryOf(text: string): ManifestSummary {
  const [document] = openFile(text).documents;
  const [manifest] = document?.manifests ?? [];
  assert.ok(document !== undefined && manifest !== undefined);
  return summarize(manifest, document.parsed.actions);
}

function makes(text: string): string[] {
  return summaryOf(text).makes.map(({ group, kind, name }) => `${group}${kind} ${name}`);
}

/** An object called `app` whose `spec` is a text in flow style. */
function object(apiVersion: string, kind: string, spec: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: app }\nspec: { ${spec} }\n`;
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
    [
      "a Certificate needs its issuer",
      object("cert-manager.io/v1", "Certificate", "issuerRef: { name: ca, kind: ClusterIssuer }"),
      "ClusterIssuer ca",
    ],
    [
      "a Certificate needs nothing that cert-manager does not know",
      object("cert-manager.io/v1", "Certificate", "issuerRef: { name: ca, kind: Issuer, group: example.com }"),
    ],
    [
      "is a store that has what an ExternalSecret fetches",
      object("external-secrets.io/v1", "ExternalSecret", "secretStoreRef: { name: vault }"),
      "SecretStore vault",
    ],
    [
      "is what an Ingress leads to by default",
      object("networking.k8s.io/v1", "Ingress", "defaultBackend: { service: { name: app } }"),
      "Service app",
    ],
    [
      "is the account of a Workflow",
      object("argoproj.io/v1alpha1", "Workflow", "serviceAccountName: runner"),
      "ServiceAccount runner",
    ],
    ["is no class that every cluster has", job("priorityClassName: system-node-critical")],
    [
      "is no name that an object cannot have",
      job("serviceAccountName: Migrate_\nimagePullSecrets: [{ name: a:b }, { name: -c }, { name: 5 }]"),
      "Secret a:b",
    ],
    [
      "is in the order of the text",
      job("priorityClassName: second\nserviceAccountName: first"),
      "PriorityClass second",
      "ServiceAccount first",
    ],
  ];
  for (const [apiVersion, kinds] of Object.entries({
    "apps/v1": ["DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"],
    "argoproj.io/v1alpha1": ["Rollout"],
    v1: ["ReplicationController"],
  })) {
    for (const kind of kinds) {
      it(`is what the Pods of a ${kind} need`, () => {
        const pods = "template: { spec: { serviceAccountName: web } }";
        assert.deepEqual(needs(object(apiVersion, kind, pods)), ["ServiceAccount web"]);
        assert.deepEqual(needs(object("example.com/v1", kind, pods)), []);
      });
    }
  }

  it("is what a Pod itself needs", () => {
    assert.deepEqual(needs(object("v1", "Pod", "serviceAccountName: web")), ["ServiceAccount web"]);
  });

  it("is told with where it lives and what it is for", () => {
    const references = (text: string) =>
      summaryOf(text).references.map(
        (it) => `${it.group}/${it.kind} ${it.isClusterWide ? "cluster" : "namespace"} ${it.neededBy}`,
      );
    assert.deepEqual(references(job("serviceAccountName: a\npriorityClassName: b")), [
      "/ServiceAccount namespace pods",
      "scheduling.k8s.io/PriorityClass cluster pods",
    ]);
    const store = (kind: string) =>
      references(object("external-secrets.io/v1", "ExternalSecret", `secretStoreRef: { name: vault, kind: ${kind} }`));
    assert.deepEqual(store("ClusterSecretStore"), ["external-secrets.io/ClusterSecretStore cluster resource"]);
    assert.deepEqual(store("SecretStore"), ["external-secrets.io/SecretStore namespace resource"]);
    const scaled = (apiVersion: string) =>
      references(
        object(
          "autoscaling/v2",
          "HorizontalPodAutoscaler",
          `scaleTargetRef: { apiVersion: ${apiVersion}, kind: Deployment, name: a }`,
        ),
      );
    assert.deepEqual(scaled("apps/v1"), ["apps/Deployment namespace resource"]);
    assert.deepEqual(scaled("v1"), ["/Deployment namespace resource"]);
  });
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
    [
      "has its own name, whatever the template of what was sealed says",
      object("bitnami.com/v1alpha1", "SealedSecret", "template: { metadata: { name: b } }"),
      "Secret app",
    ],
    [
      "is nothing where somebody else makes it",
      object("external-secrets.io/v1", "ExternalSecret", "target: { creationPolicy: None }"),
    ],
    ["is a Secret of Bitwarden", object("k8s.bitwarden.com/v1", "BitwardenSecret", "secretName: b"), "Secret b"],
    ["is a Secret of 1Password", object("onepassword.com/v1", "OnePasswordItem", "itemPath: b"), "Secret app"],
    [
      "is a Secret of Doppler",
      object("secrets.doppler.com/v1alpha1", "DopplerSecret", "managedSecret: { name: b }"),
      "Secret b",
    ],
    [
      "is a dynamic Secret of Vault",
      object("secrets.hashicorp.com/v1beta1", "VaultDynamicSecret", "destination: { name: b }"),
      "Secret b",
    ],
    [
      "is a certificate of Vault",
      object("secrets.hashicorp.com/v1beta1", "VaultPKISecret", "destination: { name: b }"),
      "Secret b",
    ],
    [
      "is a static Secret of Vault",
      object("secrets.hashicorp.com/v1beta1", "VaultStaticSecret", "destination: { name: b }"),
      "Secret b",
    ],
    [
      "is a Secret of Infisical",
      object("secrets.infisical.com/v1alpha1", "InfisicalSecret", "managedSecretReference: { secretName: b }"),
      "Secret b",
    ],
    [
      "is a Secret of Vault with its own name",
      object("ricoberger.de/v1alpha1", "VaultSecret", "path: b"),
      "Secret app",
    ],
    [
      "is each Secret of a SopsSecret",
      object("isindir.github.com/v1alpha3", "SopsSecret", "secretTemplates: [{ name: b }, { name: c }]"),
      "Secret b",
      "Secret c",
    ],
    [
      "is nothing whose name only rendering tells",
      object("cert-manager.io/v1", "Certificate", 'secretName: "${NAME}"'),
    ],
    ["is nothing of a ConfigMap", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n"],
  ];
  for (const [title, text, ...made] of cases) {
    it(title, () => {
      assert.deepEqual(makes(text), made);
    });
  }
});

describe("what a binding gives", () => {
  const bind = (subjects: string, kind = "RoleBinding", group = "rbac.authorization.k8s.io") =>
    summaryOf(
      `apiVersion: ${group}/v1\nkind: ${kind}\nmetadata: { name: a }\nroleRef: { kind: Role, name: reader }\nsubjects: [${subjects}]\n`,
    ).binding;
  const account = "{ kind: ServiceAccount, name: web, namespace: prod }";

  it("is a role, to accounts and to others", () => {
    const role = { group: "rbac.authorization.k8s.io", kind: "Role", name: "reader" };
    const accounts = [{ name: "web", namespace: "prod" }];
    for (const kind of ["RoleBinding", "ClusterRoleBinding"])
      assert.deepEqual(bind(account, kind), { role, accounts, hasOthers: false });
    for (const other of ["{ kind: Group, name: all }", '{ kind: ServiceAccount, name: "${NAME}" }'])
      assert.deepEqual(bind(`${account}, ${other}`), { role, accounts, hasOthers: true });
    assert.deepEqual(bind("{ kind: ServiceAccount, name: web }")?.accounts, [{ name: "web", namespace: undefined }]);
    assert.equal(bind("")?.hasOthers, true);
  });

  it("is nothing of another kind", () => {
    assert.equal(bind(account, "Role"), undefined);
    assert.equal(bind(account, "RoleBinding", "example.com"), undefined);
  });
});

describe("what a custom resource may make", () => {
  it("is everything that it mentions", () => {
    const spec = 'a: first, B: [second, { c: third }], d: Not A Name, e: "${F}"';
    assert.deepEqual([...summaryOf(object("example.com/v1", "Widget", spec)).mentions].sort(), [
      "app",
      "first",
      "second",
      "third",
    ]);
  });

  it("is not known of kinds of Kubernetes itself", () => {
    for (const apiVersion of ["v1", "apps/v1", "networking.k8s.io/v1"])
      assert.equal(summaryOf(object(apiVersion, "Widget", "a: first")).mentions.size, 0, apiVersion);
  });
});

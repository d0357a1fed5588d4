import assert from "node:assert/strict";
import { diagnoseApplication, type MadeProblem } from "../../support/diagnose.ts";
import { folderOf } from "./folder.ts";

const rules: ReadonlySet<string> = new Set(["deleted-while-needed", "recreated-while-needed"]);

function object(apiVersion: string, kind: string, name: string, more = ""): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${more}`;
}

function hook(kind: string, annotations = "argocd.argoproj.io/hook: PreSync"): string {
  return object("v1", kind, "shared", `  annotations: { ${annotations} }\n`);
}

function found(...texts: readonly string[]): readonly MadeProblem[] {
  const named = Object.fromEntries(texts.map((text, index) => [`${index.toString()}.yaml`, text]));
  return diagnoseApplication(folderOf(named)).filter(({ rule }) => rules.has(rule.id));
}

const succeeded = "helm.sh/hook: pre-install, helm.sh/hook-delete-policy: hook-succeeded";
const pod = (spec: string): string =>
  object("apps/v1", "Deployment", "app", `spec: { template: { spec: { ${spec} } } }\n`);
const job = (spec: string): string =>
  object(
    "batch/v1",
    "Job",
    "migrate",
    `  annotations: { argocd.argoproj.io/hook: PreSync }\nspec: { template: { spec: { ${spec} } } }\n`,
  );

describe("a hook that something lasting needs", () => {
  const users: readonly (readonly [who: string, kind: string, text: string])[] = [
    ["a variable", "Secret", pod("containers: [{ env: [{ valueFrom: { secretKeyRef: { name: shared } } }] }]")],
    ["a file", "ConfigMap", pod("volumes: [{ configMap: { name: shared } }]")],
    ["a projected file", "Secret", pod("volumes: [{ projected: { sources: [{ secret: { name: shared } }] } }]")],
    ["a pull", "Secret", pod("imagePullSecrets: [{ name: shared }]")],
    ["an account", "ServiceAccount", pod("serviceAccountName: shared")],
    [
      "the pulls of an account",
      "Secret",
      object("v1", "ServiceAccount", "app", "imagePullSecrets: [{ name: shared }]\n"),
    ],
    [
      "an Ingress",
      "Secret",
      object("networking.k8s.io/v1", "Ingress", "app", "spec: { tls: [{ secretName: shared }] }\n"),
    ],
    [
      "a Gateway",
      "Secret",
      object(
        "gateway.networking.k8s.io/v1",
        "Gateway",
        "app",
        "spec: { listeners: [{ tls: { certificateRefs: [{ name: shared }] } }] }\n",
      ),
    ],
  ];
  for (const [who, kind, text] of users) {
    it(`is found by ${who}`, () => {
      assert.deepEqual(
        [
          hook(kind),
          hook(kind, "helm.sh/hook: pre-install"),
          hook(kind, succeeded),
          hook(kind, "helm.sh/hook: test"),
        ].map((it) => found(it, text).map(({ rule, severity }) => `${severity} ${rule.id}`)),
        [
          ["information recreated-while-needed"],
          ["information recreated-while-needed"],
          ["warning deleted-while-needed"],
          [],
        ],
      );
    });
  }

  it("is found by a custom resource that names it, and by none that makes it or means another one", () => {
    const custom = (kind: string, spec: string): string => object("example.com/v1", kind, "app", `spec: { ${spec} }\n`);
    assert.equal(
      found(hook("Secret"), custom("Store", "auth: { tokenSecretRef: { name: shared, key: a } }")).length,
      1,
    );
    assert.equal(found(hook("ConfigMap"), custom("Store", "caConfigMap: { name: shared }")).length, 1);
    assert.equal(found(hook("Secret"), custom("Store", "caConfigMap: { name: shared }")).length, 0);
    assert.equal(
      found(hook("Secret"), custom("Store", "tokenSecretRef: { name: shared, namespace: other }")).length,
      0,
    );
    const certificate = object("cert-manager.io/v1", "Certificate", "app", "spec: { secretName: shared }\n");
    assert.equal(found(hook("Secret"), certificate).length, 0);
  });

  it("should be there twice where hooks before the Sync phase need it too", () => {
    const [problem] = found(
      hook("ServiceAccount"),
      pod("serviceAccountName: shared"),
      job("serviceAccountName: shared"),
    );
    assert.match(
      problem?.message ?? "",
      /Give the hooks that need it one of their own, and order this one with a sync wave\.$/,
    );
    assert.deepEqual(problem?.fixes, []);
    const [other] = found(
      hook("ServiceAccount", succeeded),
      pod("serviceAccountName: shared"),
      job("serviceAccountName: shared"),
    );
    assert.match(other?.message ?? "", /Remove "HookSucceeded" from the delete policy of ServiceAccount "shared"\.$/);
  });
});

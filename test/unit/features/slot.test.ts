import assert from "node:assert/strict";
import { slotsAt } from "../../../server/core/features/complete/slot.ts";
import { openAtCursor } from "../../support/cursor.ts";

describe("the place where something may be written", () => {
  /** What may be written at the mark, and on what: of annotations whether waves and what works on Pods are among them. */
  function slot(marked: string, fileName = "a.yaml"): string {
    const { text, offset } = openAtCursor(marked);
    const found = slotsAt(text, offset, fileName)[0];
    switch (found?.type) {
      case undefined:
        return "nothing";
      case "metadata": {
        const has = (key: string): string[] => (found.specs.some((spec) => spec.key === key) ? [key] : []);
        const known = [
          "argocd.argoproj.io/sync-wave",
          "link.argocd.argoproj.io/NAME",
          "argocd.argoproj.io/secret-type",
        ];
        const words = ["keys on", found.kind, ...known.flatMap(has).map((key) => key.replace(/^.*\//, ""))];
        return words.filter((word) => word !== "").join(" ");
      }
      case "field":
        return `fields ${found.fields.map(([key]) => key).join(" ")}`;
      case "metadata value":
        return `value of ${found.spec.key} on ${found.kind}`.trimEnd();
      case "field value":
        return `value of ${found.spec.path} beside ${found.others.join(" ")} at ${found.at}`;
      case "document":
        return "document";
    }
  }

  const argo = "apiVersion: argoproj.io/v1alpha1\n";
  const pods = "keys on Pod NAME";
  const any = "keys on sync-wave NAME";
  const cases: readonly (readonly [text: string, slot: string, fileName?: string])[] = [
    ["kind: Secret\nmetadata: {annotations: {$0}}", "keys on Secret sync-wave NAME"],
    ["kind: Secret\nmetadata: {labels: {$0}}", "keys on Secret secret-type"],
    ["kind: Job\nmetadata: {labels: {$0}}", "keys on Job"],
    ["kind: Job\nmetadata: {finalizers: {$0}}", "nothing"],
    ...["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "Rollout"].map(
      (kind) => [`kind: ${kind}\nspec: {template: {metadata: {annotations: {$0}}}}`, pods] as const,
    ),
    ["kind: CronJob\nspec: {jobTemplate: {spec: {template: {metadata: {annotations: {$0}}}}}}", pods],
    ["kind: CronJob\nspec: {jobTemplate: {metadata: {annotations: {$0}}}}", "nothing"],
    ["kind: Thing\nspec: {template: {metadata: {annotations: {$0}}}}", "nothing"],
    ["commonAnnotations: {$0}", any],
    ["kind: Component\ncommonAnnotations: {$0}", any],
    ["kind: Job\ncommonAnnotations: {$0}", "nothing"],
    ["generatorOptions: {annotations: {$0}}", "keys on ConfigMap sync-wave NAME"],
    ["configMapGenerator: [{options: {annotations: {$0}}}]", "keys on ConfigMap sync-wave NAME"],
    ["secretGenerator: [{options: {annotations: {$0}}}]", "keys on Secret sync-wave NAME"],
    ["kind: Kustomization\nmetadata: {annotations: {$0}}", "nothing"],
    ["annotations: {$0}", any, "values.yaml"],
    ["annotations: {$0}", any, "values/prod.yaml"],
    ["annotations: {$0}", any, "my-VALUES.yaml"],
    ["annotations: {$0}", "nothing", "values/"],
    ["annotations: {$0}", "nothing", "prod.yaml"],
    ["service: {extraAnnotations: {$0}}", any, "values.yaml"],
    ["annotation: {$0}", "nothing", "values.yaml"],
    ["podAnnotations: {$0}", "keys on NAME", "values.yaml"],
    ["pod: {annotations: {$0}}", "keys on NAME", "values.yaml"],
    ["apiVersion: v1\nannotations: {$0}", "nothing", "values.yaml"],
    [`${argo}kind: ApplicationSet\nspec: {template: {metadata: {annotations: {$0}}}}`, "keys on Application"],
    [
      `${argo}kind: ApplicationSet\nspec: {generators: [{git: {template: {metadata: {annotations: {$0}}}}}]}`,
      "keys on Application",
    ],
    [
      `${argo}kind: Application\nspec: {syncPolicy: {managedNamespaceMetadata: {annotations: {$0}}}}`,
      "keys on Namespace sync-wave NAME",
    ],
    [
      `${argo}kind: ApplicationSet\nspec: {template: {spec: {syncPolicy: {managedNamespaceMetadata: {annotations: {$0}}}}}}`,
      "keys on Namespace sync-wave NAME",
    ],
    [`kind: Thing\nspec: {syncPolicy: {managedNamespaceMetadata: {annotations: {$0}}}}`, "nothing"],
    [`${argo}kind: Application\nspec: {syncPolicy: {automated: {$0}}}`, "fields enabled prune selfHeal allowEmpty"],
    ["apiVersion: x.io/v1\nkind: Application\nspec: {syncPolicy: {automated: {$0}}}", "nothing"],
    ["kind: Application\nspec: {syncPolicy: {automated: {$0}}}", "fields enabled prune selfHeal allowEmpty"],
    [
      `${argo}kind: Application\nspec: {syncPolicy: {automated: {prune: tr$0ue}}}`,
      "value of spec.syncPolicy.automated.prune beside  at 2",
    ],
    [
      `${argo}kind: Application\nspec: {syncPolicy: {syncOptions: [a, "b$0", 'c ', [d]]}}`,
      "value of spec.syncPolicy.syncOptions[] beside a c at 1",
    ],
    [`${argo}kind: Application\nspec: {syncPolicy: {syncOptions: [[a$0]]}}`, "nothing"],
    ["apiVersion: x.io/v1\nkind: Application\nspec: {syncPolicy: {syncOptions: [a$0]}}", "nothing"],
    ["[a$0]", "nothing"],
    ["kind: Thing\nspec: {syncPolicy: {syncOptions: [a$0]}}", "nothing"],
    [
      `${argo}kind: List\nitems: [{kind: Secret, metadata: {labels: {argocd.argoproj.io/secret-type: a$0}}}]`,
      "value of argocd.argoproj.io/secret-type on Secret",
    ],
    ["metadata: {annotations: {argocd.argoproj.io/hook: a$0}}", "value of argocd.argoproj.io/hook on"],
    ["metadata: {labels: {argocd.argoproj.io/hook: a$0}}", "nothing"],
    [`${argo}kind: Application\nmetadata: {finalizers: [a$0]}`, "value of metadata.finalizers[] beside  at 1"],
    [`${argo}kind: AppProject\nmetadata: {finalizers: [a, b$0]}`, "value of metadata.finalizers[] beside a at 1"],
    ["kind: Thing\nmetadata: {finalizers: [a$0]}", "nothing"],
    [`${argo}kind: Application\nmetadata:\n  finalizers:\n    $0\n`, "value of metadata.finalizers[] beside  at 0"],
    ["kind: Job\nmetadata:\n  annotations: $0\n", "keys on Job sync-wave NAME"],
    ["kind: Job\nmetadata:\n  annotations: ho$0\n", "keys on Job sync-wave NAME"],
    ["kind: Job\nmetadata:\n  annotations: $0\n    a: b\n", "keys on Job sync-wave NAME"],
    ["kind: Job\nmetadata:\n  annotations: $0 # note\n", "nothing"],
    ["kind: Job\nmetadata:\n  annotations: 'a$0'\n", "nothing"],
    ["kind: Job\nmetadata:\n  annotations:$0\n", "nothing"],
    ["kind: Job\nmetadata:\n  annotations: {{- if .a }}\n    $0\n    {{- end }}\n", "keys on Job sync-wave NAME"],
    [`${argo}kind: Application\nspec:\n  syncPolicy:\n    automated: $0\n`, "fields enabled prune selfHeal allowEmpty"],
    [
      `${argo}kind: Application\nspec:\n  syncPolicy:\n    syncOptions: $0\n`,
      "value of spec.syncPolicy.syncOptions[] beside  at 0",
    ],
    [
      `${argo}kind: Application\nspec:\n  syncPolicy:\n    syncOptions:\n      Cre$0\n`,
      "value of spec.syncPolicy.syncOptions[] beside  at 0",
    ],
    ["data:\n  a: |\n    kind: Job\n    metadata:\n      annotations:\n        $0\n", "keys on Job sync-wave NAME"],
    [
      "data:\n  a: |\n    kind: A\n    ---\n    kind: Job\n    metadata:\n      annotations:\n        argocd.argoproj.io/hook: $0\n    ---\n    kind: B\n",
      "value of argocd.argoproj.io/hook on Job",
    ],
    [
      "patches:\n  - patch: |-\n      kind: Job\n      metadata:\n        annotations:\n          $0\n    target: {}\n",
      "keys on Job sync-wave NAME",
      "kustomization.yaml",
    ],
    ["a: |\n  annotations:\n    $0\n", "nothing", "values.yaml"],
    ["a: |\n  $0\n", "nothing"],
    ["a: |\n$0\n", "nothing"],
    ["a: |\n  b: |\n    c: |\n      d: |\n        metadata:\n          annotations:\n            $0\n", "nothing"],
    ["$0", "document"],
    ["a$0", "document"],
    [" $0", "nothing"],
    ["a$0: b", "nothing"],
    ["a: b\n$0", "nothing"],
    ...["values.yaml", "Chart.yaml", "kustomization.yml", "a/Kustomization"].map(
      (name) => ["$0", "nothing", name] as const,
    ),
    ...["my-chart.yaml", "kustomization.yaml.md", "a.yaml"].map((name) => ["$0", "document", name] as const),
  ];
  for (const [text, expected, fileName] of cases) {
    it(`is known in ${fileName ?? "a manifest"}: ${text.replaceAll("\n", " | ")}`, () => {
      assert.equal(slot(text, fileName), expected);
    });
  }

  it("knows the quotes and the neighbours of a key", () => {
    const keyAt = (marked: string): unknown => {
      const { text, offset } = openAtCursor(marked);
      const found = slotsAt(text, offset, "")[0];
      assert.ok(found?.type === "metadata");
      const { token, quote, json, followed, hasColon, siblings } = found;
      return [token.text, quote, json, followed, hasColon, siblings.join(" ")];
    };
    assert.deepEqual(keyAt("metadata:\n  annotations:\n    'a$0': 1\n    b: 2\n"), ["a", "'", false, false, true, "b"]);
    assert.deepEqual(keyAt('metadata: {annotations: {a: 1, b: 2, "$0"}}'), ["", '"', true, false, false, "a b"]);
    assert.deepEqual(keyAt("metadata: {annotations: {$0 a: 1}}"), ["", "", false, true, false, "a"]);
    assert.deepEqual(keyAt("{metadata: {annotations: {$0}}}"), ["", '"', true, false, false, ""]);
    assert.deepEqual(keyAt('"x": {y: 1}\nmetadata: {annotations: {$0}}'), ["", "", false, false, false, ""]);
    assert.deepEqual(keyAt('"metadata":\n  annotations:\n    $0\n'), ["", "", false, false, false, ""]);
  });
});

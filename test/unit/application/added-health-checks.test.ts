import assert from "node:assert/strict";
import { readAddedChecks } from "../../../server/core/application/added-health-checks.ts";
import { openFile } from "../../../server/core/manifest/file.ts";

/** The kinds that a file adds a check for. */
function keysIn(text: string): readonly string[] {
  return readAddedChecks(openFile(text), "file.yaml").map(({ key }) => key);
}

function argocdCm(data: string, name = "argocd-cm"): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n${data}`;
}

const health = "resource.customizations.health";
const certificates = `  ${health}.cert-manager.io_Certificate: return {}\n`;

describe("the health checks that a file adds to Argo CD", () => {
  const cases: readonly (readonly [what: string, text: string, keys: readonly string[]])[] = [
    ["stand in argocd-cm, one key for each kind", argocdCm(certificates), ["cert-manager.io/Certificate"]],
    ["name a kind of the core API alone", argocdCm(`  ${health}.Service: return {}\n`), ["Service"]],
    ["may be for all kinds that have a group", argocdCm(`  ${health}.all: return {}\n`), ["*/*"]],
    [
      "may be long texts with words that look like templates",
      argocdCm(`  ${health}.example.com_Widget: |\n    hs = {}\n    hs.t = {{"a"}}\n    return hs\n`),
      ["example.com/Widget"],
    ],
    [
      "stand in the older key together, where wildcards are known",
      argocdCm(
        '  resource.customizations: |\n    argoproj.io/Application:\n      health.lua: return {}\n    "*.crossplane.io/*":\n      health.lua: |\n        return {}\n    apps/Deployment:\n      ignoreDifferences: x\n',
      ),
      ["argoproj.io/Application", "*.crossplane.io/*"],
    ],
    [
      "are none where the script is empty, also in place of the older key",
      argocdCm(
        `  resource.customizations: |\n    example.com/Widget:\n      health.lua: return {}\n  ${health}.example.com_Widget: ""\n  ${health}.apps_Deployment:\n`,
      ),
      [],
    ],
    ["are none in another ConfigMap", argocdCm(certificates, "argocd-cmd-params-cm"), []],
    ["are none in a Secret", argocdCm(certificates).replace("ConfigMap", "Secret"), []],
    ["are none beside the data", `${argocdCm("  a: b\n")}binaryData:\n${certificates}`, []],
    [
      "are none for actions, wildcards that the API server refuses, and names of three parts",
      argocdCm(
        `  resource.customizations.actions.apps_Deployment: x\n  "${health}.*.crossplane.io_*": return {}\n  ${health}.a_b_c: return {}\n  ${health}: return {}\n`,
      ),
      [],
    ],
    [
      "are none where older YAML cannot be read, or is a list",
      `${argocdCm('  resource.customizations: "a: [health.lua"\n')}---\n${argocdCm('  resource.customizations: "[health.lua]"\n')}`,
      [],
    ],
    [
      "stand in the values of the chart",
      `configs:\n  cm:\n    ${health}.argoproj.io_Application: |\n      return {}\n`,
      ["argoproj.io/Application"],
    ],
    [
      "stand in the values of a chart that has that one as a dependency",
      `argo-cd:\n  configs:\n    cm:\n      create: true\n      ${health}.argoproj.io_Application: return {}\n`,
      ["argoproj.io/Application"],
    ],
    ["are none in other values", `config:\n  cm:\n    ${health}.argoproj.io_Application: return {}\n`, []],
    [
      "stand in the values of an Application, as an object",
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: argocd}\nspec:\n  sources:\n    - chart: argo-cd\n      helm:\n        valuesObject:\n          configs:\n            cm:\n              ${health}.example.com_Widget: return {}\n`,
      ["example.com/Widget"],
    ],
    [
      "stand in the values of an Application, as a text",
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: argocd}\nspec:\n  source:\n    chart: argo-cd\n    helm:\n      values: |\n        configs:\n          cm:\n            ${health}.example.com_Widget: return {}\n`,
      ["example.com/Widget"],
    ],
    [
      "stand in the object of the operator, in each of its three fields",
      `apiVersion: argoproj.io/v1beta1\nkind: ArgoCD\nmetadata: {name: argocd}\nspec:\n  resourceHealthChecks:\n    - {group: example.com, kind: Widget, check: return {}}\n    - {kind: Service, check: return {}}\n    - {group: example.com, kind: Gadget, check: ""}\n    - {group: example.com, kind: "*", check: return {}}\n    - {group: example.com, check: return {}}\n    - not one\n  extraConfig:\n    ${health}.apps_Deployment: return {}\n  resourceCustomizations: |\n    example.com/*:\n      health.lua: return {}\n`.replaceAll(
        "return {}}",
        "return 1}",
      ),
      ["example.com/Widget", "Service", "apps/Deployment", "example.com/*"],
    ],
    [
      "come from the generator of a kustomization",
      `configMapGenerator:\n  - name: argocd-cm\n    behavior: merge\n    literals:\n      - ${health}.example.com_Widget=return {}\n      - ${health}.example.com_Empty=\n      - timeout.reconciliation=60s\n    files:\n      - ${health}.example.com_Gadget=scripts/gadget.lua\n      - scripts/${health}.example.com_Gizmo\n  - name: other\n    literals: [${health}.example.com_Other=return 1]\n`,
      ["example.com/Widget", "example.com/Gadget", "example.com/Gizmo"],
    ],
    [
      "come from the patches in a kustomization",
      `kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1beta1\npatches:\n  - patch: |\n      apiVersion: v1\n      kind: ConfigMap\n      metadata: {name: argocd-cm}\n      data:\n        ${health}.example.com_Widget: return {}\n  - target: {kind: ConfigMap, name: argocd-cm}\n    patch: |\n      - op: add\n        path: /data/${health}.example.com_Gadget\n        value: return {}\n      - op: remove\n        path: /data/${health}.example.com_Gone\npatchesStrategicMerge:\n  - |\n    apiVersion: v1\n    kind: ConfigMap\n    metadata: {name: argocd-cm}\n    data:\n      ${health}.example.com_Gizmo: return {}\n  - patch.yaml\n`,
      ["example.com/Widget", "example.com/Gadget", "example.com/Gizmo"],
    ],
    [
      "come from an older JSON patch, and from a patch of the object of the operator",
      `patchesJson6902:\n  - target: {kind: ConfigMap, name: argocd-cm}\n    patch: |\n      [{op: replace, path: /data/${health}.example.com_Widget, value: return 1}]\npatches:\n  - patch: |\n      apiVersion: argoproj.io/v1beta1\n      kind: ArgoCD\n      metadata: {name: argocd}\n      spec:\n        resourceHealthChecks: [{group: example.com, kind: Gadget, check: return 1}]\n`,
      ["example.com/Gadget", "example.com/Widget"],
    ],
    [
      "are none in operations that add nothing, and in literals that are none",
      `configMapGenerator:\n  - name: argocd-cm\n    literals: [${health}.example.com_A]\npatches:\n  - patch: |\n      - {op: test, path: /data/${health}.example.com_B, value: x}\n      - {op: add, path: /data/${health}.example.com_C}\n      - {op: add, path: /binaryData/${health}.example.com_D, value: x}\n      - {path: /data/${health}.example.com_E, value: x}\n      - {op: add, value: x}\n`,
      [],
    ],
    [
      "come from a JSON patch in its own file",
      `- op: add\n  path: /data/${health}.example.com_Widget\n  value: return {}\n- op: add\n  path: /data/timeout.reconciliation\n  value: 60s\n`,
      ["example.com/Widget"],
    ],
    ["are told once each", `${argocdCm(certificates)}---\n${argocdCm(certificates)}`, ["cert-manager.io/Certificate"]],
    ["are none in a text about them", `# ${health}.example.com_Widget\nkind: ConfigMap\n`, []],
  ];
  for (const [what, text, keys] of cases) {
    it(what, () => {
      assert.deepEqual(keysIn(text), keys);
    });
  }

  it("say in which file they are", () => {
    assert.deepEqual(readAddedChecks(openFile(argocdCm(certificates)), "/ops/cm.yaml"), [
      { key: "cert-manager.io/Certificate", file: "/ops/cm.yaml" },
    ]);
  });
});

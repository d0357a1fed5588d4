import assert from "node:assert/strict";
import { readDeclaredApplications } from "../../../server/core/application/argocd-application.ts";
import { readDeclared } from "../../../server/core/application/deployed-application.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { parseVersion } from "../../../server/core/versions.ts";
import { treeOf } from "../../support/source-tree.ts";

const files = {
  "chart/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "chart/values.yaml": "a: own\n",
  "chart/one.yaml": "a: one\n",
  "chart/two.yaml": "a: two\n",
  "chart/templates/a.yaml":
    "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: '{{ .Release.Name }}-{{ .Values.a }}', namespace: '{{ .Release.Namespace }}' }\n",
  "chart/templates/version.yaml": `{{- if hasSuffix "+k3s1" .Capabilities.KubeVersion.Version }}\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: k3s }\n{{- end }}\n`,
  "chart/templates/test.yaml":
    "apiVersion: v1\nkind: Pod\nmetadata: { name: test, annotations: { helm.sh/hook: test } }\n",
};

/** What an Application with these options of Helm deploys with a version of Argo CD, and what makes it fail. */
function deployedWith(helm: string, version: string): string {
  const text = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: app }\nspec: { source: { path: chart, targetRevision: main, helm: { ${helm} } }, destination: { namespace: shop } }\n`;
  const [declared = assert.fail()] = readDeclaredApplications(openFile(text), "app.yaml");
  const tree = treeOf({ ...files, "app.yaml": text });
  const { application } = readDeclared(declared, tree, { version: parseVersion(version) });
  const names = application.members.map(({ resource }) => `${resource.namespace}/${resource.name}`);
  return [...names, ...application.failures.map(({ message }) => message)].join(" ");
}

describe("what an Application says of a chart", () => {
  const cases: readonly (readonly [what: string, helm: string, version: string, deployed: string])[] = [
    ["another namespace, since 2.13", "namespace: other", "2.13", "other/app-own /test"],
    ["another namespace, which older versions do not know", "namespace: other", "2.12", "shop/app-own /test"],
    ["no tests, since 2.14", "skipTests: true", "2.14", "shop/app-own"],
    ["no tests, which older versions do not know", "skipTests: true", "2.13", "shop/app-own /test"],
    ["values as an object, since 2.8", "valuesObject: { a: b }, values: 'a: c'", "2.8", "shop/app-b /test"],
    ["values as an object, which older versions do not know", "valuesObject: { a: b }", "2.7", "shop/app-own /test"],
    [
      "a file that is named twice, once since 3.4",
      "valueFiles: [one.yaml, two.yaml, one.yaml]",
      "3.4",
      "shop/app-two /test",
    ],
    [
      "a file that is named twice, twice before",
      "valueFiles: [one.yaml, two.yaml, one.yaml]",
      "3.3",
      "shop/app-one /test",
    ],
    [
      "a version of Kubernetes, of which the numbers count since 3.1",
      "kubeVersion: 1.30.2+k3s1",
      "3.1",
      "shop/app-own /test",
    ],
    [
      "a version of Kubernetes, which is given whole before",
      "kubeVersion: 1.30.2+k3s1",
      "3.0",
      "shop/app-own /test /k3s",
    ],
    [
      "a version of Kubernetes, which older versions do not know",
      "kubeVersion: 1.30.2+k3s1",
      "2.12",
      "shop/app-own /test",
    ],
    [
      "its repository and its revision",
      "parameters: [{ name: a, value: $ARGOCD_APP_SOURCE_TARGET_REVISION }]",
      "3.5",
      "shop/app-main /test",
    ],
    ["a pattern, since 3.4", "valueFiles: ['t?o.yaml']", "3.4", "shop/app-two /test"],
    [
      "a pattern, which is a name before",
      "valueFiles: ['t?o.yaml']",
      "3.3",
      'shop/app-own /test There is no file "chart/t?o.yaml": Argo CD 3.4 is the first version that takes this for a pattern. Name each file.',
    ],
    [
      "a pattern, which may be missing before",
      "valueFiles: ['t?o.yaml'], ignoreMissingValueFiles: true",
      "3.3",
      "shop/app-own /test",
    ],
  ];
  for (const [what, helm, version, deployed] of cases) {
    it(what, () => {
      assert.equal(deployedWith(helm, version), deployed);
    });
  }
});

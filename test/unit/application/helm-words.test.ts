import assert from "node:assert/strict";
import { helmWords } from "../../../server/core/application/chart/helm-words.ts";
import { openFile } from "../../../server/core/manifest/file.ts";

/** What Helm is asked for with options in flow style: words joined by blanks, or a sentence that says why not. */
function wordsFor(options: string, namespace = "shop", name = "web"): string {
  const node = openFile(`{ ${options} }`).documents[0]?.parsed.root;
  assert.ok(node);
  const asked = helmWords(node, { name, namespace, path: "charts/web" });
  if (typeof asked === "string") return asked;
  const words = asked.words.map((word) =>
    typeof word === "string" ? word : `${word.option}<${word.path}${word.isOptional ? "?" : ""}>`,
  );
  return `${words.join(" ")}${asked.input === "" ? "" : ` < ${asked.input}`}`;
}

const names = "--name-template=web --namespace=shop";

describe("the options of a chart", () => {
  const asked: Readonly<Record<string, string>> = {
    "": `${names} --include-crds`,
    "releaseName: other, namespace: test": "--name-template=other --namespace=test --include-crds",
    "releaseName: '', namespace: ~": `${names} --include-crds`,
    "releaseName: a.b-c.d": "--name-template=a.b-c.d --namespace=shop --include-crds",
    "kubeVersion: v1.30.2+k3s1": `${names} --kube-version=1.30.2 --include-crds`,
    "kubeVersion: 1.30": `${names} --kube-version=1.30 --include-crds`,
    "apiVersions: [v1, batch/v1/Job, monitoring.coreos.com/v1]": `${names} --api-versions=v1 --api-versions=batch/v1/Job --api-versions=monitoring.coreos.com/v1 --include-crds`,
    "skipCrds: true, skipTests: true, skipSchemaValidation: true": `${names} --skip-schema-validation --skip-tests`,
    "skipCrds: false, skipTests: false, skipSchemaValidation: false": `${names} --include-crds`,
    "valueFiles: [a.yaml, /b/$ARGOCD_APP_NAME.yaml]": `${names} --values=<a.yaml> --values=</b/web.yaml> --include-crds`,
    "valueFiles: [a.yaml], ignoreMissingValueFiles: true": `${names} --values=<a.yaml?> --include-crds`,
    "fileParameters: [{ name: a.b, path: $ARGOCD_APP_SOURCE_PATH/b.txt }], ignoreMissingValueFiles: true": `${names} --set-file=a.b=<charts/web/b.txt> --include-crds`,
    'parameters: [{ name: a, value: "x,y" }, { name: b, value: "{x,y}" }, { name: c, value: "x\\\\,y" }]': `${names} --set=a=x\\,y --set=b={x,y} --set=c=x\\,y --include-crds`,
    "parameters: [{ name: a, value: 5, forceString: true }, { name: b, value: $ARGOCD_APP_NAMESPACE }]": `${names} --set-string=a=5 --set=b=shop --include-crds`,
    "parameters: [{ name: a, value: '{x,y' }, { name: b, value: 'x,y}' }]": `${names} --set=a={x\\,y --set=b=x\\,y} --include-crds`,
    'values: "a: b"': `${names} --values=- --include-crds < a: b`,
    "valuesObject: { a: [1, true, no, ~, x], b: { c: '5' } }": `${names} --values=- --include-crds < {"a":[1,true,false,null,"x"],"b":{"c":"5"}}`,
    'valuesObject: {}, values: "a: b"': `${names} --values=- --include-crds < {}`,
    "valueFiles: [a.yaml], parameters: [{ name: a, value: b }], values: x": `${names} --set=a=b --values=<a.yaml> --values=- --include-crds < x`,
    "apiVersions: [[v1]], valueFiles: [{}]": `${names} --include-crds`,
  };
  for (const [options, words] of Object.entries(asked)) {
    it(`are handed on: ${options}`, () => {
      assert.equal(wordsFor(options), words);
    });
  }

  const long = "a".repeat(54);
  const refused: Readonly<Record<string, RegExp>> = {
    [`releaseName: ${long}`]:
      /^"a+" cannot be the name of a Helm release: use at most 53 small letters, digits, "-" and "\."\.$/,
    "releaseName: '{{ env }}'": /cannot be the name of a Helm release/,
    "releaseName: Web": /cannot be the name of a Helm release/,
    [`namespace: ${long}aaaaaaaaaa`]: /^"a+" cannot be the name of a namespace\.$/,
    "namespace: a.b": /^"a\.b" cannot be the name of a namespace\.$/,
    "kubeVersion: latest": /^"latest" is not a version of Kubernetes\.$/,
    "apiVersions: [v1, --post-renderer=x]": /^"--post-renderer=x" is not an API version of Kubernetes\.$/,
    "fileParameters: [{ name: 'a=b,c', path: x }]": /^"a=b,c" cannot be the name of a file parameter\.$/,
    "valueFiles: [$ARGOCD_APP_REVISION.yaml]":
      /^"\$ARGOCD_APP_REVISION\.yaml" has a variable that only Argo CD can fill in\.$/,
    "parameters: [{ name: a, value: $ARGOCD_APP_REVISION }]": /^"\$ARGOCD_APP_REVISION" has a variable that only Argo/,
    'valueFiles: ["a\\0b"]': /^The path of a value file has a character that no path can have\.$/,
    'parameters: [{ name: a, value: "\\0" }]': /^A parameter has a character that no program can be given\.$/,
  };
  for (const [options, reason] of Object.entries(refused)) {
    it(`are refused: ${options.slice(0, 60)}`, () => {
      assert.match(wordsFor(options), reason);
    });
  }

  it("may be as long as Kubernetes allows", () => {
    assert.match(wordsFor(`releaseName: ${long.slice(1)}`), /^--name-template=a{53} /);
    assert.match(wordsFor(`namespace: ${long}aaaaaaaaa`), / --namespace=a{63} /);
  });

  it("need names, the one of the Application or one of their own", () => {
    assert.match(wordsFor("", "shop", ""), /^"" cannot be the name of a Helm release/);
    assert.match(wordsFor("", "", "web"), /^"" cannot be the name of a namespace/);
  });
});

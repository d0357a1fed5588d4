import assert from "node:assert/strict";
import { childApplications } from "../../../server/core/application/child-applications.ts";
import { readDeclared, readFolderApplication } from "../../../server/core/application/deployed-application.ts";
import { treeOf } from "../../support/source-tree.ts";

/** A value that nobody knows. */
const unknown = "{{ randAlpha 3 }}";

const web = {
  "web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "web/values.yaml": "a: own\nb: own\n",
  "web/templates/a.yaml":
    "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: '{{ .Release.Name }}', annotations: { a: '{{ .Values.a }}', b: '{{ .Values.b }}' } }\n",
};

/** The only child of a chart that prints an Application with these options of Helm, in lines, and what it deploys. */
function childWith(helm: string, more = ""): { readonly says: string; readonly unread: readonly string[] } {
  const template = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: app${more} }
spec:
  destination: { namespace: shop }
  source:
    repoURL: https://example.com/shop.git
    path: web
    helm:
${helm}`;
  const root = { "root/Chart.yaml": "apiVersion: v2\nname: root\nversion: 1.0.0\n", "root/templates/a.yaml": template };
  const tree = treeOf({ ...web, ...root });
  const read = readFolderApplication("root", { name: "root", namespace: "default" }, tree);
  const [child = assert.fail()] = childApplications(read.application);
  assert.equal(child.isLikely, true);
  const { application } = readDeclared(child, tree);
  assert.deepEqual(application.failures, []);
  const says = application.members.map(({ resource, conditional }) => {
    const [a, b] = ["a", "b"].map((key) =>
      resource.annotations.has(key) ? (resource.annotations.get(key) ?? "?") : "-",
    );
    return `${resource.name} ${a ?? ""} ${b ?? ""}${conditional ? " (perhaps)" : ""}`;
  });
  return { says: says.join(", "), unread: application.unread.map(({ reason }) => reason) };
}

describe("an Application that a chart prints", () => {
  const options = "A template fills in these options of Helm, so not all values are known.";
  const cases: readonly (readonly [what: string, helm: string, says: string, unread?: readonly string[]])[] = [
    [
      "gives what is printed",
      "      valuesObject: { a: one, b: { c: two } }\n      releaseName: other\n",
      "other one map[c:two]",
    ],
    ["gives a value that is not known", `      valuesObject: { a: [x], b: '${unknown}' }\n`, "app [x] ?"],
    [
      "gives a text with a part that is not known",
      `      values: |\n        a: "x-${unknown}"\n        b: two\n`,
      "app ? two",
    ],
    [
      "gives values of which none is known",
      `      values: |\n        ${unknown}\n`,
      "app own own (perhaps)",
      ["A template prints these values, and they are not known here."],
    ],
    ["gives a parameter that is not known", `      parameters: [{ name: a, value: '${unknown}' }]\n`, "app ? own"],
    ["gives parameters of which none is known", `      parameters: ${unknown}\n`, "app own own (perhaps)", [options]],
    [
      "gives a parameter whose name is not known",
      `      parameters: [{ name: '${unknown}', value: b }]\n`,
      "app own own (perhaps)",
      ['"{{ ... }}" is only known once it is filled in.'],
    ],
    [
      "names a file that is not known",
      `      valueFiles: ['${unknown}.yaml']\n`,
      "app own own (perhaps)",
      ['"{{ ... }}.yaml" is only known once it is filled in.'],
    ],
    [
      "names a file that is missing with these values",
      "      valueFiles: [no.yaml]\n",
      "app own own (perhaps)",
      ['With the values that are known here, Helm stops: There is no file "web/no.yaml".'],
    ],
  ];
  for (const [what, helm, says, unread = []] of cases) {
    it(what, () => {
      assert.deepEqual(childWith(helm), { says, unread });
    });
  }

  it("has resources of the name of its folder where its own is not known", () => {
    assert.equal(childWith("      skipTests: true\n", `-${unknown}`).says, "web own own");
  });
});

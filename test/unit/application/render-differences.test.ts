import assert from "node:assert/strict";
import { readFolderApplication } from "../../../server/core/application/deployed-application.ts";
import { withRender } from "../../../server/core/application/rendered-application.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";
import { treeOf } from "../../support/source-tree.ts";

/** What is said of a chart with these templates once Helm has printed a text. */
function saidOf(templates: string, printed: string, more: Readonly<Record<string, string>> = {}): string | undefined {
  const tree = treeOf({
    "app/Chart.yaml": "apiVersion: v2\nname: app\nversion: 1.0.0\n",
    "app/templates/a.yaml": templates,
    ...more,
  });
  const { application } = readFolderApplication("app", { name: "app", namespace: "default" }, tree);
  const { notices = [] } = withRender(application, printed);
  assert.ok(notices.length < 2);
  return notices[0]?.message;
}

const text = [manifest("Job", "a", hook("PreSync")), manifest("ConfigMap", "b", wave("1"))].join("---\n");

describe("what Helm renders differently", () => {
  it("is nothing where both are the same", () => {
    assert.equal(saidOf(text, text), undefined);
  });

  const cases: readonly (readonly [what: string, printed: string, said: RegExp])[] = [
    [
      "a resource more",
      `${text}---\n${manifest("Secret", "c")}`,
      /renders 1 resource differently .*: only Helm prints Secret c\./,
    ],
    [
      "a resource less",
      manifest("Job", "a", hook("PreSync")),
      /renders 1 resource differently .*: Helm does not print ConfigMap b\./,
    ],
    ["another wave", text.replace('"1"', '"2"'), /in ConfigMap b, "argocd\.argoproj\.io\/sync-wave" is "2", not "1"/],
    ["another group", text.replace("batch/v1", "batch/v2"), /only Helm prints Job a; Helm does not print Job a/],
  ];
  for (const [what, printed, said] of cases) {
    it(`is told: ${what}`, () => {
      assert.match(saidOf(text, printed) ?? "", said);
    });
  }

  it("is not what is not known here", () => {
    const open = [
      manifest("ConfigMap", "{{ randAlpha 4 }}"),
      manifest("ConfigMap", "own", wave("{{ randNumeric 1 }}")),
      `{{ if eq (randNumeric 1) "3" }}\n${manifest("Secret", "perhaps")}{{ end }}`,
    ].join("\n---\n");
    const printed = [manifest("ConfigMap", "abcd"), manifest("ConfigMap", "own", wave("3"))].join("---\n");
    assert.equal(saidOf(open, printed), undefined);
  });

  it("is not what a chart that is not here prints", () => {
    const needy =
      "apiVersion: v2\nname: app\nversion: 1.0.0\ndependencies: [{ name: x, version: 1.0.0, repository: 'https://x.io' }]\n";
    assert.equal(saidOf(text, `${text}---\n${manifest("Secret", "c")}`, { "app/Chart.yaml": needy }), undefined);
  });

  it("is not what a template says that cannot be rendered here", () => {
    const broken = `${text}---\n${manifest("Secret", "c", wave("{{ \\ }}"))}`;
    assert.equal(saidOf(broken, `${text}---\n${manifest("Secret", "c", wave("3"))}`), undefined);
  });

  it("is cut where it is much", () => {
    const many = Array.from({ length: 8 }, (_, index) => manifest("Secret", `s${index}`)).join("---\n");
    assert.match(saidOf(text, `${text}---\n${many}`) ?? "", /renders 8 resources .*Secret s4; and 3 more\. The plan/);
  });
});

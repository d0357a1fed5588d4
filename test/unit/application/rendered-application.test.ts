import assert from "node:assert/strict";
import { startOf } from "../../../server/core/application/application.ts";
import {
  type DeployedApplication,
  readFolderApplication,
} from "../../../server/core/application/deployed-application.ts";
import {
  failedApplication,
  renderedBefore,
  withRender,
} from "../../../server/core/application/rendered-application.ts";
import { positionAt } from "../../../server/core/manifest/file.ts";
import { manifest, wave } from "../../support/manifests.ts";
import { treeOf } from "../../support/source-tree.ts";

function applicationOf(files: Readonly<Record<string, string>>): DeployedApplication {
  return readFolderApplication("app", { name: "shop", namespace: "prod" }, treeOf(files)).application;
}

/** The resources of a rendered application, each with where it is said to stand, lines from 1. */
function places({ members }: DeployedApplication): string[] {
  return members.map((member) => {
    const { resource, fileName, file, generated } = member;
    const line = positionAt(file, startOf(member)).line + 1;
    return `${resource.kind} ${resource.name} ${fileName}:${line}${generated ? " made" : ""}`;
  });
}

/** What a chart prints: documents, each from the template of that name. */
function printed(...documents: readonly (readonly [template: string, text: string])[]): string {
  return documents.map(([template, text]) => `---\n# Source: ${template}\n${text}`).join("");
}

const chart = applicationOf({
  "app/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "app/values.yaml": "x: 1\n",
  "app/templates/all.yaml": [
    manifest("Secret", '{{ include "a" . }}-keys-{{ .x }}-end'),
    manifest("Secret", "{{ .Release.Name }}", wave("{{ .wave }}")),
    manifest("Secret", "fixed"),
    manifest("Job", "{{ .x }}"),
  ].join("---\n"),
  "app/templates/other.yaml": `{{- if .Values.x }}\n${manifest("Secret", "{{ .y }}")}{{- end }}\n`,
  "app/charts/redis/Chart.yaml": "apiVersion: v2\nname: redis\nversion: 1.0.0\n",
  "app/charts/redis/templates/all.yaml": manifest("ConfigMap", "redis"),
});

describe("a rendered chart", () => {
  it("has each resource where its template has it", () => {
    const text = printed(
      ["web/templates/all.yaml", manifest("Secret", "shop-keys-1-end")],
      ["web/templates/all.yaml", manifest("Secret", "fixed")],
      ["web/templates/all.yaml", manifest("Job", "migrate")],
      ["web/templates/other.yaml", manifest("Secret", "other")],
      ["web/charts/redis/templates/all.yaml", manifest("ConfigMap", "redis")],
      ["web/templates/all.yaml\r", manifest("Secret", "shop", wave("4"))],
    );
    const rendered = withRender(chart, text);
    assert.deepEqual(places(rendered), [
      "Secret shop-keys-1-end app/templates/all.yaml:1",
      "Secret fixed app/templates/all.yaml:13",
      "Job migrate app/templates/all.yaml:18",
      "Secret other app/templates/other.yaml:2",
      "ConfigMap redis app/charts/redis/templates/all.yaml:1",
      "Secret shop app/templates/all.yaml:6",
    ]);
    assert.equal(rendered.rendered, "now");
    assert.deepEqual(rendered.unread, []);
    assert.ok(rendered.members.every(({ conditional, nameKnown }) => !conditional && nameKnown));
    assert.equal(rendered.plan.behaviours.at(-1)?.wave, 4n);
  });

  it("has what no template is known for at the beginning of its file", () => {
    const text = printed(
      ["web/templates/all.yaml", manifest("Service", "shop")],
      ["web/templates/gone.yaml", manifest("Service", "gone")],
    ).concat("---\n", manifest("Service", "stray"));
    assert.deepEqual(places(withRender(chart, text)), [
      "Service shop app/templates/all.yaml:1 made",
      "Service gone app/Chart.yaml:1 made",
      "Service stray app/Chart.yaml:1 made",
    ]);
  });

  it("has a resource in another namespace where its name is", () => {
    const application = applicationOf({
      "app/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
      "app/templates/all.yaml": `${manifest("Secret", "first")}---\n${manifest("Secret", "second")}`,
    });
    const text = printed(["web/templates/all.yaml", manifest("Secret", "second").concat("  namespace: test\n")]);
    assert.deepEqual(places(withRender(application, text)), ["Secret second app/templates/all.yaml:6"]);
  });

  const names: readonly (readonly [template: string, name: string, isMeant: boolean])[] = [
    ["a-{{ .x }}", "a-b", true],
    ["a-{{ .x }}", "b-a", false],
    ["{{ .x }}-a", "b-a", true],
    ["{{ .x }}-a", "a-b", false],
    ["{{ .x }}", "anything", true],
    ["ab{{ .x }}ba", "abba", true],
    ["ab{{ .x }}ba", "aba", false],
    ["{{ .x }}-m-{{ .y }}", "a-m-b", true],
    ["{{ .x }}-m-{{ .y }}", "a-n-b", false],
    ["a{{ .x }}b{{ .y }}bc", "abc", false],
    ["a{{ .x }}b{{ .y }}bc", "abbc", true],
    ["a{{ .x }}m{{ .y }}n{{ .z }}", "anm", false],
    ["a{{ .x }}m{{ .y }}n{{ .z }}", "amn", true],
    ["{{ .x }}a{{ .y", "bab", false],
  ];
  for (const [template, name, isMeant] of names) {
    it(`${isMeant ? "takes" : "does not take"} "${name}" for "${template}"`, () => {
      const application = applicationOf({
        "app/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
        "app/templates/all.yaml": `${manifest("Secret", "first")}---\n${manifest("Secret", `'${template}'`)}`,
      });
      const text = printed(["web/templates/all.yaml", manifest("Secret", name)]);
      assert.deepEqual(places(withRender(application, text)), [
        `Secret ${name} app/templates/all.yaml:${isMeant ? 6 : 1}`,
      ]);
    });
  }
});

describe("a rendered kustomization", () => {
  const application = applicationOf({
    "app/kustomization.yaml": "resources: [all.yaml]\nconfigMapGenerator: [{ name: settings, literals: [a=b] }]\n",
    "app/all.yaml": manifest("Secret", "keys"),
  });

  it("has each resource where it is written, and generated ones at their generator", () => {
    const text = `${manifest("Secret", "keys")}---\n${manifest("ConfigMap", "settings-g4hk9g2ff8")}---\n${manifest("Job", "plugin")}`;
    assert.deepEqual(places(withRender(application, text)), [
      "Secret keys app/all.yaml:1",
      "ConfigMap settings-g4hk9g2ff8 app/kustomization.yaml:2 made",
      "Job plugin app/kustomization.yaml:1 made",
    ]);
  });

  it("is as it is written once something has changed", () => {
    const before = renderedBefore(application);
    assert.equal(before.rendered, "before");
    assert.deepEqual(places(before), places(application));
    assert.equal(before.plan, application.plan);
    assert.equal(before.error, undefined);
  });

  it("fails with what the tool said, on one line", () => {
    const failed = failedApplication(application, "no such\nfile");
    assert.equal(failed.error, "app: no such file");
    assert.deepEqual(places(failed), places(application));
  });
});

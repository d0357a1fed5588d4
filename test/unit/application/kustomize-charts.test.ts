import assert from "node:assert/strict";
import { readSource } from "../../../server/core/application/source.ts";
import { plainSource } from "../../../server/core/application/source-spec.ts";
import { treeOf } from "../../support/source-tree.ts";

type Files = Readonly<Record<string, string>>;
type Reading = ReturnType<typeof readSource>;

const template = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-{{ .Release.Namespace }}-{{ .Values.a }}
  annotations:
    argocd.argoproj.io/sync-wave: {{ .Values.wave | quote }}
`;

const chart: Files = {
  "app/charts/web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "app/charts/web/values.yaml": "a: own\nwave: 3\n",
  "app/charts/web/templates/a.yaml": template,
};

function read(kustomization: string, more: Files = {}, folder = "app"): Reading {
  return readSource(plainSource(folder), "", treeOf({ ...chart, "app/kustomization.yaml": kustomization, ...more }));
}

function namesIn({ members }: Reading): readonly string[] {
  return members.map(({ resource: { name, namespace } }) => `${namespace}/${name}`);
}

function unreadIn({ unread }: Reading): readonly string[] {
  return unread.map(({ text, reason }) => `${text}: ${reason}`);
}

describe("a chart of a kustomization", () => {
  it("is rendered with its values, and stands where its template is written", () => {
    const reading = read("helmCharts: [{ name: web, releaseName: r, valuesInline: { a: b, wave: 5 } }]\n");
    const [member] = reading.members;
    assert.deepEqual(namesIn(reading), ["/r-default-b"]);
    assert.deepEqual([reading.failures, reading.unread], [[], []]);
    assert.equal(member?.fileName, "app/charts/web/templates/a.yaml");
    assert.equal(member.resource.annotations.get("argocd.argoproj.io/sync-wave"), "5");
    assert.equal(member.manifest.name, "{{ .Release.Name }}-{{ .Release.Namespace }}-{{ .Values.a }}");
    assert.ok(reading.files.some(({ name }) => name === "app/charts/web/templates/a.yaml"));
    const [printed] = reading.charts ?? [];
    assert.deepEqual(
      [printed?.folder, printed?.ownValues, printed?.valueFiles],
      ["app/charts/web", "given", ["app/charts/web/values.yaml"]],
    );
  });

  it("is what kustomize makes of it", () => {
    const operation = "- { op: add, path: /data, value: { b: c } }";
    const change = `patches:\n  - target: { kind: ConfigMap }\n    patch: |\n      ${operation}\n`;
    const reading = read(`helmCharts: [{ name: web }]\nnamePrefix: x-\n${change}`);
    const [member] = reading.members;
    assert.deepEqual(namesIn(reading), ["/x-release-name-default-own"]);
    assert.deepEqual(
      member?.changes.map(({ what, by }) => `${what} by ${by}`),
      ["name by namePrefix"],
    );
    assert.equal(member.printed, undefined);
    const keys = member.deployed?.node.entries.map(({ key }) => key.text);
    assert.deepEqual(keys, ["apiVersion", "kind", "metadata", "data"]);
  });

  it("is for the namespace of the kustomization, which changes nothing else about it", () => {
    assert.deepEqual(namesIn(read("namespace: shop\nhelmCharts: [{ name: web }]\n")), ["/release-name-shop-own"]);
    const own = "namespace: shop\nhelmCharts: [{ name: web, namespace: other }]\n";
    assert.deepEqual(namesIn(read(own)), ["/release-name-other-own"]);
    const outer = { "outer/kustomization.yaml": "namespace: outer\nresources: [../app]\n" };
    assert.deepEqual(namesIn(read("helmCharts: [{ name: web }]\n", outer, "outer")), ["/release-name-outer-own"]);
  });

  it("is not known where it is elsewhere", () => {
    const cases: readonly (readonly [entry: string, unread: string])[] = [
      [
        "{ name: redis, version: 1.2.3, repo: https://x.invalid }",
        'redis: The resources of the chart "redis" 1.2.3 are not known: it is not in this workspace.',
      ],
      [
        "{ name: ../../../web }",
        '../../../web: The resources of the chart "../../../web" are not known: it is outside of this workspace.',
      ],
      [
        '{ name: web, nameTemplate: "{{ now }}" }',
        'web: The resources of the chart "web" are not known: a template makes the name of its release.',
      ],
    ];
    for (const [entry, unread] of cases) {
      const reading = read(`helmCharts: [${entry}]\n`);
      assert.deepEqual([namesIn(reading), unreadIn(reading), reading.failures], [[], [unread], []]);
    }
  });

  it("is conditional where its values are elsewhere", () => {
    const reasons = {
      "https://x.invalid/a.yaml": "on another machine, which is not read",
      "../../a.yaml": "outside of this workspace",
    };
    for (const [file, reason] of Object.entries(reasons)) {
      const reading = read(`helmCharts: [{ name: web, additionalValuesFiles: ["${file}"] }]\n`);
      assert.deepEqual(unreadIn(reading), [
        `${file}: "${file}" is ${reason}, so not all values of the chart are known.`,
      ]);
      assert.ok(reading.members.every(({ conditional }) => conditional));
    }
  });

  it("makes the kustomization fail where kustomize refuses it, on the line that causes it", () => {
    const cases: readonly (readonly [entry: string, message: string, more?: Files])[] = [
      ["{ releaseName: a }", "A chart of a kustomization must have a name."],
      ["{ name: no }", 'There is no chart "no" in "charts", and without a "repo" kustomize does not look elsewhere.'],
      [
        "{ name: web, valuesFile: no.yaml }",
        '"no.yaml" does not exist, and kustomize reads the values of a chart there.',
      ],
      [
        "{ name: web, releaseName: A_b }",
        '"A_b" cannot be the name of a Helm release: use at most 53 small letters, digits, "-" and ".".',
      ],
      [
        "{ name: web, valuesFile: text.txt }",
        "Helm cannot read these values: it is not a mapping.",
        { "app/text.txt": "one" },
      ],
      [
        "{ name: web }",
        "The chart prints a Secret without a name, and kustomize requires one.",
        { "app/charts/web/templates/b.yaml": "apiVersion: v1\nkind: Secret\nmetadata: { labels: { a: b } }\n" },
      ],
      [
        "{ name: web }",
        "Helm cannot render this template: error calling required: set b.",
        { "app/charts/web/templates/b.yaml": '{{ required "set b" .Values.b }}' },
      ],
    ];
    for (const [entry, message, more] of cases) {
      const { failures } = read(`helmCharts:\n  - ${entry}\n`, more);
      assert.deepEqual(
        failures.map((it) => it.message),
        [message],
      );
    }
  });

  it("hides no mistake of others, and makes none of what it may hold", () => {
    const patch = "patches: [{ path: p.yaml }]\n";
    const files = { "app/p.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: gone }\n" };
    assert.equal(read(`helmCharts: [{ name: web }]\n${patch}`, files).failures.length, 1);
    const unknown = { "app/charts/web/templates/b.yaml": template.replace("{{ .Values.a }}", "{{ now | unixEpoch }}") };
    assert.equal(read(`helmCharts: [{ name: web }]\n${patch}`, { ...files, ...unknown }).failures.length, 0);
  });

  it("is not rendered when others have taken all the time there is", () => {
    const many = Array.from({ length: 250 }, (_, at) => `  - { name: web, releaseName: r${at} }\n`).join("");
    const reading = read(`helmCharts:\n${many}`);
    assert.ok(reading.members.length > 100 && reading.members.length < 250);
    assert.equal(reading.members.length + reading.unread.length, 250);
    assert.match(unreadIn(reading).at(-1) ?? "", /too many charts are named here/);
  });
});

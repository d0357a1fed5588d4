import assert from "node:assert/strict";
import { documentLocation } from "../../../server/core/application/location.ts";
import { readSource } from "../../../server/core/application/source.ts";
import { plainSource, readSourceSpec } from "../../../server/core/application/source-spec.ts";
import { openFile } from "../../../server/core/index.ts";
import { treeOf } from "../../support/source-tree.ts";

type Files = Readonly<Record<string, string>>;
type Reading = ReturnType<typeof readSource>;

const schema = JSON.stringify({
  $schema: "http://json-schema.org/draft-07/schema#",
  required: ["team"],
  properties: {
    replicas: { type: "integer", minimum: 1 },
    image: { type: "object", required: ["tag"], properties: { tag: { type: "string" } } },
  },
});

const files: Files = {
  "chart/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "chart/values.yaml": "team: a\nreplicas: 1\nimage:\n  name: x\n  tag: v1\n",
  "chart/values.schema.json": schema,
  "chart/templates/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n",
  "prod.yaml": "# Production\nreplicas: 0\nimage:\n  tag: 8\n",
};

function readWith(application: string, more: Files = {}): Reading {
  const all: Files = { ...files, ...more, "app.yaml": application };
  const file = openFile(application);
  const node = file.documents[0]?.parsed.root ?? assert.fail();
  return readSource(readSourceSpec(node, documentLocation("app.yaml", file, 0)), "shop", treeOf(all));
}

/** Each failure with the text that it is about. */
function saidBy({ failures }: Reading, application: string, more: Files = {}): readonly string[] {
  const all: Files = { ...files, ...more, "app.yaml": application };
  return failures.map(({ message, location: { path, offset, end } }) => {
    return `${path} [${(all[path] ?? "").slice(offset, end)}] ${message}`;
  });
}

function failuresWith(application: string, more: Files = {}): readonly string[] {
  return saidBy(readWith(application, more), application, more);
}

describe("values that the schema of a chart refuses", () => {
  const integer = '"replicas": it must be an integer, not a string. See values.schema.json of this chart.';

  it("make an Application fail where they are written", () => {
    const cases: readonly (readonly [helm: string, said: readonly string[]])[] = [
      ["valuesObject: { replicas: 2 }", []],
      ["valuesObject: { replicas: two }", [`app.yaml [two] Helm refuses ${integer}`]],
      ["values: |\n    replicas: two\n", [`app.yaml [two] Helm refuses ${integer}`]],
      [
        "parameters: [{ name: replicas, value: two }]",
        [`app.yaml [{ name: replicas, value: two }] Helm refuses ${integer}`],
      ],
      [
        "valueFiles: [../prod.yaml]",
        [
          'prod.yaml [0] Helm refuses "replicas": it must be at least 1. See values.schema.json of this chart.',
          'prod.yaml [8] Helm refuses "image.tag": it must be a string, not the number 8. See values.schema.json of this chart.',
        ],
      ],
      ["valueFiles: [../prod.yaml], skipSchemaValidation: true", []],
      ["parameters: [{ name: replicas, value: $ARGOCD_APP_REVISION }]", []],
    ];
    for (const [helm, said] of cases) {
      const options = helm.includes("\n") ? `helm:\n  ${helm}` : `helm: { ${helm} }\n`;
      assert.deepEqual(failuresWith(`path: chart\n${options}`), said, helm);
    }
  });

  it("make it fail where something that is missing would be, or else where the chart is given its values", () => {
    const missingTag = 'Helm refuses "image": "tag" is missing. See values.schema.json of this chart.';
    const missingTeam = 'Helm refuses the values: "team" is missing. See values.schema.json of this chart.';
    const helm = "helm: { valuesObject: { image: { tag: null } } }";
    assert.deepEqual(failuresWith(`path: chart\n${helm}\n`), [`app.yaml [{ tag: null }] ${missingTag}`]);
    const others = { "chart/values.yaml": "replicas: 1\nimage:\n  name: x\n" };
    assert.deepEqual(failuresWith("path: chart\nhelm: { releaseName: web }\n", others), [
      `app.yaml [{ releaseName: web }] ${missingTeam}`,
      `chart/values.yaml [name: x] ${missingTag}`,
    ]);
    assert.deepEqual(failuresWith("path: chart\n", others), [
      `app.yaml [path: chart] ${missingTeam}`,
      `chart/values.yaml [name: x] ${missingTag}`,
    ]);
  });

  it("make it fail where the chart is named whose schema it is", () => {
    const inside = {
      "chart/Chart.yaml":
        "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies: [{ name: db, version: 1.x, repository: '' }]\n",
      "chart/charts/db-1.0.0.tgz/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n",
      "chart/charts/db-1.0.0.tgz/values.yaml": "size: small\n",
      "chart/charts/db-1.0.0.tgz/values.schema.json": '{"properties":{"size":{"type":"integer"}}}',
    };
    const wrong =
      'Helm refuses "db.size": it must be an integer, not a string. See values.schema.json of the chart "db".';
    assert.deepEqual(failuresWith("path: chart\n", inside), [`chart/Chart.yaml [db] ${wrong}`]);
    const given = "path: chart\nhelm: { valuesObject: { db: { size: big } } }\n";
    assert.deepEqual(failuresWith(given, inside), [`app.yaml [big] ${wrong}`]);
  });

  it("make nothing fail where others may be given, and what depends on them is said", () => {
    const read = readSource(
      plainSource("chart"),
      "web",
      treeOf({ ...files, "chart/values.yaml": "team: a\nreplicas: two\n" }),
    );
    assert.deepEqual(read.failures, []);
    assert.deepEqual(
      read.unread.map(({ reason }) => reason),
      [`Helm refuses ${integer} Other values are needed than those that are known here.`],
    );
    assert.deepEqual(
      read.members.map(({ conditional, dependsOn }) => [conditional, dependsOn]),
      [[true, "whether values are given that values.schema.json allows"]],
    );
    const elsewhere = readWith(
      "path: chart\nhelm: { valueFiles: [https://x.invalid/a.yaml], valuesObject: { replicas: two } }\n",
    );
    assert.deepEqual(elsewhere.failures, []);
  });

  it("are of no matter where the schema is none: it makes everybody fail", () => {
    const broken = { "chart/values.schema.json": '{"properties":{"a":{"type":"text"}}}' };
    const read = readSource(plainSource("chart"), "web", treeOf({ ...files, ...broken }));
    const [failure] = saidBy(read, "", broken);
    assert.match(
      failure ?? "",
      /^chart\/values\.schema\.json \[\] Helm refuses values\.schema\.json of this chart: at "properties\.a\.type", it must be /,
    );
  });
});

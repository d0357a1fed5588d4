// Folders, kustomizations, ApplicationSets and patterns that are large, or that could be tried in very many ways.
import assert from "node:assert/strict";
import { readApplicationSets } from "../../server/core/application/applicationset.ts";
import { readFolderApplication } from "../../server/core/application/deployed-application.ts";
import { matchesPath } from "../../server/core/glob.ts";
import { matchesGoPattern } from "../../server/core/go-pattern/match.ts";
import { readGoPattern } from "../../server/core/go-pattern/read.ts";
import { readSource } from "../../server/core/application/source.ts";
import { plainSource } from "../../server/core/application/source-spec.ts";
import { slotsAt } from "../../server/core/features/complete/slot.ts";
import { openFile } from "../../server/core/manifest/file.ts";
import { nodeAt } from "../../server/core/manifest/node.ts";
import { parseDocumentText } from "../../server/core/manifest/parse.ts";
import { failureLines } from "../support/failures.ts";
import { manifest } from "../support/manifests.ts";
import { treeOf } from "../support/source-tree.ts";

const numbers = Array.from({ length: 5001 }, (_, index) => 10_000 + index);

describe("a very large source", () => {
  it("is read up to its 5,000th file, and says so", () => {
    const files = numbers.map((number) => [`app/${number}.yaml`, manifest("ConfigMap", `c${number}`)] as const);
    const reading = readSource(plainSource("app"), "", treeOf(Object.fromEntries(files)));
    assert.equal(reading.members.length, 5000);
    assert.deepEqual(
      reading.unread.map(({ text, reason }) => `${text}: ${reason}`),
      ["app: Only the first 5,000 of 5,001 files in this folder are read. Split it into several applications."],
    );
  });

  it("is read up to its 10,000th file where it is a chart, and says so", () => {
    const templates = Array.from(
      { length: 10_000 },
      (_, number) => [`web/templates/${number}.yaml`, manifest("ConfigMap", `c${number}`)] as const,
    );
    const tree = treeOf({
      "web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
      ...Object.fromEntries(templates),
    });
    const reading = readSource(plainSource("web"), "", tree);
    assert.equal(reading.members.length, 9_999);
    assert.match(reading.unread.map(({ reason }) => reason).join(), /^Only the first 10,000 of 10,001 files/);
  });
});

/** The first reason why a kustomization in the folder `app` fails. */
function failureOf(kustomization: string, all: string): string | undefined {
  const files = { "app/kustomization.yaml": kustomization, "app/all.yaml": all };
  const { application } = readFolderApplication("app", { name: "app", namespace: "default" }, treeOf(files));
  return failureLines(application, files)[0];
}

describe("a kustomization", () => {
  it("that names a file again and again fails with one reason", () => {
    const all = Array.from({ length: 200 }, (_, index) => manifest("ConfigMap", `a${index}`)).join("---\n");
    assert.match(
      failureOf(`resources: [${"all.yaml, ".repeat(20_000)}]\n`, all) ?? "",
      /"all\.yaml" brings it in again/,
    );
  });

  for (const name of ["a?".repeat(60) + "a".repeat(60), "(a|a)".repeat(60), ".*.*.*.*x", "(a+)+x"]) {
    it(`is read with the pattern ${name.slice(0, 20)}`, () => {
      const patch = `patches:\n  - { target: { name: '${name}' }, patch: '[{"op":"add","path":"/metadata/annotations","value":{"a":"b"}}]' }\n`;
      const [matches, misses] = ["a".repeat(60), "b".repeat(60)];
      const resources = manifest("ConfigMap", matches) + `---\n${manifest("ConfigMap", misses)}`;
      assert.equal(failureOf(`resources: [all.yaml]\n${patch}`, resources), undefined);
    });
  }
});

/** How many Applications an ApplicationSet with a list makes, and what is unknown. */
function madeBy(elements: string, template: string): { readonly made: number; readonly unknown: readonly string[] } {
  const text = `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: { name: set }\nspec:\n  generators: [list: { elements: [${elements}] }]\n  template: ${template}\n`;
  const [set] = readApplicationSets(openFile(text), "set.yaml", treeOf({ "apps/web/a.yaml": "" })).sets;
  assert.ok(set);
  return { made: set.applications.length, unknown: set.unknown.map(({ reason }) => reason) };
}

describe("an ApplicationSet", () => {
  it("makes as many Applications as there are", () => {
    const elements = Array.from({ length: 1200 }, (_, index) => `{ name: n${index} }`).join(", ");
    const template = "{ metadata: { name: '{{name}}' }, spec: { source: { path: apps/web } } }";
    assert.equal(madeBy(elements, template).made, 1200);
  });

  it("has an end where what it fills in has none", () => {
    const template = `{ metadata: { name: '${"{{".repeat(50_000)}' }, spec: { source: { path: '${"{{a}}".repeat(1000)}' } } }`;
    const { unknown } = madeBy("{ a: b }, ".repeat(2000), template);
    assert.equal(unknown.at(-1), '"set" makes 2000 Applications, which are too many to read them all.');
    const blanks = `{ metadata: { name: '{{${" ".repeat(200_000)}x y}}' }, spec: { source: { path: a } } }`;
    const { made, unknown: reasons } = madeBy("{ a: b }", blanks);
    assert.equal(made + reasons.length, 1);
  });
});

describe("a pattern", () => {
  it("of paths is answered where its stars match in many ways", () => {
    assert.ok(matchesPath("*?".repeat(900), "a".repeat(1500)));
  });

  it("of kustomize never goes back in a text", () => {
    const steps = readGoPattern("^(?:((a+)+|(a|a)*)*b)$");
    assert.ok(steps);
    assert.ok(!matchesGoPattern(steps, "a".repeat(100_000)));
  });
});

describe("a long document", () => {
  it("may have any number of aliases of something small", () => {
    const aliases = Array.from({ length: 20_000 }, (_, level) => `k${level}: *a\n`).join("");
    const last = nodeAt(parseDocumentText(`first: &a {x: 1}\n${aliases}`).root, "k19999");
    assert.ok(last?.type === "map" && last.entries[0]?.key.text === "x");
  });

  it("is read to the end of its long lines where something is completed", () => {
    const entries = Array.from({ length: 40_000 }, (_, index) => `"key-${index}":"value"`).join(",");
    const text = `{"data":{${entries}},"metadata":{"annotations":{""}}}`;
    assert.equal(slotsAt(text, text.length - 4, "")[0]?.type, "metadata");
  });
});

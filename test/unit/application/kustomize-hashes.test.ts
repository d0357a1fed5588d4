import assert from "node:assert/strict";
import { readFolderApplication } from "../../../server/core/application/deployed-application.ts";
import { readSource } from "../../../server/core/application/source.ts";
import { plainSource } from "../../../server/core/application/source-spec.ts";
import { treeOf } from "../../support/source-tree.ts";

/** The names of what a kustomization makes, with files beside it. */
function names(kustomization: string, files: Readonly<Record<string, string>> = {}): readonly string[] {
  const beside = Object.entries(files).map(([path, text]) => [`app/${path}`, text] as const);
  const tree = treeOf({ "app/kustomization.yaml": `${kustomization}\n`, ...Object.fromEntries(beside) });
  return readSource(plainSource("app"), "", tree).members.map(({ resource }) => resource.name);
}

function nameOf(generator: string, files?: Readonly<Record<string, string>>): string | undefined {
  return names(`configMapGenerator: [{ name: a, ${generator} }]`, files)[0];
}

describe("the hash in the name of a generated object", () => {
  // These names were printed by kustomize 5.5.
  it("counts each byte of a file: line breaks of Windows, a byte order mark, blanks at the ends of lines", () => {
    const hashOf = (file: string, text: string): string | undefined => nameOf(`files: [${file}]`, { [file]: text });
    assert.equal(hashOf("crlf.yaml", "a: 1\r\nb: 2\r\n"), "a-72d2t565bc");
    assert.equal(hashOf("bom.yaml", "\uFEFFa: é ☃ 😀\n"), "a-fm922d2cth");
    assert.equal(hashOf("trail.yaml", "a \t\nb  \n"), "a-9566mf849b");
    assert.equal(hashOf("lead.yaml", "  lead\nx\n"), "a-hkt4k5824t");
    assert.equal(hashOf("nl.yaml", "\n\nx\n\n"), "a-8td58kcd98");
    assert.equal(hashOf("empty.yaml", ""), "a-4298db7tgt");
  });

  it("does not count how the lines of an environment file end", () => {
    const literals = nameOf("literals: [A=1, B=2]");
    assert.equal(nameOf("envs: [e.yaml]", { "e.yaml": "\uFEFFA=1\r\n# C=3\r\n\r\n\tB=2" }), literals);
  });

  it("is not known where a part of the data is not", () => {
    const unknown: readonly (readonly [generator: string, text: string])[] = [
      ['literals: ["a=${A}"]', ""],
      ["literals: [{{ .x }}]", ""],
      ["literals: [a]", ""],
      ["literals: [a=1, a=2]", ""],
      ["env: e.yaml", "A=1"],
      ["envs: [e.yaml]", "A"],
      ["envs: [e.yaml]", `A=${"x".repeat(70_000)}`],
      ["files: [e.yaml]", "\uDCFF"],
      ["files: [e.yaml]", "a\u0000"],
      ["files: [a=b=e.yaml]", ""],
      ["files: [missing.yaml]", ""],
      ["files: [../../e.yaml]", ""],
      ["files: ['https://example.com/e.yaml']", ""],
      ["behavior: merge, literals: [a=b]", ""],
    ];
    for (const [generator, text] of unknown) assert.equal(nameOf(generator, { "e.yaml": text }), "a-<hash>", generator);
  });

  it("is not known where something that is not read may change the data", () => {
    const generator = "configMapGenerator: [{ name: a, literals: [a=b] }]";
    assert.deepEqual(names(generator), ["a-4h2mbtbbt6"]);
    for (const more of [
      "components: ['https://example.com/x']",
      "transformers: [x.yaml]",
      "generators: [x.yaml]",
      "configurations: [x.yaml]",
      "patches: [{ path: ../../x.yaml }]",
      "replacements: [{ path: ../../x.yaml }]",
      "labels: [{ pairs: { a: b }, fields: [{ path: data/a, create: true }] }]",
    ]) {
      assert.deepEqual(names(`${generator}\n${more}`), ["a-<hash>"], more);
    }
  });

  it("stays unknown past a limit", () => {
    const text = "x".repeat(3_000_000);
    const generators = ["a", "b", "c", "d"].map((name) => `{ name: ${name}, files: [x.yaml] }`);
    const made = names(`configMapGenerator: [${generators.join(", ")}]`, { "x.yaml": text });
    assert.deepEqual(
      made.map((name) => name.endsWith("<hash>")),
      [false, false, false, true],
    );
  });

  it("decides which of two comes first", () => {
    const order = (literal: string): string[] => {
      const generators = `{ name: a, literals: [${literal}] }, { name: a-8, literals: [a=b] }`;
      const tree = treeOf({ "app/kustomization.yaml": `configMapGenerator: [${generators}]\n` });
      const { application } = readFolderApplication("app", { name: "x", namespace: "default" }, tree);
      const tasks = application.plan.steps.flatMap((step) => step.tasks);
      return tasks.map(({ resource }) => application.members[resource ?? -1]?.resource.name ?? "");
    };
    const other = "a-8-4h2mbtbbt6";
    assert.deepEqual(order("a=e"), [other, "a-92f2dk2928"]);
    assert.deepEqual(order("a=d"), ["a-2dhct9c2t5", other]);
  });
});

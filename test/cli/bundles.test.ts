import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { applicationRules, resourceRules, rules } from "../../server/core/index.ts";
import { removeDocs } from "../../scripts/build/without-docs.ts";

const dist = join(import.meta.dirname, "..", "..", "dist");

describe("the bundles", () => {
  for (const name of readdirSync(dist).filter((file) => file.endsWith(".cjs") && file !== "rule-docs.cjs")) {
    it(`carry no documentation and no example of a rule: ${name}`, () => {
      const text = readFileSync(join(dist, name), "utf8");
      for (const sentence of [...sentencesInDocs(), ...marksInExamples()])
        assert.ok(!text.includes(sentence), sentence);
    });
  }

  it("load the language server of the command line only for `lsp`, and the YAML parser only for YAML", () => {
    const [cli = "", core = ""] = ["cli-main.cjs", "core.cjs"].map((name) => readFileSync(join(dist, name), "utf8"));
    assert.ok(cli.includes("./server-main.cjs") && cli.includes("./rule-docs.cjs") && core.includes("./yaml.cjs"));
    for (const text of [cli, core]) {
      assert.ok(!text.includes("textDocument/hover") && !text.includes("failsafe schema"));
    }
  });

  it("hold the files of a workspace once, for the language server and the command line", () => {
    const holders = readdirSync(dist).filter((name) => readFileSync(join(dist, name), "utf8").includes("rev-parse"));
    assert.deepEqual(holders, ["workspace.cjs"]);
    for (const name of ["cli-main.cjs", "server-main.cjs"])
      assert.ok(readFileSync(join(dist, name), "utf8").includes("./workspace.cjs"), name);
  });

  it("run in no VS Code that is too old for the language client, which does not check it", () => {
    const client = readFileSync(join(dist, "language-client.cjs"), "utf8");
    assert.ok(!client.includes("prereleaseloose"));
    const [ours, theirs] = ["package.json", "node_modules/vscode-languageclient/package.json"].map(
      (path) => (JSON.parse(readFileSync(join(dist, "..", path), "utf8")) as Manifest).engines.vscode,
    );
    assert.equal(ours, theirs);
  });

  it("load the language client only when VS Code has been answered", () => {
    const extension = readFileSync(join(dist, "extension.cjs"), "utf8");
    assert.equal(extension.split("./language-client.cjs").length, 2);
    assert.match(extension, /then\(\(\)\s*=>[^;]{0,40}require\("\.\/language-client\.cjs"\)/);
    assert.ok(!extension.includes("textDocument/didOpen"));
  });
});

interface Manifest {
  readonly engines: { readonly vscode: string };
}

/** The sentences of all docs, without those that a message says too. */
function sentencesInDocs(): readonly string[] {
  const folder = join(import.meta.dirname, "..", "..", "server", "core", "rules");
  const code = rules.map(({ id }) => removeDocs(readFileSync(join(folder, `${id}.ts`), "utf8"))).join("\n");
  const sentences = rules.flatMap(({ docs }) => docs.trim().split("\n")).filter((line) => !code.includes(line));
  assert.ok(sentences.length > rules.length);
  return sentences;
}

/** The marks in all examples, each with its message. */
function marksInExamples(): readonly string[] {
  const texts = [
    ...resourceRules.flatMap(({ examples }) => examples.map(({ yaml }) => yaml)),
    ...applicationRules.flatMap(({ examples }) => examples.flatMap(({ files }) => Object.values(files))),
  ];
  const marks = texts.flatMap((text) => text.match(/\^ .+/g) ?? []);
  assert.ok(marks.length > rules.length);
  return marks;
}

describe("the source of a rule without its documentation", () => {
  it("is the same program on the same lines", () => {
    const source = [
      'export const one: Rule = {\n  id: "one",',
      '  docs: `\nTells of "examples: [", of {braces} and of ${more}.\n`,',
      '  check: () => ({ docs: "kept" }),',
      '  examples: [\n    { title: "a, b" },\n  ],\n};\nexport const last = { docs: "" };',
    ].join("\n");
    const kept = removeDocs(source);
    assert.equal(kept.split("\n").length, source.split("\n").length);
    assert.deepEqual(
      kept.split("\n").filter((line) => line.trim() !== ""),
      [
        "export const one: Rule = {",
        '  id: "one",',
        '  check: () => ({ docs: "kept" }),',
        "};",
        "export const last = {  };",
      ],
    );
  });
});

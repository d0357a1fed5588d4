import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { openFile } from "../../server/core/index.ts";
import { findingsIn, findingsUrl, readCorpus } from "./corpus.ts";
import { diagnoseFile, fixFile } from "../support/diagnose.ts";

const advice = `The findings in real manifests have changed, below as repository/path:line.
Read each of these manifests (test/fixtures/corpus/files.ndjson.gz has their texts) and correct the rule where it is wrong.
When all are right, write them down with "node test/corpus/update-corpus.ts".`;

describe("manifests of public repositories", () => {
  const corpus = readCorpus();

  it("hold exactly the mistakes that were read and judged one by one", () => {
    const expected = readFileSync(findingsUrl, "utf8").trimEnd().split("\n");
    const found = corpus.flatMap(findingsIn);
    const changes = [
      ...found.filter((line) => !expected.includes(line)).map((line) => `new   ${line}`),
      ...expected.filter((line) => !found.includes(line)).map((line) => `gone  ${line}`),
    ];
    assert.ok(changes.length === 0, `${advice}\n${changes.join("\n")}`);
    assert.deepEqual(found, expected);
  });

  it("are left alone by fixing everything, unless something was surely meant", () => {
    for (const { text, path } of corpus) {
      const file = openFile(text);
      const isSure = diagnoseFile(file).some(({ fixes }) => fixes.some((fix) => fix.preferred));
      assert.equal(fixFile(file) !== text, isSure, path);
    }
  });

  it("come with their licences", () => {
    for (const repo of new Set(corpus.map((file) => file.repo))) {
      const name = `${repo.replace("/", "__")}.txt`;
      assert.ok(existsSync(new URL(`../fixtures/corpus-licences/${name}`, import.meta.url)), name);
    }
  });
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { plainSource } from "../../../server/core/application/source-spec.ts";
import { readSource } from "../../../server/core/application/source.ts";
import { treeOf } from "../../support/source-tree.ts";
import {
  casesUrl,
  contentDifferencesOf,
  differencesOf,
  hasUnknown,
  readCases,
  readRenders,
} from "../../tools/kustomize-render.ts";

// What is told to be unknown is no difference, so nothing is that need not be.
const unknown = /^(?:variables|transformer-plugin)$/;

describe("a kustomization is read as kustomize builds it", () => {
  for (const render of readRenders("cases")) {
    it(render.id, () => {
      assert.deepEqual(differencesOf(render), []);
      if (render.rendered !== undefined) assert.equal(hasUnknown(render), unknown.test(render.id));
    });
  }

  for (const render of readRenders("cases").filter(({ id }) => id.startsWith("contents-"))) {
    it(`${render.id}, with all its fields`, () => {
      assert.ok(render.rendered !== undefined);
      assert.deepEqual(contentDifferencesOf(render), []);
    });
  }

  for (const render of readRenders("cases").filter(({ id }) => id.includes("hashes"))) {
    it(`${render.id}, with ${render.id.startsWith("unknown") ? "no" : "every"} hash`, () => {
      const { members } = readSource(plainSource(render.folder), "", treeOf(render.files));
      const isUnknown = members.map(({ resource }) => resource.name.endsWith("-<hash>"));
      assert.deepEqual(new Set(isUnknown), new Set([render.id.startsWith("unknown")]));
    });
  }

  it("keeps a render of every case as it is written now", () => {
    const kept = new Map(readRenders("cases").map(({ id, files }) => [id, files]));
    for (const { id, files } of readCases()) assert.deepEqual(kept.get(id), files, `${id}: render it again`);
    assert.equal(kept.size, readFileSync(casesUrl, "utf8").split(/^=== /m).length - 1);
  });
});

describe("a kustomization of a public repository is read as kustomize builds it", () => {
  for (const render of readRenders("public")) {
    it(render.id, () => {
      assert.ok(render.rendered !== undefined && render.rendered.length > 0);
      assert.deepEqual(differencesOf(render), []);
    });
  }
});

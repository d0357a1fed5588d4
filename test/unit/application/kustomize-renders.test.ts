import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { casesUrl, differencesOf, readCases, readRenders } from "../../tools/kustomize-render.ts";

describe("a kustomization is read as kustomize builds it", () => {
  for (const render of readRenders("cases")) {
    it(render.id, () => {
      assert.deepEqual(differencesOf(render), []);
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

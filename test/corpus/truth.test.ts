import assert from "node:assert/strict";
import { type ManifestDocument, openFile } from "../../server/core/index.ts";
import { type ConformanceCase, readCases } from "../conformance/conformance-case.ts";
import { diagnoseDocument } from "../support/diagnose.ts";

/** The rules that say of a resource that Argo CD never applies it. */
const neverApplied = ["hook-never-applied", "helm-hook-not-run"];

describe("findings and what Argo CD's own code answers", () => {
  for (const name of ["named", "random", "files"] as const) {
    it(`agree on what is a hook, and on which hooks are never applied: ${name}`, () => {
      for (const { id, manifests, expected } of readCases(name)) {
        const documents = judged(manifests);
        if ("error" in expected || documents.length !== expected.resources.length) continue;
        for (const [index, { role }] of expected.resources.entries()) {
          const ids = rulesIn(documents[index]);
          if (ids.includes("delete-policy-without-hook")) assert.equal(role, "resource", `${id}, document ${index}`);
          assert.equal(
            ids.some((it) => neverApplied.includes(it)),
            role === "dropped",
            `${id}, document ${index}`,
          );
        }
      }
    });
  }

  it("agree on values that keep the manifests from being generated", () => {
    const failed = [...readCases("named"), ...readCases("random")].filter(isAboutStrings);
    assert.ok(failed.length > 0);
    for (const { id, manifests } of failed) {
      assert.ok(
        judged(manifests).some((document) => rulesIn(document).includes("value-not-a-string")),
        id,
      );
    }
  });
});

/** The documents that hold one resource each; Lists are left out together with what stands beside them. */
function judged(manifests: string): readonly ManifestDocument[] {
  const documents = openFile(manifests).documents.filter((document) => document.manifests.length > 0);
  return documents.every((document) => document.manifests.length === 1) ? documents : [];
}

function rulesIn(document: ManifestDocument | undefined): readonly string[] {
  return document === undefined ? [] : diagnoseDocument(document).map(({ rule }) => rule.id);
}

function isAboutStrings({ expected }: ConformanceCase): boolean {
  return "error" in expected && expected.error.includes("contains non-string value");
}

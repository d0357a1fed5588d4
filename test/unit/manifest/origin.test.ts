import assert from "node:assert/strict";
import { openFile } from "../../../server/core/manifest/file.ts";
import { originAt } from "../../../server/core/manifest/origin.ts";

function originIn(text: string, at: string): unknown {
  return originAt(openFile(text), text.indexOf(at));
}

const rendered = `---
# Source: shop/templates/a.yaml
kind: A
---
# A comment of the template.

# Source: shop/charts/db/templates/b.tpl\r
kind: B
---
kind: C
note: |
  # Source: shop/templates/c.yaml
`;

describe("what a resource was rendered from", () => {
  it("is what Helm writes above it, and nothing that stands in it", () => {
    assert.deepEqual(originIn(rendered, "kind: A"), { tool: "helm", path: "shop/templates/a.yaml" });
    assert.deepEqual(originIn(rendered, "kind: B"), { tool: "helm", path: "shop/charts/db/templates/b.tpl" });
    assert.equal(originIn(rendered, "kind: C"), undefined);
    assert.equal(originIn("", ""), undefined);
    assert.equal(originIn("# Only comments", "#"), undefined);
  });

  it("is what kustomize writes into it, for each item of a list", () => {
    const item = (name: string, origin: string): string =>
      `- kind: A\n  apiVersion: v1\n  metadata:\n    name: ${name}\n    annotations:\n      config.kubernetes.io/origin: ${origin}\n`;
    const list = `kind: List\napiVersion: v1\nitems:\n${item("a", '"path: a.yaml\\n"')}${item("b", "|\n        configuredIn: kustomization.yaml")}${item("c", "{}")}${item("d", "none")}`;
    assert.deepEqual(originIn(list, "name: a"), { tool: "kustomize", path: "a.yaml" });
    assert.deepEqual(originIn(list, "name: b"), { tool: "kustomize", path: "kustomization.yaml" });
    assert.equal(originIn(list, "name: c"), undefined);
    assert.equal(originIn(list, "name: d"), undefined);
  });
});

import assert from "node:assert/strict";
import { renderCommand } from "../../../server/core/application/render-command.ts";

describe("the command that renders a chart", () => {
  it("takes no options from the name of the application", () => {
    const name = "--post-renderer=./run-me";
    const source = { type: "helm", path: "/r/chart", findFailures: () => [] } as const;
    const command = renderCommand({ source, name, namespace: "--kubeconfig=x" }, undefined);
    assert.ok(typeof command !== "string");
    assert.deepEqual(command.tools, [
      ["helm", "template", "--namespace", "--kubeconfig=x", "--include-crds", "--", name, "."],
    ]);
  });
});

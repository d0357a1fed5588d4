import assert from "node:assert/strict";
import { diagnosticsOf, extension, openText } from "./support.ts";

const misspeltHook = `apiVersion: batch/v1
kind: Job
metadata:
  name: migration
  annotations:
    argocd.argoproj.io/hook: PreSnyc
`;

describe("the extension in VS Code", () => {
  it("starts by itself when a YAML file is opened, and reports a misspelt hook", async () => {
    const document = await openText("misspelt-hook.yaml", misspeltHook);
    const [finding] = await diagnosticsOf(document.uri, (diagnostics) => diagnostics.length > 0);
    assert.ok(extension().isActive);
    assert.ok(finding);
    assert.match(finding.message, /PreSnyc/);
    assert.equal(finding.source, "argocd");
    assert.equal(document.getText(finding.range), "PreSnyc");
  });
});

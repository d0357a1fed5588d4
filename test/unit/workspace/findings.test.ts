import assert from "node:assert/strict";
import { latestVersion, openFile, positionAt } from "../../../server/core/index.ts";
import { Findings, type FindingSettings, type FilePart } from "../../../server/workspace/findings.ts";

const settings: FindingSettings = { severity: new Map(), version: latestVersion, embeddedInConfigMaps: false };

describe("what is known about a file that is being searched", () => {
  it("begins with the document that the user looks at", async () => {
    const part = filePart(resource("one"), resource("two"), resource("three"));
    const findings = new Findings(() => []);
    const near = part.file.offsets[1] ?? 0;
    const isComplete = await findings.searchDocuments(part, settings, { near, patience: 0 });
    assert.equal(isComplete, false);
    assert.deepEqual(linesKnown(findings, part), [12]);
  });

  it("is complete in the end", async () => {
    const part = filePart(resource("one"), resource("two"), resource("three"));
    const findings = new Findings(() => []);
    assert.equal(await findings.searchDocuments(part, settings), true);
    assert.deepEqual(linesKnown(findings, part), [5, 12, 19]);
  });

  it("does not call a comment unused before what it may suppress is known", async () => {
    const part = filePart(
      resource("one").replace("PreSnyc", "PreSync"),
      `# argocd-annotations-ignore-file\n${resource("two")}`,
    );
    const findings = new Findings(() => []);
    await findings.searchDocuments(part, settings, { patience: 0 });
    assert.deepEqual(findings.knownProblems(part, settings, []), []);
  });
});

/** The lines (from 0) of the problems that are known. */
function linesKnown(findings: Findings, part: FilePart): number[] {
  return findings.knownProblems(part, settings, []).map(({ file, span }) => positionAt(file, span.start).line);
}

function filePart(...documents: readonly string[]): FilePart {
  return {
    fileName: "/all.yaml",
    file: openFile(documents.join("---\n")),
    kustomized: undefined,
    inRepository: new Map(),
  };
}

/** Its hook is misspelt. */
function resource(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  annotations:\n    argocd.argoproj.io/hook: PreSnyc\n`;
}

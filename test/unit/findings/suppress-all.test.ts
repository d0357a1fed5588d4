import assert from "node:assert/strict";
import { findInDocument } from "../../../server/core/findings/find-in-document.ts";
import type { Problem } from "../../../server/core/findings/problem.ts";
import { problemsOf } from "../../../server/core/findings/problems.ts";
import { suppressAll } from "../../../server/core/findings/suppress-all.ts";
import { type ManifestFile, openFile } from "../../../server/core/manifest/file.ts";

function diagnose(file: ManifestFile): readonly Problem[] {
  const inDocument = findInDocument;
  const rest = { inApplication: [], inRepository: new Map<string, never>() };
  return problemsOf({ fileName: "a.yaml", file, inDocument: (document) => inDocument(document), ...rest });
}

function suppressed(text: string): string {
  return suppressAll(openFile(text), diagnose);
}

const job = (...annotations: readonly string[]): string =>
  `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: a\n  annotations:\n${annotations.map((it) => `    ${it}\n`).join("")}`;

describe("comments that suppress all problems", () => {
  it("stand above each line, with all its rules, and change nothing when written again", () => {
    const text = job("argocd.argoproj.io/hook: presync", 'argocd.argoproj.io/sync-wave: "one"');
    const once = suppressed(text);
    assert.deepEqual(diagnose(openFile(once)), []);
    assert.match(once, /\n {4}# argocd-annotations-ignore-next-line [a-z-]+\n {4}argocd\.argoproj\.io\/sync-wave/);
    assert.equal(once.replace(/^ *# argocd-annotations-ignore.*\n/gm, ""), text);
    assert.equal(suppressed(once), once);
    const windows = suppressed(text.replaceAll("\n", "\r\n"));
    assert.equal(windows, once.replaceAll("\n", "\r\n"));
    assert.equal(suppressed(""), "");
    const documents = `${text}---\n${text}`;
    assert.deepEqual(diagnose(openFile(suppressed(documents))), []);
  });

  it("stand at the top where a line above would become a part of a text", () => {
    const text = job('argocd.argoproj.io/sync-options: "Prune=false,', '  Relpace=true"');
    assert.ok(diagnose(openFile(text)).length > 0);
    const once = suppressed(text);
    assert.deepEqual(diagnose(openFile(once)), []);
    assert.ok(once.endsWith(text.slice(text.indexOf('"Prune'))), once);
  });

  it("are left out where there is no place for them", () => {
    const json =
      '{"apiVersion":"v1","kind":"Job","metadata":{"name":"a","annotations":{"argocd.argoproj.io/hook":"presync"}}}';
    assert.ok(diagnose(openFile(json)).length > 0);
    assert.equal(suppressed(json), json);
  });
});

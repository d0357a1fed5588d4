import assert from "node:assert/strict";
import { type ApplicationIdentity, invalidByte } from "../../../server/core/index.ts";
import { notUtf8 } from "../../../server/core/rules/not-utf-8.ts";
import { diagnoseApplication } from "../../support/diagnose.ts";
import { manifest } from "../../support/manifests.ts";
import { folderOf } from "./folder.ts";

const key = manifest("Secret", "key");

/** What is said of characters that are lost, with the file and the offset. */
function said(
  files: Readonly<Record<string, string>>,
  source: ApplicationIdentity["source"] = { type: "directory", path: "app" },
): string[] {
  return diagnoseApplication(folderOf(files, { source, declared: true }), { rules: [notUtf8] }).map(
    ({ fileName, span, message }) => `${fileName} ${span.start}-${span.end} ${message}`,
  );
}

describe("a file that is not UTF-8", () => {
  const text = `${key}---\n${key}stringData: {a: "\uFFFD${invalidByte(0xe9)}"}\n`;
  const at = text.length - 4;

  it("is marked at its first byte that is lost, with what that costs", () => {
    const byte = `app/a.yaml ${at}-${at + 1} The byte 0xE9 is not valid UTF-8.`;
    assert.deepEqual(said({ "app/a.yaml": text }), [
      `${byte} Argo CD reads "\uFFFD" (U+FFFD) there. Save the file as UTF-8.`,
    ]);
    assert.deepEqual(said({ "app/a.yaml": text }, { type: "helm", path: "app" }), [
      `${byte} Helm fails if it renders it: Argo CD then syncs nothing of this application. Save the file as UTF-8.`,
    ]);
    assert.deepEqual(said({ "app/a.yaml": text }, { type: "file", path: "app/a.yaml" }), [
      `${byte} Argo CD reads "\uFFFD" (U+FFFD) there in a plain folder, while kustomize and Helm refuse the file. Save the file as UTF-8.`,
    ]);
  });

  it("is marked where somebody has already written a replacement, if nothing else is lost", () => {
    const written = `${key}data: {a: "\uFFFD"}\n`;
    assert.deepEqual(said({ "app/a.yaml": key, "app/b.yaml": written }), [
      `app/b.yaml ${written.length - 4}-${written.length - 3} "\uFFFD" (U+FFFD) stands for a character that was not valid UTF-8, and Argo CD reads it too. Type the character again, and save the file as UTF-8.`,
    ]);
  });

  it("is left alone where a folder has no manifests in it", () => {
    const values = { "app/a.yaml": key, "app/values.yaml": `a: "${invalidByte(0xe9)}"\n` };
    assert.deepEqual(said(values), []);
  });
});

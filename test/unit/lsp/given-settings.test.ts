import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mergedSettings, settingsIn } from "../../../server/lsp/given-settings.ts";

describe("settings as editors send them", () => {
  it("are all those of the extension, except those of VS Code alone", () => {
    const manifest = readFileSync(join(import.meta.dirname, "../../../package.json"), "utf8");
    const dotted = manifest.match(/(?<=^ +")argocdAnnotations\.[\w.]+(?=": \{$)/gm) ?? [];
    const found = Object.keys(settingsIn(Object.fromEntries(dotted.map((name) => [name, 1]))) ?? {});
    const unread = dotted.filter((name) => !found.includes(name.replace("argocdAnnotations.", "")));
    assert.deepEqual(unread.sort(), ["argocdAnnotations.statusBar", "argocdAnnotations.trace.server"]);
  });

  it("are found however deep they are, beside settings of others", () => {
    let nested: unknown = { codeLens: "off", unknown: 1 };
    for (let depth = 0; depth < 100_000; depth++) nested = { settings: nested, yaml: {} };
    assert.deepEqual(settingsIn(nested), { codeLens: "off" });
  });

  it("are none where no setting is ours", () => {
    for (const none of [undefined, null, 5, "codeLens", ["codeLens"], { yaml: {} }, { argocdAnnotations: null }])
      assert.equal(settingsIn(none), undefined, JSON.stringify(none));
    assert.deepEqual(settingsIn(JSON.parse('{"__proto__": {"codeLens": "off"}}')), undefined);
    assert.deepEqual(settingsIn({ argocdAnnotations: {} }), {});
  });

  it("win over earlier ones, unless they are null", () => {
    const sources = [{ codeLens: "off", render: "never" }, undefined, { codeLens: null, render: "onSave" }];
    assert.deepEqual(mergedSettings(sources), { codeLens: "off", render: "onSave" });
  });
});

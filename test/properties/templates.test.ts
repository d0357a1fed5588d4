import assert from "node:assert/strict";
import fc from "fast-check";
import { readFolderApplication } from "../../server/core/application/deployed-application.ts";
import { definitionAt } from "../../server/core/features/template/definition.ts";
import { entrySpan } from "../../server/core/features/template/read-places.ts";
import { renderedManifest } from "../../server/core/features/template/rendered-manifest.ts";
import { templateHover, templateHoverText } from "../../server/core/features/template/template-hover.ts";
import { textOf } from "../../server/core/manifest/file.ts";
import { treeOf } from "../support/source-tree.ts";
import { readHelmRenders } from "../tools/helm-render.ts";

describe("whatever a template of a chart says", () => {
  it("what it prints, its hovers and its definitions stand at places that are there", () => {
    const charts = readHelmRenders("cases").map(({ files }) => files);
    const edited = fc.tuple(fc.constantFrom(...charts), fc.nat(), fc.nat(), fc.nat({ max: 12 }), fc.nat());
    let found = 0;
    fc.assert(
      fc.property(edited, ([files, which, start, length, at]) => {
        const names = Object.keys(files).filter((name) => name.startsWith("templates/"));
        const name = names[which % Math.max(1, names.length)] ?? "";
        const text = files[name] ?? "";
        const from = start % (text.length + 1);
        // Nothing is taken away in half of the cases.
        const changed = text.slice(0, from) + text.slice(from + Math.max(0, length - 6));
        const all = Object.entries({ ...files, [name]: changed }).map(([path, it]) => [`chart/${path}`, it] as const);
        const tree = treeOf(Object.fromEntries(all));
        const { application } = readFolderApplication("chart", { name: "app", namespace: "ns" }, tree);
        const file = application.files.find((it) => it.name === `chart/${name}`)?.file;
        if (file === undefined) return;
        const printed = renderedManifest(application, `chart/${name}`);
        const lineCount = changed.split("\n").length;
        assert.ok(printed === undefined || printed.lines.length === printed.text.split("\n").length - 1);
        assert.ok(printed?.lines.every((line) => line >= -1 && line < lineCount) !== false);
        assert.doesNotMatch(printed?.text ?? "", /[\ue000\ue001]/);
        const opening = changed.indexOf("{{", at % (changed.length + 1));
        const offset = opening < 0 ? at % (changed.length + 1) : opening + 3 + (at % 20);
        const hover = templateHover(application, `chart/${name}`, file, offset);
        const definition = definitionAt(application, `chart/${name}`, file, offset);
        const places = [...(hover?.places ?? []), ...(definition === undefined ? [] : [definition])];
        for (const { fileName, span } of places) {
          const target = application.files.find((it) => it.name === fileName)?.file ?? assert.fail(fileName);
          const { start: first, end } = entrySpan(target, span);
          assert.ok(first >= 0 && first <= span.start && span.end <= end && end <= textOf(target).length);
          found++;
        }
        if (hover !== undefined) templateHoverText([hover], () => ({ words: "a", uri: "file:///a", line: "b" }), 1);
      }),
      { numRuns: 600 },
    );
    assert.ok(found > 50, `Only ${found} places were found.`);
  });
});

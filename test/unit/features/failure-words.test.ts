import assert from "node:assert/strict";
import { buildApplication } from "../../../server/core/application/application.ts";
import { codeLenses } from "../../../server/core/features/code-lens.ts";
import { failureOutline } from "../../../server/core/features/failure-words.ts";
import { openFile, positionAt } from "../../../server/core/manifest/file.ts";
import { rosterOf } from "../../../server/core/roster/roster.ts";
import { manifest } from "../../support/manifests.ts";

const stopping = manifest("Secret", "key", { "argocd.argoproj.io/sync-wave": "5" });

/** An application in the folder /repo/shop with a file that stops it, and a good one. */
function applicationWith(stoppingFile: string, folder = "/repo/shop"): ReturnType<typeof buildApplication> {
  const files = [
    { name: stoppingFile, file: openFile(stopping) },
    { name: "/repo/shop/good.yaml", file: openFile(manifest("Secret", "good")) },
  ];
  return buildApplication(files, { name: "shop", source: { type: "directory", path: folder }, namespace: "prod" });
}

describe("the words for what stops an application", () => {
  const places: readonly (readonly [where: string, file: string, folder: string, place: string])[] = [
    ["in its folder", "/repo/shop/bad.yaml", "/repo/shop", "bad.yaml, line 6"],
    ["below its folder", "/repo/shop/db/bad.yaml", "/repo/shop", "db/bad.yaml, line 6"],
    ["in a base beside it", "/repo/base/bad.yaml", "/repo/shop", "../base/bad.yaml, line 6"],
    ["in a folder of Windows", "C:\\work\\shop\\bad.yaml", "C:\\work\\shop", "bad.yaml, line 6"],
    ["on another drive", "D:\\bad.yaml", "C:\\work\\shop", "D:\\bad.yaml, line 6"],
    ["in the folder that is the current one", "bad.yaml", ".", "bad.yaml, line 6"],
  ];
  for (const [where, file, folder, place] of places) {
    it(`name the file and the line ${where}`, () => {
      const outline = failureOutline(applicationWith(file, folder));
      assert.equal(outline?.place, place);
      assert.equal(outline.fileName, file);
      const { at } = outline;
      assert.equal(at && positionAt(at.file, at.offset).line, 5);
    });
  }

  it("are above each resource that is not applied because of it", () => {
    const [lens] = codeLenses(rosterOf(applicationWith("/repo/base/bad.yaml")), "/repo/shop/good.yaml", "always");
    assert.equal(lens?.title, "Argo CD: not applied: line 6 of ../base/bad.yaml stops the whole application");
  });

  it("name the file from where a single file is, and only the file where its lines are not known", () => {
    const files = [{ name: "/repo/shop/bad.yaml", file: openFile(stopping) }];
    const source = { type: "file", path: "/repo/shop/bad.yaml" } as const;
    const application = buildApplication(files, { name: "shop", source, namespace: "prod" });
    assert.equal(failureOutline(application)?.place, "bad.yaml, line 6");
    const location = { path: "/repo/apps/shop.yaml", offset: 5, end: 6 };
    const elsewhere = { ...application, failures: [{ message: "It fails.", location }] };
    assert.deepEqual(failureOutline(elsewhere), {
      place: "../apps/shop.yaml",
      message: "It fails.",
      fileName: "/repo/apps/shop.yaml",
    });
    const [lens] = codeLenses(rosterOf(elsewhere), "/repo/shop/bad.yaml", "always");
    assert.equal(lens?.title, "Argo CD: not applied: ../apps/shop.yaml stops the whole application");
  });

  it("are its own above the resource that stops it, wherever that stands in its file", () => {
    const good = manifest("Secret", "good");
    const file = openFile([good, stopping, good.replace("good", "last")].join("---\n"));
    const source = { type: "directory", path: "/repo" } as const;
    const application = buildApplication([{ name: "/repo/a.yaml", file }], { name: "shop", source, namespace: "prod" });
    assert.deepEqual(
      codeLenses(rosterOf(application), "/repo/a.yaml", "always").map(({ title }) => title),
      [
        "Argo CD: not applied: line 11 stops the whole application",
        'Argo CD: not applied: this stops the whole application: the annotation "argocd.argoproj.io/sync-wave" of Secret "key" is not a string',
        "Argo CD: not applied: line 11 stops the whole application",
      ],
    );
  });

  it("are missing where nothing stops it", () => {
    const file = openFile(manifest("Secret", "good"));
    const source = { type: "directory", path: "/repo/shop" } as const;
    const application = buildApplication([{ name: "good.yaml", file }], { name: "shop", source, namespace: "prod" });
    assert.equal(failureOutline(application), undefined);
  });
});

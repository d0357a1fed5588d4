import assert from "node:assert/strict";
import {
  codeLenses,
  complete,
  hover,
  inlayHints,
  openFile,
  planOutline,
  refactorings,
  renumberedWaves,
  rosterOf,
} from "../../server/core/index.ts";
import { buildApplication } from "../../server/core/application/application.ts";
import { manyResources } from "./hostile-texts.ts";

const count = 10_000;

describe("what an editor shows of a file of hooks in waves of their own", () => {
  const text = manyResources["hooks in waves of their own"]?.(count) ?? "";
  const file = openFile(text);
  const source = { type: "file", path: "a.yaml" } as const;
  const application = buildApplication([{ name: "a.yaml", file }], { name: "a", source, namespace: "" });
  const roster = rosterOf(application);
  const last = text.lastIndexOf("argocd.argoproj.io/sync-wave");

  it("is a lens for each", () => {
    const lenses = codeLenses(roster, "a.yaml", "always");
    assert.equal(lenses.length, count);
    assert.match(lenses.at(-1)?.title ?? "", /PreSync.*9999/);
  });

  it("is a hover and completions in the last of them", () => {
    assert.match(hover(file, last, roster, "a.yaml")?.markdown ?? "", /wave/);
    assert.notEqual(complete(file, last, application).length, 0);
  });

  it("is a hint for each", () => {
    assert.equal(inlayHints(application, "a.yaml", { start: 0, end: text.length }).length, count);
  });

  it("is a plan with a step for each", () => {
    assert.equal(planOutline(roster).steps.length, count);
  });

  it("are refactorings of one and of all", () => {
    assert.notEqual(refactorings(application, "a.yaml", { start: last, end: last }).length, 0);
    const edits = renumberedWaves(application, 10n);
    assert.ok(typeof edits !== "string" && !("message" in edits));
    assert.equal(edits.flatMap((it) => it.edits).length, count - 1);
  });
});

import assert from "node:assert/strict";
import { carryOver } from "../../../server/core/findings/carry-over.ts";
import { findInApplication } from "../../../server/core/findings/find-in-application.ts";
import { editFile, openFile, textOf } from "../../../server/core/manifest/file.ts";
import { rosterOf } from "../../../server/core/roster/roster.ts";
import { hook, manifest } from "../../support/manifests.ts";
import { folderOf } from "./folder.ts";

const job = (name: string): string => manifest("Job", name, hook("PreSync"));
const first = manifest("Secret", "web");
const again = (name: string): string => `# again\n${job(name)}`;
const marked = (...documents: readonly string[]): string => documents.map((it) => `---\n${it}`).join("");
const text = marked(first, job("one"), job("two"), again("one"), again("two"));

/** What is found in a file, after the text at the first place was replaced: each with the line that it is on, from 1. */
function carried(old: string, fresh: string): readonly string[] {
  const application = folderOf({ "a.yaml": text });
  const [member] = application.members;
  const found = findInApplication(rosterOf(application)).get("a.yaml");
  assert.ok(member !== undefined && found !== undefined);
  const start = text.indexOf(old);
  const file = editFile(member.file, { span: { start, end: start + old.length }, text: fresh });
  const whole = textOf(file);
  return carryOver(found, file).map(({ rule, span, file: of, fixes }) => {
    assert.equal(of, file);
    assert.ok(of === member.file || fixes().length === 0, "fixes are only for the text that they were made for");
    const line = whole.slice(0, span.start).split("\n").length;
    return `${line} ${rule.id} ${whole.slice(span.start, span.end)}`;
  });
}

describe("what was found in an earlier text", () => {
  const [one, two] = ["duplicate-resource one", "duplicate-resource two"];

  it("is as it was where nothing changed", () => {
    assert.deepEqual(carried("", ""), [`10 ${one}`, `17 ${two}`]);
  });

  it("moves along where something changed before it", () => {
    assert.deepEqual(carried("web", "web\n  namespace: shop"), [`11 ${one}`, `18 ${two}`]);
  });

  it("moves along where documents were added or taken out before or between", () => {
    assert.deepEqual(carried("web", "web\n---\na: b"), [`12 ${one}`, `19 ${two}`]);
    assert.deepEqual(carried(marked(job("two")), marked("a: b\n", job("two"))), [`10 ${one}`, `19 ${two}`]);
    assert.deepEqual(carried(marked(first), ""), [`5 ${one}`, `12 ${two}`]);
  });

  it("moves along where what comes before and what comes after it change in number", () => {
    const swapped = marked(job("two"), first, job("one"), again("two"), "a: b\n");
    assert.deepEqual(carried(text, swapped), [`17 ${one}`, `5 ${two}`]);
  });

  it("is gone with the document that it was in", () => {
    assert.deepEqual(carried("one", "other"), [`17 ${two}`]);
    assert.deepEqual(carried(marked(first, job("one")), marked("a: b\n")), [`7 ${two}`]);
  });
});

describe("what is found in an application", () => {
  it("is nothing in a file of templates that no chart renders, or where nothing says that Argo CD deploys it", () => {
    const files = (path: string, ...documents: readonly string[]): number =>
      findInApplication(rosterOf(folderOf({ [path]: marked(...documents) }, { source: { type: "file", path } }))).size;
    assert.equal(files("a.yaml", job("one"), job("one")), 1);
    assert.equal(files("a.tpl", job("one"), job("one")), 0);
    assert.equal(files("a.yaml", first, first), 0);
    const source = { type: "directory", path: "a.tpl" } as const;
    assert.equal(findInApplication(rosterOf(folderOf({ "a.tpl/a.yaml": text }, { source }))).size, 1);
  });
});

describe("a file that an edit left as it was", () => {
  it("keeps its findings themselves", () => {
    const application = folderOf({ "a.yaml": text });
    const found = findInApplication(rosterOf(application)).get("a.yaml") ?? assert.fail();
    const file = found[0]?.file ?? assert.fail();
    assert.equal(carryOver(found, file)[0], found[0]);
    assert.deepEqual(carryOver(found, openFile("")), []);
  });
});

import assert from "node:assert/strict";
import { latestVersion, parseVersion, type Problem } from "../../server/core/index.ts";
import { Workspace } from "../../server/workspace/workspace.ts";
import { addMarkers, stripMarkers } from "../support/markers.ts";
import { memoryFiles } from "../support/memory-files.ts";
import { readPages, type ReportedCase } from "./reported/read-cases.ts";

describe("what people reported", () => {
  for (const [page, cases] of readPages()) {
    describe(page, () => {
      for (const reported of cases) {
        it(reported.title, async () => {
          assert.notDeepEqual(reported.files, {}, "A case needs a file.");
          assert.deepEqual(await marked(reported), reported.files);
        });
      }
    });
  }

  it("is told apart by its titles", () => {
    for (const [page, cases] of readPages()) {
      const titles = cases.map(({ title }) => title);
      assert.equal(new Set(titles).size, titles.length, `Two cases in "${page}" have one title.`);
    }
  });
});

/** The files of a case, each with marks for all that is said about it when the repository is linted. */
async function marked({ files, version }: ReportedCase): Promise<Readonly<Record<string, string>>> {
  const paths = Object.keys(files);
  const texts = Object.fromEntries(paths.map((path) => [`/repo/${path}`, stripMarkers(files[path] ?? "")]));
  const argoCd = parseVersion(version ?? "latest") ?? latestVersion;
  const workspace = new Workspace(memoryFiles(texts), undefined, undefined, undefined, () => Promise.resolve(argoCd));
  await workspace.applications.search("/repo");
  const settings = { severity: new Map(), version: argoCd, embeddedInConfigMaps: false };
  const found: Record<string, string> = {};
  for (const path of paths) {
    const problems = await workspace.problemsOf(`/repo/${path}`, settings);
    const marks = problems.map((problem) => ({ span: problem.span, message: mark(problem, files[path] ?? "") }));
    found[path] = addMarkers(texts[`/repo/${path}`] ?? "", marks);
  }
  return found;
}

/** The rule of a problem, with those of its words that the file asks for. */
function mark({ rule, message }: Problem, written: string): string {
  const asked = [...written.matchAll(/\^ ([\w-]+): (.+)$/gm)].find(
    ([, id, words = ""]) => id === rule.id && message.includes(words),
  );
  return asked === undefined ? rule.id : `${rule.id}: ${asked[2]}`;
}

import assert from "node:assert/strict";
import { latestVersion, parseVersion, positionAt, type Problem } from "../../server/core/index.ts";
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
  const given = { severity: new Map(), version: argoCd, embeddedInConfigMaps: undefined };
  const workspace = new Workspace(memoryFiles(texts), undefined, undefined, undefined, {
    givenAt: () => Promise.resolve(given),
  });
  await workspace.applications.search("/repo");
  const found: Record<string, string> = {};
  for (const path of paths) {
    const asked = wordsAsked(files[path] ?? "");
    const problems = await workspace.problemsOf(`/repo/${path}`);
    const marks = problems.map((problem) => ({ span: problem.span, message: mark(problem, asked) }));
    found[path] = addMarkers(texts[`/repo/${path}`] ?? "", marks);
  }
  return found;
}

/** Words that a mark asks for in what a rule says about a line, which counts from 0 and without marks. */
interface AskedWords {
  readonly line: number;
  readonly rule: string;
  readonly words: string;
}

function wordsAsked(written: string): readonly AskedWords[] {
  let line = -1;
  return written.split("\n").flatMap((text) => {
    const [, rule, words] = /^ *# *\^+ ([\w-]+)(?:: (.+))?$/.exec(text) ?? [];
    if (rule === undefined) line++;
    return rule === undefined || words === undefined ? [] : [{ line, rule, words }];
  });
}

/** The rule of a problem, with the words that are asked for if it says them. */
function mark({ rule, message, file, span }: Problem, asked: readonly AskedWords[]): string {
  const { line } = positionAt(file, span.start);
  const said = asked.find((it) => it.line === line && it.rule === rule.id && message.includes(it.words));
  return said === undefined ? rule.id : `${rule.id}: ${said.words}`;
}

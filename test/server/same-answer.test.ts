import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { readCorpus } from "../corpus/corpus.ts";
import { type SameAnswerCase, sameAnswerCases } from "../support/same-answer-cases.ts";
import {
  type Answers,
  answersOfWorkspace,
  answerWhenOpen,
  editorAt,
  lintIn,
  pathOf,
  withoutFixes,
} from "../support/ways-to-ask.ts";

const places = ["a Git repository", "a folder without Git"] as const;

const corpus = readCorpus();

describe("lint of a file, lint of a folder and the editor give the same answer", () => {
  for (const place of places) {
    for (const { title, files, finds, onlyByName = [], notInEditor = [] } of sameAnswerCases) {
      it(`in ${place}, where ${title}`, () =>
        withRepository(place, files, async (root) => {
          const answers = await askOnce(root, onlyByName);
          if (place === "a Git repository") assertFound(answers, finds);
          assertSame([
            ...(await otherLints(root, place, without(answers, onlyByName))),
            ...(await editorOf(root, answers, { onlyByName, notInEditor })),
            ...(await editorsInFolders(root, place, without(answers, onlyByName))),
          ]);
        }));
    }

    for (const repo of new Set(corpus.map((file) => file.repo))) {
      it(`in ${place} with the manifests of ${repo}`, () => {
        const own = corpus.filter((file) => file.repo === repo);
        const files = Object.fromEntries(own.map(({ path, text }) => [path, text]));
        return withRepository(place, files, async (root) => {
          const answers = await askOnce(root, []);
          assertSame([...(await otherLints(root, place, answers)), ...(await editorOf(root, answers))]);
        });
      });
    }
  }
});

type Place = (typeof places)[number];

/** Calls `use` with the root of a new repository that has these files, and removes it afterwards. */
async function withRepository(
  place: Place,
  files: SameAnswerCase["files"],
  use: (root: string) => Promise<void>,
): Promise<void> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "argocd-annotations-")));
  const root = join(folder, "repository");
  const git: SameAnswerCase["files"] = place === "a Git repository" ? { ".git/HEAD": "ref: refs/heads/main\n" } : {};
  try {
    mkdirSync(join(folder, "elsewhere"));
    for (const [name, content] of Object.entries({ ...files, ...git })) {
      const path = pathOf(root, name);
      mkdirSync(dirname(path), { recursive: true });
      if (typeof content === "string") writeFileSync(path, content);
      else symlinkSync(content.linkTo, path);
    }
    await use(root);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The answers that all others are compared with: those of `lint .`, and of `lint FILE` for files that it leaves out. */
async function askOnce(root: string, onlyByName: readonly string[]): Promise<Answers> {
  const answers = new Map(await lintIn(root, root, ["."]));
  for (const name of onlyByName) {
    assert.ok(!answers.has(name), `"lint ." looks at ${name}`);
    answers.set(name, (await lintIn(root, root, [name])).get(name) ?? []);
  }
  return answers;
}

/** A way to ask, what it should answer, and what it answers. */
interface Asked {
  readonly way: string;
  readonly expected: Answers;
  readonly actual: Answers;
}

/** What the command line says in every other way. */
async function otherLints(root: string, place: Place, expected: Answers): Promise<Asked[]> {
  const names = [...expected.keys()];
  const asked: Asked[] = [];
  const ask = async (
    cwd: string,
    way: string,
    about: readonly string[],
    ...paths: readonly string[]
  ): Promise<void> => {
    const actual = await lintIn(cwd, root, paths);
    asked.push({ way, expected: only(expected, about), actual });
  };
  const isRepository = place === "a Git repository";
  for (const name of names) {
    const folder = dirname(name);
    if (isRepository) await ask(pathOf(root, folder), `lint FILE in ${folder}`, [name], basename(name));
    else await ask(root, "lint FILE", [name], name);
  }
  await ask(root, "lint FILE FILE ...", names, ...names.toReversed());
  await ask(join(root, "..", "elsewhere"), "lint FOLDER from another folder", names, root);
  // Without Git, nothing tells that what is around the current folder belongs to it.
  for (const folder of isRepository ? foldersOf(names) : [])
    await ask(pathOf(root, folder), `lint . in ${folder}`, below(names, folder), ".");
  return asked;
}

/** What an editor says about all files, first while none is open. */
async function editorOf(
  root: string,
  answers: Answers,
  { onlyByName, notInEditor }: Required<Pick<SameAnswerCase, "onlyByName" | "notInEditor">> = noExceptions,
): Promise<Asked[]> {
  const editor = await editorAt(root);
  const listed = without(answers, onlyByName);
  const closed = [...listed].filter(([, lines]) => lines.length > 0);
  const expected = new Map(closed.map(([name, lines]) => [name, lines.map(withoutFixes)]));
  const asked = [{ way: "the editor, no file open", expected, actual: await answersOfWorkspace(editor, root) }];
  const opened = new Map([...answers].map(([name, lines]) => [name, notInEditor.includes(name) ? [] : lines]));
  const actual = new Map<string, readonly string[]>();
  for (const [name, lines] of opened) actual.set(name, await answerWhenOpen(editor, pathOf(root, name), lines));
  assert.deepEqual(editor.log, []);
  await editor.quit();
  return [...asked, { way: "the editor, file open", expected: opened, actual }];
}

const noExceptions = { onlyByName: [], notInEditor: [] };

/** What editors say that have opened only one folder of the repository: the same as `lint .` there. */
async function editorsInFolders(root: string, place: Place, answers: Answers): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const folder of foldersOf([...answers.keys()])) {
    const names = below([...answers.keys()], folder);
    const path = pathOf(root, folder);
    const expected = place === "a Git repository" ? only(answers, names) : await lintIn(path, root, ["."]);
    const editor = await editorAt(path);
    const actual = new Map<string, readonly string[]>();
    for (const [name, lines] of expected) actual.set(name, await answerWhenOpen(editor, pathOf(root, name), lines));
    await editor.quit();
    asked.push({ way: `the editor in ${folder}`, expected, actual });
  }
  return asked;
}

function assertFound(answers: Answers, expected: readonly string[]): void {
  const found = [...answers].flatMap(([name, lines]) => lines.map((line) => `${name} ${ruleOf(line)}`));
  const missing = expected.filter((it) => !found.includes(it));
  assert.ok(missing.length === 0, `not found: ${missing.join(", ")}\nfound: ${found.join(", ")}`);
}

function assertSame(asked: readonly Asked[]): void {
  const differences = asked.flatMap(({ way, expected, actual }) =>
    [...new Set([...expected.keys(), ...actual.keys()])].flatMap((name) => {
      const [wanted, given] = [expected.get(name) ?? ["(is not checked)"], actual.get(name) ?? ["(is not checked)"]];
      if (wanted.join("\n") === given.join("\n")) return [];
      const missing = wanted.filter((line) => !given.includes(line)).map((line) => `  - ${line}`);
      const more = given.filter((line) => !wanted.includes(line)).map((line) => `  + ${line}`);
      const order = missing.length + more.length === 0 ? ["  (in another order)"] : [];
      return [`${name}: ${way}`, ...missing, ...more, ...order];
    }),
  );
  assert.ok(differences.length === 0, `not the same as "lint .", "lint FILE":\n${differences.join("\n")}`);
}

function foldersOf(names: readonly string[]): readonly string[] {
  return [...new Set(names.map((name) => dirname(name)))].filter((folder) => folder !== ".");
}

function below(names: readonly string[], folder: string): readonly string[] {
  return names.filter((name) => name.startsWith(`${folder}/`));
}

function only(answers: Answers, names: readonly string[]): Answers {
  return new Map([...answers].filter(([name]) => names.includes(name)));
}

function without(answers: Answers, names: readonly string[]): Answers {
  return new Map([...answers].filter(([name]) => !names.includes(name)));
}

function ruleOf(line: string): string {
  return line.split(" ")[2]?.replace(/:$/, "") ?? line;
}

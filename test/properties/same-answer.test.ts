import assert from "node:assert/strict";
import { existsSync, globSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { FileChangeType } from "vscode-languageserver";
import { planFolder } from "../../server/cli/plan/folder.ts";
import { planOutline, rosterOf } from "../../server/core/index.ts";
import type { PlanView } from "../../server/protocol/index.ts";
import { annotatedFiles, wantedBy } from "../../server/workspace/walk/options.ts";
import type { Editor } from "../support/editor.ts";
import { type RandomChange, randomChanges, randomFiles } from "../support/random-repositories.ts";
import {
  type Answers,
  answersOfWorkspace,
  inFolder,
  answerWhenOpen,
  editorAt,
  lintIn,
  pathOf,
  withoutFixes,
} from "../support/ways-to-ask.ts";

describe("lint and the editor", () => {
  it("say the same about any repository, at first and after any change, before and after it is saved", async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), randomFiles, randomChanges, async (isGit, files, changes) => {
        const folder = realpathSync(mkdtempSync(join(tmpdir(), "argocd-annotations-")));
        const root = join(folder, "repository");
        try {
          mkdirSync(root);
          if (isGit) write(root, ".git/HEAD", "ref: refs/heads/main\n");
          for (const { path, text } of files) write(root, path, text);
          const editor = await editorAt(root);
          await assertSame(editor, root, "at first");
          for (const change of changes) await make(change, editor, root);
          await assertSamePlans(editor, root);
          for (const [name, lines] of await lintIn(root, root, ["."]))
            assert.deepEqual(await answerWhenOpen(editor, pathOf(root, name), lines), lines, `open: ${name}`);
          assert.deepEqual(editor.log, []);
          await editor.quit();
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      }),
      { numRuns: Number(process.env["RUNS"] ?? 8) },
    );
  }).timeout(600_000);
});

async function make(change: RandomChange, editor: Editor, root: string): Promise<void> {
  if ("gone" in change) {
    const all = globSync("**/*", { cwd: root, withFileTypes: true }).filter((it) => it.isFile());
    const gone = all[change.gone % Math.max(all.length, 1)];
    if (gone === undefined) return;
    const path = join(gone.parentPath, gone.name);
    rmSync(path);
    tell(editor, path, FileChangeType.Deleted);
    return assertSame(editor, root, `without ${path}`);
  }
  const path = pathOf(root, change.path);
  const type = existsSync(path) ? FileChangeType.Changed : FileChangeType.Created;
  const when = `with ${change.path}:\n${change.text}`;
  write(root, change.path, change.text);
  if (change.isTyped && wantedBy({ wanted: annotatedFiles, contents: "paths" }, basename(path)) !== undefined) {
    // The editor knows it only from the text that it has open: this is what lint will say once it is saved.
    const listed = await lintIn(root, root, ["."]);
    const expected = listed.get(change.path) ?? (await lintIn(root, root, [change.path])).get(change.path) ?? [];
    assert.deepEqual(await answerWhenOpen(editor, path, expected), expected, `typed, ${when}`);
    // What is open counts for others even where no search finds it.
    if (listed.has(change.path)) await assertSame(editor, root, `typed, others ${when}`, change.path);
    editor.close(pathToFileURL(path).href);
  }
  tell(editor, path, type);
  await assertSame(editor, root, when);
}

/** What the editor plans for each folder, and what the command line does. */
async function assertSamePlans(editor: Editor, root: string): Promise<void> {
  const folders = globSync("**/*", { cwd: root, withFileTypes: true }).filter((it) => it.isDirectory());
  for (const folder of [root, ...folders.map((it) => join(it.parentPath, it.name))]) {
    const view = await editor.plan(pathToFileURL(folder).href);
    const { planned } = await inFolder(root, () => planFolder(folder, { namespace: undefined, version: undefined }));
    const own = planned.find(({ application }) => resolve(application.source.path) === folder);
    const expected = own === undefined ? [] : planOutline(rosterOf(own.application)).steps.map(shownStep);
    // Nothing is shown of a folder that deploys nothing.
    assert.deepEqual((view?.steps ?? []).map(shownStep), expected, folder);
    if (view !== null) assert.equal(view.application.name, own?.application.name);
  }
}

function shownStep({
  title,
  tasks,
}: Pick<PlanView["steps"][number], "title"> & { readonly tasks: readonly { readonly id: string }[] }): string {
  return `${title}: ${tasks.map(({ id }) => id).join(", ")}`;
}

function tell(editor: Editor, path: string, type: FileChangeType): void {
  editor.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: pathToFileURL(path).href, type }] });
}

async function assertSame(editor: Editor, root: string, when: string, open?: string): Promise<void> {
  const expected = [...(await lintIn(root, root, ["."]))].map(
    ([name, lines]) => [name, lines.map(withoutFixes)] as const,
  );
  const closed = new Map(expected.filter(([name]) => name !== open));
  assert.deepEqual(found(await answersOfWorkspace(editor, root)), found(closed), when);
}

function found(answers: Answers): readonly (readonly [string, readonly string[]])[] {
  return [...answers].filter(([, lines]) => lines.length > 0).sort(([one], [other]) => (one < other ? -1 : 1));
}

function write(root: string, name: string, text: string): void {
  const path = pathOf(root, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

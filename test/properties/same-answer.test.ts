import assert from "node:assert/strict";
import { existsSync, globSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { FileChangeType } from "vscode-languageserver";
import { randomChanges, randomFiles } from "../support/random-repositories.ts";
import {
  answersOfWorkspace,
  answerWhenOpen,
  editorAt,
  lintIn,
  pathOf,
  withoutFixes,
  type Answers,
} from "../support/ways-to-ask.ts";
import type { Editor } from "../support/editor.ts";

describe("lint and the editor", () => {
  it("say the same about any repository, at once and after any change", async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), randomFiles, randomChanges, async (isRepository, files, changes) => {
        const folder = realpathSync(mkdtempSync(join(tmpdir(), "argocd-annotations-")));
        const root = join(folder, "repository");
        try {
          if (isRepository) write(root, ".git/HEAD", "ref: refs/heads/main\n");
          for (const { path, text } of files) write(root, path, text);
          mkdirSync(root, { recursive: true });
          const editor = await editorAt(root);
          await assertSame(editor, root, "at first");
          for (const change of changes) {
            if (typeof change === "number") {
              const all = globSync("**/*", { cwd: root, withFileTypes: true }).filter((it) => it.isFile());
              const gone = all[change % Math.max(all.length, 1)];
              if (gone === undefined) continue;
              const path = join(gone.parentPath, gone.name);
              rmSync(path);
              tell(editor, path, FileChangeType.Deleted);
              await assertSame(editor, root, `without ${path}`);
            } else {
              const path = pathOf(root, change.path);
              const type = existsSync(path) ? FileChangeType.Changed : FileChangeType.Created;
              write(root, change.path, change.text);
              tell(editor, path, type);
              await assertSame(editor, root, `with ${change.path}:\n${change.text}`);
            }
          }
          const answers = await lintIn(root, root, ["."]);
          for (const [name, lines] of answers) {
            const actual = await answerWhenOpen(editor, pathOf(root, name), lines);
            assert.deepEqual(actual, lines, `open: ${name}`);
          }
          assert.deepEqual(editor.log, []);
          await editor.quit();
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      }),
      { numRuns: Number(process.env["RUNS"] ?? 20) },
    );
  }).timeout(600_000);
});

function tell(editor: Editor, path: string, type: FileChangeType): void {
  editor.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: pathToFileURL(path).href, type }] });
}

async function assertSame(editor: Editor, root: string, when: string): Promise<void> {
  const answers = await lintIn(root, root, ["."]);
  const closed = [...answers].filter(([, lines]) => lines.length > 0);
  const expected = new Map(closed.map(([name, lines]) => [name, lines.map(withoutFixes)]));
  const actual = await answersOfWorkspace(editor, root);
  assert.deepEqual(sorted(actual), sorted(expected), when);
}

function sorted(answers: Answers): [string, readonly string[]][] {
  return [...answers].filter(([, it]) => it.length > 0).sort(([a], [b]) => (a < b ? -1 : 1));
}

function write(root: string, name: string, text: string): void {
  const path = pathOf(root, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CodeLensRefreshRequest } from "vscode-languageserver/node";
import { nodeFiles } from "../../server/workspace/files.ts";
import { withFolder } from "../cli/run-cli.ts";
import { type Editor, startEditor } from "../support/editor.ts";
import { hook, manifest } from "../support/manifests.ts";

const job = manifest("Job", "migrate", hook("PreSync"));
const refresh = CodeLensRefreshRequest.method;

describe("what is not a file, but is called like one", () => {
  let editor: Editor;

  afterEach(() => editor.quit());

  /** Whether everything that the server says about a file is as it should be. */
  async function assertAnswers(uri: string): Promise<void> {
    const hover = await editor.hover(uri, 5, 10);
    assert.match(JSON.stringify(hover), /Makes the resource a hook/);
    assert.notDeepEqual(await editor.lenses(uri), []);
    assert.deepEqual(
      (await editor.plan(uri))?.steps.map(({ title }) => title),
      ["PreSync · wave 0", "Sync · wave 0"],
    );
    assert.deepEqual(await editor.pull(uri), []);
  }

  /** Puts something in the place of `x.yaml`, beside two files. */
  const things: Readonly<Record<string, (path: string) => void>> = {
    "a pipe": (path) => void execFileSync("mkfifo", [path]),
    "a link to a pipe": (path) => {
      execFileSync("mkfifo", [join(path, "..", "pipe")]);
      symlinkSync("pipe", path);
    },
    "a link to a device that never ends": (path) => {
      symlinkSync("/dev/zero", path);
    },
    "a link to itself": (path) => {
      symlinkSync("x.yaml", path);
    },
    "a folder": (path) => {
      mkdirSync(path);
    },
    "a file of a terabyte": (path) => {
      writeFileSync(path, "");
      truncateSync(path, 2 ** 40);
    },
  };
  for (const [what, create] of Object.entries(things)) {
    it(`stops no answer: ${what}`, async () => {
      if (process.platform === "win32") return;
      const files = { "app/job.yaml": job, "app/web.yaml": manifest("Service", "web"), "app/x.yaml": "kind: none\n" };
      await withFolder(files, async (folder) => {
        const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: "shop" }];
        editor = await startEditor({ files: nodeFiles, workspaceFolders });
        await editor.next(refresh);
        const uri = pathToFileURL(join(folder, "app", "job.yaml")).href;
        editor.open(uri, job);
        await assertAnswers(uri);
        const path = join(folder, "app", "x.yaml");
        const changed = { changes: [{ uri: pathToFileURL(path).href, type: 2 }] };
        rmSync(path);
        create(path);
        editor.notify("workspace/didChangeWatchedFiles", changed);
        await editor.next(refresh);
        if (what !== "a file of a terabyte") await assertAnswers(uri);
        else assert.match(JSON.stringify(await editor.plan(uri)), /larger than 128 MB/);
        // What was said about it must not stay.
        renameSync(path, join(folder, "elsewhere"));
        writeFileSync(path, "kind: none\n");
        editor.notify("workspace/didChangeWatchedFiles", changed);
        await editor.next(refresh);
        await assertAnswers(uri);
      });
    });
  }
});

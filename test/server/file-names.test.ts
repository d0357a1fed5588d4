// People read the name of a file as they know it, and no URI or path of the disk.
import assert from "node:assert/strict";
import { CodeLensRefreshRequest } from "vscode-languageserver/node";
import {
  type PlanChange,
  planChangeRequest,
  planTextRequest,
  type WhatIf,
  whatIfRequest,
} from "../../server/protocol/index.ts";
import { type Editor, startEditor } from "../support/editor.ts";
import { memoryFiles } from "../support/memory-files.ts";

const twice = `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
---
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
`;
const failing = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    argocd.argoproj.io/sync-wave: 5
---
${twice}`;

/** What no person reads. */
const forMachines = ["id", "uri", "targetUri", "path", "task", "tasks", "needs", "ran", "failed", "running", "never"];

/** Every text of an answer that people read. */
function textsOf(value: unknown, field = ""): readonly string[] {
  if (typeof value === "string") return forMachines.includes(field) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap((item) => textsOf(item, field));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => textsOf(part, name));
}

/** All that the server says about a file. */
async function allSaid(editor: Editor, uri: string, text: string): Promise<readonly string[]> {
  const request = <Answer>(method: string, params: object): Promise<Answer> =>
    editor.connection.sendRequest<Answer>(method, params);
  const lines = text.split("\n");
  const hovers = [];
  for (const line of lines.keys()) hovers.push(await editor.hover(uri, line, 3));
  const view = await editor.plan(uri);
  assert.ok(view !== null);
  const tasks = view.steps.flatMap((step) => step.tasks.map(({ id }) => id));
  const whatIfs = await Promise.all(tasks.map((task) => request<WhatIf>(whatIfRequest, { uri, task })));
  return textsOf([
    ...[view, hovers, whatIfs, await editor.lenses(uri), await editor.pull(uri)],
    await request<string>(planTextRequest, { uri, format: "markdown" }),
    await request<string>(planTextRequest, { uri, format: "mermaid" }),
    await request<PlanChange>(planChangeRequest, { uri, before: [{ uri, text: twice }] }),
    (await editor.actions(uri, { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } })).map(
      ({ title }) => title,
    ),
  ]);
}

describe("what is said of a file", () => {
  for (const [uri, name] of [
    ["untitled:Untitled-1", "Untitled-1"],
    ["untitled:/work/not%20saved.yaml", "not saved.yaml"],
    ["vscode-vfs://github/shop/deploy/job%202.yaml", "job 2.yaml"],
    ["file:///work/shop/job.yaml", "shop"],
  ] as const) {
    for (const [what, text] of [
      ["a whole application", twice],
      ["one that fails", failing],
    ] as const) {
      it(`${uri}, ${what}, names it "${name}"`, async () => {
        const files = memoryFiles({ "/work/shop/job.yaml": text, "/work/shop/other.yaml": twice });
        const editor = await startEditor({ files, workspaceFolders: [{ uri: "file:///work", name: "work" }] });
        await editor.next(CodeLensRefreshRequest.method);
        editor.open(uri, text);
        const said = await allSaid(editor, uri, text);
        assert.equal((await editor.plan(uri))?.application.name, name);
        assert.deepEqual(
          said.filter((it) => /untitled:|vscode-vfs|file:\/\/|\/work\/|%20/.test(it)),
          [],
        );
        await editor.quit();
      });
    }
  }
});

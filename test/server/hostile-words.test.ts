// Whatever a name is, it does nothing in what the server tells an editor, and the editor gets back what it has to give back.
import assert from "node:assert/strict";
import { truncateSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CodeLensRefreshRequest } from "vscode-languageserver/node";
import {
  moveToWaveRequest,
  type PlanChange,
  planChangeRequest,
  plansRequest,
  planTextRequest,
  type PlanView,
  type WaveEdits,
  type WhatIf,
  whatIfRequest,
  type WorkspacePlans,
} from "../../server/protocol/index.ts";
import { nodeFiles } from "../../server/workspace/files.ts";
import { withFolder } from "../cli/run-cli.ts";
import { type Editor, startEditor } from "../support/editor.ts";
import {
  assertLabel,
  assertMarkdown,
  assertMermaid,
  assertShort,
  hostileApplication,
  hostileManifests,
  hostileWords,
} from "../support/hostile-words.ts";
import { memoryFiles } from "../support/memory-files.ts";

const path = "/work/shop/all.yaml";
const uri = "file:///work/shop/all.yaml";

/** Every text of an answer, with the name of the field that it is in. */
function textsOf(value: unknown, field = ""): readonly (readonly [field: string, text: string])[] {
  if (typeof value === "string") return [[field, value]];
  if (Array.isArray(value)) return value.flatMap((item) => textsOf(item, field));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => textsOf(part, name));
}

/** What no person reads. */
const exact = ["id", "uri", "task", "tasks", "needs", "ran", "failed", "running", "never", "path", "markdown"];

function assertAnswer(answer: unknown): void {
  for (const [field, text] of textsOf(answer)) if (!exact.includes(field)) assertShort(text);
}

for (const [what, word] of Object.entries(hostileWords)) {
  describe(`for an editor, a name that ${what}`, () => {
    let editor: Editor;
    const text = hostileManifests(word);

    beforeEach(async () => {
      const files = memoryFiles({
        [path]: text,
        "/work/application.yaml": hostileApplication(word, "shop"),
        "/work/second.yaml": hostileApplication("second", "shop"),
        "/work/.git/HEAD": "",
      });
      editor = await startEditor({ files, workspaceFolders: [{ uri: "file:///work", name: "work" }] });
      // The folder has been searched.
      await editor.next(CodeLensRefreshRequest.method);
      editor.open(uri, text);
    });
    afterEach(async () => {
      assert.deepEqual(editor.log, []);
      await editor.quit();
    });

    it("does nothing in what stands in the text", async () => {
      for (const { message, relatedInformation = [] } of await editor.pull(uri)) {
        assert.ok(typeof message === "string");
        assertShort(message);
        assert.ok(!message.includes("\n"));
        for (const related of relatedInformation) assertShort(related.message);
      }
      for (const { command } of await editor.lenses(uri)) assertLabel(command?.title ?? "");
      for (const [line, written] of text.split("\n").entries()) {
        if (!/^(?:kind| {2}name| {4}argocd)/.test(written)) continue;
        const hover = await editor.hover(uri, line, 3);
        if (hover !== null) assertMarkdown((hover.contents as { readonly value: string }).value);
      }
    });

    it("does nothing in what can be chosen", async () => {
      const lines = text.split("\n");
      const line = lines.findIndex((it) => it.includes("sync-wave"));
      for (const { label, detail = "", documentation } of await editor.complete(uri, line, 35)) {
        assertLabel(label);
        assertShort(detail);
        if (documentation !== undefined) assertMarkdown((documentation as { readonly value: string }).value);
      }
      const all = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
      for (const { title } of await editor.actions(uri, all)) assertLabel(title);
    });

    it("does nothing in plans, and answers to questions about them", async () => {
      const request = <Answer>(method: string, params?: object): Promise<Answer> =>
        editor.connection.sendRequest<Answer>(method, params);
      const { plans } = await request<WorkspacePlans>(plansRequest);
      assert.equal(plans.length, 2);
      assertAnswer(plans);
      for (const summary of plans) {
        const view = await editor.plan(summary.uri);
        assert.ok(view !== null);
        assertAnswer(view);
        assertMarkdown(await request(planTextRequest, { uri: summary.uri, format: "markdown" }));
        assertMermaid(await request(planTextRequest, { uri: summary.uri, format: "mermaid" }));
        await assertTasks(view, request);
        const before = [{ uri, text: null }];
        const change = await request<PlanChange>(planChangeRequest, { uri: summary.uri, before });
        assertAnswer(change);
        assertMarkdown(change.markdown);
      }
    });
  });
}

/** Every task of a plan is found by its id. */
async function assertTasks(
  view: PlanView,
  request: <Answer>(method: string, params: object) => Promise<Answer>,
): Promise<void> {
  for (const { id } of view.steps.flatMap(({ tasks }) => tasks)) {
    const answer = await request<WhatIf | null>(whatIfRequest, { uri: view.uri, task: id });
    assert.equal(answer?.task, id);
    assertAnswer(answer);
    assertMarkdown(answer.markdown);
    const edits = await request<WaveEdits | null>(moveToWaveRequest, { uri: view.uri, task: id, wave: "x".repeat(9) });
    assertShort(edits?.message ?? "");
  }
}

describe("a file that cannot be read, with a name that does everything", () => {
  it("is named in the log and in a message without doing anything", async () => {
    const name = "[Fix](command:x) $(error) \u202e\n\u001b[31m.yaml";
    await withFolder({ [name]: "" }, async (folder) => {
      truncateSync(join(folder, name), 128 * 1024 * 1024 + 1);
      const workspaceFolders = [{ uri: pathToFileURL(folder).href, name: "shop" }];
      const editor = await startEditor({ files: nodeFiles, workspaceFolders });
      const { message } = await editor.next<{ readonly message: string }>("window/showMessage");
      assertLabel(message);
      assert.equal(editor.log.length, 1);
      assertShort(editor.log[0] ?? "");
      assert.ok(!editor.log[0]?.includes("\n"));
      await editor.quit();
    });
  });
});

// What no editor should send is answered with the error of the protocol, or ignored with one line in the log.
import assert from "node:assert/strict";
import type { Message } from "../bench/framing.ts";
import { hook, manifest } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";
import { initialize, type RawEditor, startRawEditor } from "../support/raw-editor.ts";

const misspelt = manifest("Job", "migrate", hook("Presync"));
const uri = "file:///a/b.yaml";
const textDocument = { uri };
const start = { line: 0, character: 0 };
const range = { start, end: start };

const requests: Readonly<Record<string, object>> = {
  "textDocument/hover": { textDocument, position: start },
  "textDocument/completion": { textDocument, position: start },
  "textDocument/codeLens": { textDocument },
  "textDocument/inlayHint": { textDocument, range },
  "textDocument/codeAction": { textDocument, range, context: { diagnostics: [], only: ["refactor"] } },
  "textDocument/diagnostic": { textDocument },
  "workspace/diagnostic": { previousResultIds: [{ uri, value: "1" }] },
  "codeAction/resolve": { title: "Move", data: { uri, version: 1, ...range, id: "gone" } },
  "argocdAnnotations/plan": textDocument,
  "argocdAnnotations/planText": textDocument,
  "argocdAnnotations/planChange": { uri, before: [{ uri, text: null }] },
  "argocdAnnotations/render": textDocument,
  "argocdAnnotations/whatIf": { uri, task: "batch/Job:/migrate PreSync" },
  "argocdAnnotations/moveToWave": { uri, task: "batch/Job:/migrate PreSync", wave: "1" },
  "argocdAnnotations/shiftWaves": { uri, ...range, by: "1" },
  "argocdAnnotations/renumberWaves": { uri, step: "1" },
};

const notifications: Readonly<Record<string, object>> = {
  "textDocument/didOpen": { textDocument: { uri: "file:///a/c.yaml", languageId: "yaml", version: 1, text: "" } },
  "textDocument/didChange": { textDocument: { uri, version: 2 }, contentChanges: [{ range, text: "" }] },
  "textDocument/didSave": { textDocument },
  "textDocument/didClose": { textDocument: { uri: "file:///a/c.yaml" } },
  "workspace/didChangeWatchedFiles": { changes: [{ uri, type: 2 }] },
  "$/setTrace": { value: "off" },
  "$/cancelRequest": { id: 1 },
  "$/progress": { token: 1, value: {} },
  "window/workDoneProgress/cancel": { token: 1 },
};

/** What there is to put in the place of a value. */
const nonsense: readonly unknown[] = [undefined, null, "5", 5, -1, 1.5, true, [], [null], {}];

describe("a message that is malformed", () => {
  let editor: RawEditor;
  beforeEach(async () => {
    editor = startRawEditor(memoryFiles({ "/a/b.yaml": misspelt }));
    const options = {
      capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
    };
    await editor.ask("initialize", { ...initialize, ...options });
    editor.send({ method: "initialized", params: {} });
    editor.send({ method: "textDocument/didOpen", params: { textDocument: { uri, version: 1, text: misspelt } } });
  });

  const log = (): string[] =>
    editor.received
      .filter(({ method }) => method === "window/logMessage")
      .map(({ params }) => (params as { message: string }).message);

  /** The server serves: what is open has its lens. */
  async function assertServes(): Promise<void> {
    const { result } = await editor.ask("textDocument/codeLens", { textDocument });
    assert.equal((result as readonly unknown[] | undefined)?.length, 1);
  }

  for (const [bytes, code] of [
    ['Content-Length: 9\r\n\r\n{"method"', -32700],
    ["Content-Length: 2147483648\r\n\r\n", -32700],
    ['{"jsonrpc":"2.0","id":1,"method":"shutdown"}', -32700],
    ["Content-Length: 4\r\n\r\nnull", -32600],
    ["Content-Length: 2\r\n\r\n{}", -32600],
    ["Content-Length: 2\r\n\r\n[]", -32600],
    ['Content-Length: 8\r\n\r\n{"id":1}', undefined],
    ['Content-Length: 31\r\n\r\n{"id":{"a":1},"method":"exitus"}'.replace("31", "32"), -32600],
    ['Content-Length: 29\r\n\r\n{"id":null,"method":"exit...."}'.replace("29", "31"), -32600],
    ['Content-Length: 12\r\n\r\n{"method":5}', -32600],
  ] as const) {
    it(`gets one answer and does not hide the next: ${JSON.stringify(bytes)}`, async () => {
      editor.write(bytes);
      await assertServes();
      const refused = editor.received.filter(({ error }) => error !== undefined);
      assert.deepEqual(
        refused.map(({ id, error }) => ({ id, code: (error as { code?: number }).code })),
        code === undefined ? [] : [{ id: null, code }],
      );
    });
  }

  it("cannot be a request for ever: without its method it is refused by its id", async () => {
    assert.equal(errorOf(await editor.ask(5, {}))?.code, -32600);
    await assertServes();
  });

  for (const [method, params] of Object.entries(requests)) {
    it(`is refused as ${method}, and as it should be it is answered`, async () => {
      for (const [where, wrong] of variants(params)) {
        const error = errorOf(await editor.ask(method, wrong));
        if (error === undefined) continue;
        assert.equal(error.code, -32602, `${where}: ${JSON.stringify(wrong)} ${error.message}`);
        assert.match(error.message, /must be/);
      }
      for (const wrong of [null, 5, "x", [], [textDocument]]) {
        assert.equal(errorOf(await editor.ask(method, wrong))?.code, -32602);
      }
      assert.equal(errorOf(await editor.ask(method, params)), undefined);
      assert.deepEqual(log(), []);
      await assertServes();
    });
  }

  for (const [method, params] of Object.entries(notifications)) {
    it(`is ignored as ${method}, with one line in the log`, async () => {
      for (const wrong of [null, 5, "x", []]) {
        const before = log().length;
        editor.send({ method, params: wrong });
        await assertServes();
        assert.equal(log().length, before + 1, JSON.stringify(wrong));
        assert.match(log().at(-1) ?? "", /^\S+ is ignored: .+ must be .+\.$/);
      }
      for (const [, wrong] of variants(params)) {
        const before = log().length;
        editor.send({ method, params: wrong });
        // A change that is not malformed may leave a text without a lens: only the next answer counts.
        await editor.ask("textDocument/codeLens", { textDocument });
        assert.ok(log().length <= before + 1);
      }
      assert.ok(log().every((line) => !line.includes("Error")));
    });
  }
});

function errorOf({ error }: Message): { readonly code: number; readonly message: string } | undefined {
  return error as { readonly code: number; readonly message: string } | undefined;
}

/** The same value with one part of it missing, or with nonsense in its place; with where that is. */
function variants(value: unknown, where = ""): readonly (readonly [string, unknown])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => {
    const at = `${where}/${key}`;
    const inside = [...nonsense.map((it) => [at, it] as const), ...variants(part, at)];
    return inside.map(([place, other]) => [place, put(value, key, other)] as const);
  });
}

function put(value: object, key: string, part: unknown): unknown {
  if (Array.isArray(value)) return value.map((it: unknown, index) => (String(index) === key ? part : it));
  return { ...value, [key]: part };
}

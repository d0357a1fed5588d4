// After anything that an editor does very often, the next answer is right, and nothing is doubled or lost.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { CancellationTokenSource, type Diagnostic, type ResponseError } from "vscode-languageserver/node";
import { type Editor, type EditorOptions, startEditor } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

const misspelt = (name: string): string => manifest("Job", name, hook("Presync"));
const uriOf = (index: number, folder = "many"): string => `file:///${folder}/${index}/job.yaml`;
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);
const start = { line: 0, character: 0 };
const range = { start, end: { line: 9, character: 0 } };

describe("a server that is asked for much", () => {
  let editor: Editor;
  afterEach(() => editor.quit());

  const begin = async (options: EditorOptions = {}): Promise<void> => {
    editor = await startEditor(options);
  };

  it("shows the diagnostics of exactly what is open after 2,000 quick opens and closes", async () => {
    await begin({ capabilities: {} });
    const open = numbers(2000).filter((index) => index % 100 === 0);
    for (const index of numbers(2000)) {
      editor.open(uriOf(index), misspelt(`job-${index}`));
      if (!open.includes(index)) editor.close(uriOf(index));
    }
    const shown = await shownFor(editor, open);
    const fresh = await startEditor({ capabilities: {} });
    for (const index of open) fresh.open(uriOf(index), misspelt(`job-${index}`));
    assert.deepEqual(shown, await shownFor(fresh, open));
    await fresh.quit();
  });

  it("answers each of 300 cancelled requests once while 3,000 documents are open", async () => {
    await begin();
    for (const index of numbers(3000)) editor.open(uriOf(index), misspelt(`job-${index}`));
    const source = new CancellationTokenSource();
    const ask = (method: string, params: object): Promise<unknown> =>
      editor.connection
        .sendRequest(method, params, source.token)
        .catch((error: unknown) => (error as ResponseError).code);
    const requests = numbers(300).map((index) => {
      const uri = uriOf(index * 10);
      const textDocument = { uri };
      const context = { diagnostics: [] };
      const [method, params] = (
        [
          ["textDocument/hover", { textDocument, position: start }],
          ["textDocument/completion", { textDocument, position: start }],
          ["textDocument/codeLens", { textDocument }],
          ["textDocument/inlayHint", { textDocument, range }],
          ["textDocument/codeAction", { textDocument, range, context }],
          ["textDocument/diagnostic", { textDocument }],
          ["workspace/diagnostic", { previousResultIds: [] }],
          ["argocdAnnotations/plan", { uri }],
          ["argocdAnnotations/plans", {}],
          ["argocdAnnotations/planProblems", {}],
          ["argocdAnnotations/planText", { uri, format: "mermaid" }],
        ] as const
      )[index % 11] as readonly [string, object];
      return ask(method, params);
    });
    source.cancel();
    assert.deepEqual(new Set(await Promise.all(requests)), new Set([-32800]));
    assert.equal((await editor.lenses(uriOf(2999))).length, 1);
    assert.equal((await editor.pull(uriOf(2999))).length, 1);
    assert.deepEqual(editor.log, []);
  });

  it("shows what stands in the last of 10,000 edits of a burst", async () => {
    await begin({ capabilities: {} });
    const uri = "untitled:burst";
    editor.open(uri, manifest("ConfigMap", "a", wave("0")));
    const value = { start: { line: 5, character: 36 }, end: { line: 5, character: 36 } };
    for (const version of numbers(10_000))
      editor.change(uri, version + 2, { range: value, text: String(version % 10) });
    editor.change(uri, 20_000, { range: value, text: "x" });
    const { diagnostics } = await editor.published(({ version }) => version === 20_000);
    assert.match(JSON.stringify(diagnostics), /0x98765/);
    assert.equal(diagnostics.length, 1);
    assert.deepEqual((await editor.hover(uri, 5, 10))?.range?.start, { line: 5, character: 4 });
  });

  it("answers by the settings that are there when they change during requests", async () => {
    let severity = "off";
    await begin({ settings: () => ({ severity: { "hook-never-applied": severity } }) });
    for (const index of numbers(50)) editor.open(uriOf(index), misspelt(`job-${index}`));
    const answers: Promise<unknown>[] = [];
    for (const round of numbers(40)) {
      severity = ["hint", "off", "warning", "error"][round % 4] ?? "";
      answers.push(...numbers(50).map((index) => editor.pull(uriOf(index))));
      editor.notify("workspace/didChangeConfiguration", { settings: null });
    }
    await Promise.all(answers);
    const last = await Promise.all(numbers(50).map((index) => editor.pull(uriOf(index))));
    assert.deepEqual(
      last.map((found) => found.map((it) => it.severity)),
      numbers(50).map(() => [1]),
    );
  });

  it("knows the folders that are left when folders come and go during a search", async () => {
    const folders = numbers(30).map((index) => ({ uri: `file:///folder-${index}`, name: String(index) }));
    const files = numbers(30).flatMap((index) =>
      numbers(20).map((part) => [`/folder-${index}/${part}/job.yaml`, misspelt(`job-${part}`)] as const),
    );
    await begin({ files: memoryFiles(Object.fromEntries(files)), workspaceFolders: folders.slice(0, 10) });
    const change = (added: readonly object[], removed: readonly object[]): void => {
      editor.notify("workspace/didChangeWorkspaceFolders", { event: { added, removed } });
    };
    for (let time = 0; time < 5; time++) {
      change(folders.slice(10), folders.slice(0, 10));
      change(folders.slice(0, 10), folders.slice(10));
    }
    change(folders.slice(29), folders.slice(1, 10));
    const { plans } = await editor.connection.sendRequest<{ plans: { uri: string }[] }>("argocdAnnotations/plans");
    const expected = [0, 29].flatMap((index) => numbers(20).map((part) => `file:///folder-${index}/${part}`));
    assert.deepEqual(plans.map(({ uri }) => uri).sort(), expected.sort());
  });

  it("knows what is on disk after a storm of 10,000 files that changed", async () => {
    const texts = Object.fromEntries(
      numbers(500).map((index) => [`/many/${index}/job.yaml`, misspelt(`job-${index}`)]),
    );
    const settings = (): object => ({ validate: "workspace" });
    await begin({ files: memoryFiles(texts), workspaceFolders: [{ uri: "file:///many", name: "many" }], settings });
    const search = async (): Promise<unknown> => {
      const params = { previousResultIds: [] };
      const report = await editor.connection.sendRequest<{ items: { uri: string; items: Diagnostic[] }[] }>(
        "workspace/diagnostic",
        params,
      );
      return report.items
        .filter(({ items }) => items.length > 0)
        .map(({ uri }) => uri)
        .sort();
    };
    assert.equal(((await search()) as unknown[]).length, 500);
    for (const index of numbers(499)) texts[`/many/${index}/job.yaml`] = manifest("Job", "right", hook("PreSync"));
    const changes = numbers(10_000).map((index) => ({ uri: uriOf(index % 500), type: 2 }));
    for (const part of numbers(100)) {
      editor.notify("workspace/didChangeWatchedFiles", { changes: changes.slice(part * 100, part * 100 + 100) });
    }
    assert.deepEqual(await search(), [uriOf(499)]);
    assert.deepEqual(await editor.pull(uriOf(499)), []);
  });
});

it("a server that is used for long keeps its memory", () => {
  const rounds = join(import.meta.dirname, "..", "bench", "memory-rounds.ts");
  const heaps = JSON.parse(execFileSync(process.execPath, ["--expose-gc", rounds]).toString()) as number[];
  const [, , settled = 0] = heaps;
  const last = heaps.at(-1) ?? Infinity;
  assert.ok(last < settled + 2 * 1024 * 1024, `The heap grows from round to round, in bytes: ${heaps.join(", ")}`);
});

/** What an editor shows, once that is exactly the files with these numbers, and stays so. */
async function shownFor(editor: Editor, open: readonly number[]): Promise<ReadonlyMap<string, readonly Diagnostic[]>> {
  const expected = open.map((index) => uriOf(index)).sort();
  const isThere = (): boolean => [...editor.shown.keys()].sort().join() === expected.join();
  while (!isThere()) await editor.next("textDocument/publishDiagnostics");
  // Messages keep their order: what was on its way has come before this answer.
  await editor.lenses(expected[0] ?? "");
  assert.ok(isThere());
  return editor.shown;
}

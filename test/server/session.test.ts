import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { CancellationTokenSource, type ResponseError } from "vscode-languageserver/node";
import { type Editor, type EditorOptions, startEditor, vscodeCapabilities } from "../support/editor.ts";
import { hook, manifest } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";
import { walkFiles } from "../../server/workspace/walk/find.ts";
import { planRequest } from "../../server/protocol/index.ts";

const uri = "untitled:Untitled-1";
const misspelt = manifest("Job", "migrate", hook("Presync"));

describe("the server", () => {
  let editor: Editor;

  async function start(options: EditorOptions = {}): Promise<void> {
    editor = await startEditor(options);
  }

  afterEach(() => editor.quit());

  it("says what it can do", async () => {
    await start();
    const { capabilities, serverInfo } = editor.initialized;
    assert.deepEqual(serverInfo, { name: "argocd-annotations", version: "not built" });
    assert.deepEqual(capabilities.textDocumentSync, { openClose: true, change: 2, save: true });
    assert.deepEqual(capabilities.codeActionProvider, {
      codeActionKinds: [
        ...["quickfix", "source.fixAll.argocdAnnotations"],
        ...["refactor.rewrite", "refactor.rewrite.hook", "refactor.move"],
      ],
      resolveProvider: true,
    });
  });

  it("registers only what the editor can register", async () => {
    await start({ capabilities: {} });
    editor.open(uri, misspelt);
    await editor.published(() => true);
    assert.deepEqual(editor.received, ["textDocument/publishDiagnostics"]);
  });

  describe("settings", () => {
    it("hold for the files of their folder, and from the moment they change", async () => {
      const severities: Record<string, unknown> = { "file:///a/x.yaml": "hint", "file:///b/x.yaml": "off" };
      await start({ settings: (scope) => ({ severity: { "hook-never-applied": severities[scope] ?? "default" } }) });
      const severityOf = async (file: string) => (await editor.pull(file)).map(({ severity }) => severity);
      for (const file of ["file:///a/x.yaml", "file:///b/x.yaml", uri]) editor.open(file, misspelt);
      assert.deepEqual(await severityOf("file:///a/x.yaml"), [4]);
      assert.deepEqual(await severityOf("file:///b/x.yaml"), []);
      assert.deepEqual(await severityOf(uri), [1]);
      severities[uri] = "warning";
      editor.notify("workspace/didChangeConfiguration", { settings: null });
      await editor.next("workspace/diagnostic/refresh");
      assert.deepEqual(await severityOf(uri), [2]);
    });

    it("that make no sense are passed over with one message", async () => {
      await start({ settings: () => ({ severity: { "hook-never-applied": "loud", gone: "off" }, codeLens: 5 }) });
      editor.open(uri, misspelt);
      for (let time = 0; time < 3; time++) assert.equal((await editor.pull(uri))[0]?.severity, 1);
      assert.equal((await editor.lenses(uri)).length, 1);
      assert.equal(editor.log.length, 3);
      assert.match(editor.log[0] ?? "", /"hook-never-applied" is set to "loud"; use one of .* The default is used\.$/);
      assert.match(editor.log[1] ?? "", /there is no rule "gone"\. The default is used\.$/);
      assert.match(editor.log[2] ?? "", /codeLens is set to 5; use one of auto, always, off\./);
    });

    for (const value of [null, 5, "x", [], { severity: [], codeLens: "auto" }, { severity: null }]) {
      it(`of the form ${JSON.stringify(value)} are none`, async () => {
        await start({ settings: () => value });
        editor.open(uri, misspelt);
        assert.equal((await editor.pull(uri))[0]?.severity, 1);
      });
    }

    it("that cannot be read leave the defaults, and the log says why", async () => {
      await start({
        settings: () => {
          throw new Error("no settings today");
        },
      });
      editor.open(uri, misspelt);
      assert.equal((await editor.pull(uri))[0]?.severity, 1);
      assert.match(
        editor.log.join("\n"),
        /does not say which settings it has, so those that it sent or the defaults are used: .*no settings today/,
      );
    });
  });

  describe("when something goes wrong", () => {
    it("answers, logs and lives on", async () => {
      const disk = memoryFiles({ "/a/b.yaml": misspelt, "/a/c.yaml": misspelt });
      // No disk gives a number for a text: what reads it has a fault.
      const read = (path: string) => (path === "/a/c.yaml" ? Promise.resolve(5 as unknown as string) : disk.read(path));
      await start({ files: { ...disk, read } });
      editor.open("file:///a/b.yaml", misspelt);
      assert.equal(await editor.plan("file:///a"), null);
      assert.match(editor.log.join("\n"), /TypeError/);
      editor.open(uri, misspelt);
      assert.equal((await editor.pull(uri)).length, 1);
    });

    it("takes a disk that fails for an empty one", async () => {
      const files = {
        list: () => {
          throw new Error("the disk is on fire");
        },
        read: () => Promise.reject(new Error("the disk is on fire")),
      };
      await start({
        files: { ...files, unpack: files.read, walk: walkFiles(files) },
        workspaceFolders: [{ uri: "file:///a", name: "a" }],
      });
      editor.open("file:///a/b.yaml", misspelt);
      assert.equal((await editor.lenses("file:///a/b.yaml")).length, 1);
      editor.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: "file:///a/b.yaml", type: 2 }] });
      assert.equal((await editor.lenses("file:///a/b.yaml")).length, 1);
    });

    it("passes over edits of files that are not open, and messages that it does not know", async () => {
      await start();
      editor.change("untitled:nowhere", 2, { text: misspelt });
      editor.close("untitled:nowhere");
      editor.notify("argocdAnnotations/unknown", {});
      await assert.rejects(editor.connection.sendRequest("argocdAnnotations/unknown", {}), /Unhandled method/);
      assert.deepEqual(await editor.pull("untitled:nowhere"), []);
    });

    it("answers a request that is cancelled, and those that come after", async () => {
      const disk = memoryFiles({ "/a/b.yaml": misspelt });
      let answer = (): void => undefined;
      const held = new Promise<void>((resolve) => (answer = resolve));
      let asked = (): void => undefined;
      const listing = new Promise<void>((resolve) => (asked = resolve));
      const list = async (folder: string) => {
        asked();
        await held;
        return disk.list(folder);
      };
      await start({ files: { ...disk, list }, capabilities: vscodeCapabilities });
      const file = "file:///a/b.yaml";
      editor.open(file, misspelt);
      const source = new CancellationTokenSource();
      const request = editor.connection.sendRequest(
        "textDocument/codeLens",
        { textDocument: { uri: file } },
        source.token,
      );
      await listing;
      source.cancel();
      // Messages keep their order: once this is answered, the server knows of the cancellation.
      await editor.pull(file);
      answer();
      await assert.rejects(request, (error: ResponseError) => error.code === -32800);
      assert.equal((await editor.lenses(file)).length, 1);
      assert.deepEqual(editor.log, []);
    });

    it("computes nothing for a request that is cancelled before its turn", async () => {
      const disk = memoryFiles({ "/b/c.yaml": misspelt });
      const listed: string[] = [];
      const list = (folder: string) => {
        listed.push(folder);
        return disk.list(folder);
      };
      await start({ files: { ...disk, list }, capabilities: vscodeCapabilities });
      const source = new CancellationTokenSource();
      const request = editor.connection.sendRequest(planRequest, { uri: "file:///b" }, source.token);
      source.cancel();
      await assert.rejects(request, (error: ResponseError) => error.code === -32800);
      assert.equal(listed.length, 0);
      assert.ok(await editor.plan("file:///b"));
      assert.ok(listed.includes("/b"));
    });
  });
});

describe("the process of the server", () => {
  for (const [last, status] of [
    ["shutdown", 0],
    ["initialize", 1],
  ] as const) {
    it(`ends with ${status} when it is told to exit after "${last}"`, async () => {
      const main = join(import.meta.dirname, "..", "..", "server", "lsp", "main.ts");
      const child = spawn(process.execPath, [main, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
      const send = (message: object): void => {
        const body = JSON.stringify({ jsonrpc: "2.0", ...message });
        child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
      };
      send({ id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } });
      await once(child.stdout, "data");
      if (last === "shutdown") {
        send({ id: 2, method: "shutdown" });
        await once(child.stdout, "data");
      }
      send({ method: "exit" });
      assert.deepEqual(await once(child, "exit"), [status, null]);
    });
  }
});

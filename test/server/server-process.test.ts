// Every way in which the process of a server may end.
import assert from "node:assert/strict";
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { initialize, type ServerProcess, startServerProcess } from "../support/raw-editor.ts";
import { uriOfPath } from "../../server/workspace/uris.ts";

const root = join(import.meta.dirname, "..", "..");
const examples = join(root, "examples");
const workspace = { ...initialize, workspaceFolders: [{ uri: uriOfPath(examples), name: "examples" }] };

describe("the process of the server ends", () => {
  let server: ServerProcess;
  afterEach(() => server.child.kill("SIGKILL"));

  async function start(params: object = workspace): Promise<void> {
    server = startServerProcess();
    await server.ask("initialize", params);
    // Its worker searches the folder.
    server.send({ method: "initialized", params: {} });
  }

  async function assertEnd(code: number): Promise<void> {
    assert.deepEqual(await server.ended, [code, null]);
    assert.equal(server.complaints(), "");
  }

  it("with 1 on exit without initialize", async () => {
    server = startServerProcess();
    server.send({ method: "exit" });
    await assertEnd(1);
  });

  it("with 1 on exit after a shutdown that was refused", async () => {
    server = startServerProcess();
    await server.ask("shutdown");
    server.send({ method: "exit" });
    await assertEnd(1);
  });

  it("with 1 on exit without shutdown", async () => {
    await start();
    server.send({ method: "exit" });
    await assertEnd(1);
  });

  it("with 0 on exit after shutdown, also when the input ends right then", async () => {
    await start();
    server.send({ id: 9, method: "shutdown" });
    server.send({ method: "exit" });
    server.child.stdin?.end();
    await assertEnd(0);
  });

  it("with 1 when its input ends in the middle of its work", async () => {
    await start();
    for (let id = 10; id < 30; id++) server.send({ id, method: "argocdAnnotations/plans" });
    server.child.stdin?.end();
    await assertEnd(1);
  });

  it("with 1 when its input ends before anything was said", async () => {
    server = startServerProcess();
    server.child.stdin?.end();
    await assertEnd(1);
  });

  it("with 1 when the editor is gone in the middle of a message", async () => {
    await start();
    server.write('Content-Length: 500\r\n\r\n{"jsonrpc":"2.0","id":5,"meth');
    server.child.stdin?.destroy();
    await assertEnd(1);
  });

  it("with 1 when nobody reads its output any more", async () => {
    await start();
    server.child.stdout?.destroy();
    server.send({ id: 7, method: "textDocument/codeLens", params: { textDocument: { uri: "untitled:a" } } });
    await assertEnd(1);
  });

  it("with 1 when the process that it was told of is gone, even if its input stays open", async () => {
    const editor = spawn(process.execPath, ["--eval", ""]);
    await once(editor, "exit");
    await start({ ...workspace, processId: editor.pid });
    await assertEnd(1);
  });

  it("with 1 when the channel to the process that started it is closed", async () => {
    const main = join(root, "server", "lsp", "main.ts");
    const child = fork(main, ["--node-ipc"]);
    child.send({ jsonrpc: "2.0", id: 1, method: "initialize", params: workspace });
    await once(child, "message");
    child.disconnect();
    assert.deepEqual(await once(child, "exit"), [1, null]);
  });
});

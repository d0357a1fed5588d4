// Uses a server for some rounds, and writes the size of the heap after each of them, in bytes: `node --expose-gc memory-rounds.ts`.
import { PassThrough } from "node:stream";
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { connect, streamSource } from "../../server/lsp/connect.ts";
import { serve } from "../../server/lsp/server.ts";
import { vscodeCapabilities } from "../support/editor.ts";
import { hook, manifest } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

const files = 100;
const rounds = 8;
const uriOf = (index: number): string => `file:///many/${index}/job.yaml`;
// Long enough that texts which are kept forever are seen.
const textOf = (index: number): string =>
  `${manifest("Job", `job-${index}`, hook("Presync"))}${`# ${index} \n`.repeat(3000)}`;
const indices = Array.from({ length: files }, (_, index) => index);
const disk = memoryFiles(Object.fromEntries(indices.map((index) => [`/many/${index}/job.yaml`, textOf(index)])));
const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
serve(connect(streamSource(toServer), new StreamMessageWriter(toEditor)), disk);
// An editor that keeps nothing of what it is sent.
const editor = createMessageConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer));
editor.onRequest((method, params) =>
  method === "workspace/configuration" ? (params as { items: unknown[] }).items.map(() => null) : null,
);
editor.listen();
const workspaceFolders = [{ uri: "file:///many", name: "many" }];
await editor.sendRequest("initialize", { processId: null, capabilities: vscodeCapabilities, workspaceFolders });
await editor.sendNotification("initialized", {});

async function use(): Promise<void> {
  for (const index of indices) {
    const textDocument = { uri: uriOf(index), languageId: "yaml", version: 1, text: textOf(index) };
    await editor.sendNotification("textDocument/didOpen", { textDocument });
    const contentChanges = [{ text: textOf(index + 1) }];
    await editor.sendNotification("textDocument/didChange", {
      textDocument: { uri: uriOf(index), version: 2 },
      contentChanges,
    });
  }
  for (const index of indices) {
    const [uri, textDocument] = [uriOf(index), { uri: uriOf(index) }];
    await editor.sendRequest("textDocument/diagnostic", { textDocument });
    await editor.sendRequest("textDocument/codeLens", { textDocument });
    await editor.sendRequest("argocdAnnotations/plan", { uri });
    await editor.sendNotification("textDocument/didClose", { textDocument });
  }
  const changes = indices.map((index) => ({ uri: uriOf(index), type: 2 }));
  await editor.sendNotification("workspace/didChangeWatchedFiles", { changes });
  await editor.sendNotification("workspace/didChangeConfiguration", { settings: null });
  await editor.sendRequest("argocdAnnotations/plans");
}

const heaps: number[] = [];
for (let round = 0; round < rounds; round++) {
  await use();
  globalThis.gc?.();
  heaps.push(process.memoryUsage().heapUsed);
}
console.log(JSON.stringify(heaps));
await editor.sendRequest("shutdown");

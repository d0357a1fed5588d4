import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cli } from "./run-cli.ts";

function message(content: object): string {
  const text = JSON.stringify({ jsonrpc: "2.0", ...content });
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

describe("lsp", () => {
  it("serves an editor over standard input and output, and ends when told to", async () => {
    const child = spawn(process.execPath, [cli, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    try {
      let output = "";
      child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
      const messages = [
        { id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } },
        { method: "initialized", params: {} },
        { id: 2, method: "shutdown" },
        { method: "exit" },
      ];
      child.stdin.write(messages.map(message).join(""));
      const [status] = (await once(child, "close")) as [number | null];
      assert.match(output, /"capabilities":\{/);
      assert.equal(status, 0);
    } finally {
      child.kill();
    }
  });
});

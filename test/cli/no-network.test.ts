// The program opens no connection and starts no other program, unless it is asked to.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { lintFormats } from "../../server/cli/lint/outputs.ts";
import { planFormats } from "../../server/cli/option-tables.ts";
import { uriOfPath } from "../../server/workspace/uris.ts";
import { initialize, startServerProcess } from "../support/raw-editor.ts";
import { cli } from "./run-cli.ts";

const root = join(import.meta.dirname, "..", "..");
const example = join(root, "examples", "agent-platform");
const mistakes = join(root, "examples", "mistakes");
const guarded = ["--require", join(root, "test", "support", "no-network.cjs")];

/** The exit code of a program that is killed when it reaches for the network, and what it wrote. */
async function run(args: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn(process.execPath, [...guarded, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output };
}

describe("without network", () => {
  for (const reach of [
    'fetch("http://127.0.0.1:9")',
    'new WebSocket("ws://127.0.0.1:9")',
    'require("net").connect(9)',
    'new (require("net").Socket)().connect(9)',
    'require("net").createServer().listen()',
    'require("http").get("http://127.0.0.1:9").on("error", () => 0)',
    'require("dns").promises.lookup("localhost")',
    'require("dgram").createSocket("udp4")',
    'require("inspector").open(0)',
    'require("child_process").execFileSync(process.execPath, ["--version"])',
    'new (require("worker_threads").Worker)("fetch(\'http://127.0.0.1:9\')", { eval: true })',
  ]) {
    it(`the test would see ${reach}`, async () => {
      const { code, output } = await run(["--eval", `try { ${reach} } catch {}`]);
      assert.equal(code, null);
      assert.match(output, /^This may not happen: /);
    });
  }

  for (const format of lintFormats) {
    it(`lint writes its findings as ${format}`, async () => {
      const { code, output } = await run([cli, "lint", example, mistakes, "--format", format]);
      assert.equal(code, 1, output);
    });
  }

  for (const args of [...planFormats.map((format) => ["--format", format]), ["--what-if", "fail:Job/db-migration"]]) {
    it(`plan answers with ${args.join(" ")}`, async () => {
      const { code, output } = await run([cli, "plan", example, ...args]);
      assert.equal(code, 0, output);
      assert.match(output, /db-migration/);
    });
  }

  it("the server serves an editor, and has no socket but its standard streams", async () => {
    const server = startServerProcess([...guarded, cli, "lsp"]);
    const capabilities = {
      textDocument: { diagnostic: {} },
      workspace: { workspaceFolders: true, diagnostics: { refreshSupport: true } },
    };
    const workspaceFolders = [{ uri: uriOfPath(join(root, "examples")), name: "examples" }];
    const initializationOptions = { followsPlans: true };
    await server.ask("initialize", { ...initialize, capabilities, workspaceFolders, initializationOptions });
    server.send({ method: "initialized", params: {} });
    const position = { line: 5, character: 10 };
    for (const path of globSync(join(root, "examples", "**", "*.yaml"))) {
      const uri = uriOfPath(path);
      const textDocument = { uri };
      const text = readFileSync(path, "utf8");
      server.send({ method: "textDocument/didOpen", params: { textDocument: { uri, version: 1, text } } });
      const range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
      for (const [method, params] of [
        ["textDocument/diagnostic", { textDocument }],
        ["textDocument/hover", { textDocument, position }],
        ["textDocument/completion", { textDocument, position }],
        ["textDocument/codeLens", { textDocument }],
        [
          "textDocument/codeAction",
          { textDocument, range, context: { diagnostics: [], only: ["quickfix", "refactor"] } },
        ],
        ["argocdAnnotations/plan", { uri }],
        ["argocdAnnotations/render", { uri }],
      ] as const) {
        assert.equal((await server.ask(method, params)).error, undefined);
      }
      server.send({ method: "textDocument/didSave", params: { textDocument } });
    }
    await server.ask("workspace/diagnostic", { previousResultIds: [] });
    const { plans } = (await server.ask("argocdAnnotations/plans")).result as { readonly plans: readonly unknown[] };
    assert.ok(plans.length > 0);
    // Linux can tell from outside.
    if (process.platform === "linux") assert.deepEqual(socketsOf(server.child.pid ?? 0), []);
    await server.ask("shutdown");
    server.send({ method: "exit" });
    assert.deepEqual(await server.ended, [0, null], server.complaints());
  });
});

describe("the bundles", () => {
  const dist = join(root, "dist");
  const bundles = readdirSync(dist).filter((name) => /\.c?js$/.test(name));

  it("load no module that speaks with a network, but what declares the protocol has the transports that it could have", () => {
    const modules = /require\("(?:node:)?(net|tls|dgram|dns|dns\/promises|http|https|http2|inspector)"\)/g;
    const loaded = bundles.flatMap((name) =>
      [...readFileSync(join(dist, name), "utf8").matchAll(modules)].map(([, module = ""]) => `${name}: ${module}`),
    );
    assert.deepEqual(loaded, ["protocol.cjs: net"]);
  });

  it("call nothing that sends something", () => {
    for (const name of bundles) {
      const text = readFileSync(join(dist, name), "utf8");
      assert.doesNotMatch(
        text,
        /\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|createTelemetryLogger/,
        name,
      );
    }
  });

  it("name web addresses only to read, of documentation and of formats, and a proxy that leads nowhere", () => {
    const texts = bundles.map((name) => readFileSync(join(dist, name), "utf8"));
    const hosts = texts.flatMap((text) => [...text.matchAll(/\bhttps?:\/\/([\w.-]*\w)/g)].map(([, host = ""]) => host));
    assert.deepEqual([...new Set(hosts)].sort(), [
      "127.0.0.1",
      "app",
      "argo-cd.readthedocs.io",
      "argocd-image-updater.readthedocs.io",
      "argocd-operator.readthedocs.io",
      "example.com",
      "git.example.com",
      "github.com",
      "grafana.example.com",
      "json.schemastore.org",
      "kubernetes.default.svc",
      "production.example.com",
      "staging.example.com",
      "www.w3.org",
    ]);
  });
});

/** The sockets that a process has open besides its standard streams, which are sockets too if a program started it. */
function socketsOf(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fd`;
  const targetOf = (fd: string): string => {
    try {
      return readlinkSync(join(folder, fd));
    } catch {
      // It was closed in the meantime.
      return "";
    }
  };
  const standard = ["0", "1", "2"].map(targetOf);
  return readdirSync(folder)
    .map(targetOf)
    .filter((target) => target.startsWith("socket:") && !standard.includes(target));
}

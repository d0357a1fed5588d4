import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type FetchAnswer,
  fetchChartsRequest,
  forgetChartsRequest,
  type LackingChart,
  type LackingCharts,
  lackingChartsRequest,
  planRequest,
  type PlanView,
  trustedNotification,
} from "../../server/protocol/index.ts";
import { fetchChart } from "../../server/workspace/fetch-charts.ts";
import { nodeFiles } from "../../server/workspace/files.ts";
import { type Editor, startEditor, vscodeCapabilities } from "../support/editor.ts";
import { manifest } from "../support/manifests.ts";
import { packed } from "../support/packed.ts";
import { type StandIn, standIn } from "../support/stand-in-tool.ts";

const repository = "https://charts.example.com/stable";
const redis: LackingChart = { name: "redis", version: "^1.0.0", repository };

const chart = `apiVersion: v2
name: shop
version: 1.0.0
dependencies:
  - name: redis
    version: ^1.0.0
    repository: ${repository}
  - name: local
    version: 1.0.0
    repository: "@mine"
`;

function archive(name: string): Buffer {
  return packed([
    { name: `${name}/Chart.yaml`, content: `apiVersion: v2\nname: ${name}\nversion: 1.2.3\n` },
    { name: `${name}/templates/a.yaml`, content: manifest("Secret", `of-${name}`) },
  ]);
}

describe("charts of other repositories", () => {
  let tool: StandIn;
  let editor: Editor;
  let uri: string;
  let caches: string | undefined;

  beforeEach(() => {
    caches = process.env["HELM_REPOSITORY_CACHE"];
  });

  afterEach(async () => {
    await editor.quit();
    tool.remove();
    if (caches === undefined) delete process.env["HELM_REPOSITORY_CACHE"];
    else process.env["HELM_REPOSITORY_CACHE"] = caches;
  });

  const beside = (name: string): string => join(tool.folder, "..", name);

  /** Helm is a shell script that finds what it may fetch in `$charts`. */
  async function start(helm: string, initializationOptions: object = { trusted: true }): Promise<void> {
    tool = standIn({ "Chart.yaml": chart, "templates/a.yaml": manifest("Job", "own") }, {});
    const [bin, charts] = [beside("bin"), beside("charts")];
    mkdirSync(bin);
    mkdirSync(charts);
    writeFileSync(join(bin, "helm"), `#!/bin/sh\ncharts='${charts}'\n${helm}\n`, { mode: 0o755 });
    writeFileSync(join(charts, "redis-1.2.3.tgz"), archive("redis"));
    process.env["HELM_REPOSITORY_CACHE"] = beside("cache");
    await restart(initializationOptions);
  }

  async function restart(options: object): Promise<void> {
    const initializationOptions = {
      ...{ chartFolder: beside("store"), fetchChartsCommand: "fetch" },
      ...options,
    };
    editor = await startEditor({ files: nodeFiles, capabilities: vscodeCapabilities, initializationOptions });
    uri = pathToFileURL(join(tool.folder, "Chart.yaml")).toString();
    editor.open(uri, chart);
  }

  const lacking = (): Promise<LackingCharts> => editor.connection.sendRequest(lackingChartsRequest, { uri });
  const fetch = (charts: readonly LackingChart[]): Promise<FetchAnswer> =>
    editor.connection.sendRequest(fetchChartsRequest, { uri, charts });

  /** The names of its resources, and what it says besides. */
  async function plan(): Promise<{ readonly names: readonly string[]; readonly notices: readonly string[] }> {
    const { steps, notices } = await editor.connection.sendRequest<PlanView>(planRequest, { uri });
    return {
      names: steps.flatMap(({ tasks }) => tasks.map(({ name }) => name)),
      notices: notices.map(({ message, canFetch }) => `${canFetch ? "lacks: " : ""}${message}`),
    };
  }

  it("are fetched once the user agrees, kept over a restart, and forgotten", async () => {
    await start('echo "$@" > "$charts/words"; env > "$charts/env"; pwd > "$charts/pwd"; cp "$charts"/*.tgz .');
    const before = await plan();
    assert.deepEqual(before.names, ["own"]);
    assert.match(before.notices.join("\n"), /^lacks: The resources of the chart "redis" \^1\.0\.0 are not known/);
    const actions = await editor.actions(uri, { start: { line: 4, character: 12 }, end: { line: 4, character: 12 } });
    assert.deepEqual(
      actions.map(({ command }) => command),
      [{ title: "Fetch Chart Dependencies", command: "fetch", arguments: [uri, 4] }],
    );
    assert.deepEqual(await lacking(), { charts: [redis], program: join(beside("bin"), "helm") });
    // What nobody lacks is not fetched, whoever asks for it.
    assert.deepEqual(await fetch([{ ...redis, repository: "https://other.example.com" }]), { fetched: 0 });
    assert.deepEqual(readdirSync(beside("charts")), ["redis-1.2.3.tgz"]);
    assert.deepEqual(await fetch([redis]), { fetched: 1 });
    const kept = (name: string): string => readFileSync(join(beside("charts"), name), "utf8");
    assert.equal(kept("words"), `pull redis --repo=${repository} --version=^1.0.0\n`);
    assert.match(kept("env"), /^HELM_REPOSITORY_CONFIG=.*argocd-annotations-/m);
    assert.match(kept("env"), /^HELM_REPOSITORY_CACHE=.*argocd-annotations-/m);
    assert.ok(kept("pwd").startsWith(beside("store")));
    assert.deepEqual(readdirSync(tool.folder), ["Chart.yaml", "templates"]);
    assert.ok(!readdirSync(beside("store")).some((name) => name.startsWith("unfinished")));
    const after = await plan();
    assert.deepEqual(after.names, ["of-redis", "own"]);
    assert.match(after.notices[0] ?? "", /The chart "redis" 1\.2\.3 is the one that you had fetched from/);
    await editor.quit();
    await restart({ trusted: true });
    assert.deepEqual((await plan()).names, ["of-redis", "own"]);
    assert.match((await lacking()).message ?? "", /No chart of another repository is missing/);
    await editor.connection.sendRequest(forgetChartsRequest);
    assert.deepEqual(await plan(), before);
    assert.equal(existsSync(beside("store")), false);
  });

  it("are neither fetched nor read outside of a workspace that is not trusted", async () => {
    await start('cp "$charts"/*.tgz .', {});
    mkdirSync(beside("cache"));
    writeFileSync(join(beside("cache"), "redis-1.2.3.tgz"), archive("redis"));
    assert.deepEqual((await plan()).names, ["own"]);
    assert.match((await lacking()).message ?? "", /Trust the workspace/);
    assert.match((await fetch([redis])).message ?? "", /Trust the workspace/);
    assert.equal(existsSync(beside("store")), false);
    editor.notify(trustedNotification, undefined);
    const { names, notices } = await plan();
    assert.deepEqual(names, ["of-redis", "own"]);
    assert.match(notices[0] ?? "", /"redis" 1\.2\.3 is the one in the cache of Helm, ".*cache\/redis-1\.2\.3\.tgz"/);
  });

  it("that come into the cache of Helm are found when somebody asks", async () => {
    await start("exit 1");
    assert.deepEqual((await plan()).names, ["own"]);
    mkdirSync(beside("cache"));
    writeFileSync(join(beside("cache"), "redis-1.2.3.tgz"), archive("redis"));
    assert.match((await lacking()).message ?? "", /No chart of another repository is missing/);
    assert.deepEqual((await plan()).names, ["of-redis", "own"]);
  });

  it("say what Helm said where it fails, in short and without control characters", async () => {
    await start("printf 'Error: \\033[31mno %01000d\\nsuch chart' 7 >&2; exit 1");
    const { fetched, message = "" } = await fetch([redis]);
    assert.equal(fetched, 0);
    assert.match(message, /^Cannot fetch "redis": Error: /);
    assert.ok(message.length < 600 && !message.includes("\n") && !message.includes("\u001B"), message);
    assert.match((await plan()).notices.join("\n"), /^lacks: /);
  });

  it("are no charts where Helm fetches something else", async () => {
    await start("echo no > redis-1.2.3.tgz");
    assert.match(
      (await fetch([redis])).message ?? "",
      /Helm has fetched something that cannot be read as the chart "redis"/,
    );
    assert.deepEqual((await plan()).names, ["own"]);
  });

  it("need a Helm that is no part of the workspace", async () => {
    await start("exit 0");
    process.env["PATH"] = "";
    assert.match((await lacking()).message ?? "", /No "helm" is on the PATH: install it to fetch charts/);
    await editor.quit();
    await restart({ trusted: true, chartFolder: "relative" });
    assert.match((await lacking()).message ?? "", /named no folder/);
  });

  it("end a Helm that hangs or is cancelled, and take no word of a file for an option", async () => {
    // Far longer than the test may take: it ends only because Helm is ended.
    await start("sleep 1000 & wait");
    const place = { store: beside("store"), workspace: [] };
    const say = (): void => undefined;
    const late = await fetchChart(redis, place, { signal: new AbortController().signal, say, time: 100 });
    assert.match(JSON.stringify(late), /took longer than 0.1 seconds/);
    const controller = new AbortController();
    const soon = (): void => {
      setImmediate(() => {
        controller.abort();
      });
    };
    assert.match(JSON.stringify(await fetchChart(redis, place, { signal: controller.signal, say: soon })), /cancelled/);
    assert.ok(!readdirSync(beside("store")).some((name) => name.startsWith("unfinished")));
    const hostile: readonly Partial<LackingChart>[] = [
      { name: "--debug" },
      { name: "../../etc" },
      { repository: "--repo" },
      { repository: "file:///etc" },
      { repository: "https://x y" },
      { repository: "https://x/\u0000" },
      { repository: "https://ex\u202emoc.elpma" },
      { repository: "https://ex\u0430mple.com" },
      { version: "1\n2" },
    ];
    for (const part of hostile) {
      const refused = await fetchChart({ ...redis, ...part }, place, { signal: new AbortController().signal, say });
      assert.match(JSON.stringify(refused), /Helm cannot fetch a chart/);
    }
  });
});

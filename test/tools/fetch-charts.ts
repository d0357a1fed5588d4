/**
 * Has real Helm fetch a chart from a server on this machine, and says where what it fetched is not read as if it were in `charts`, or
 * where Helm left something behind.
 */
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { Applications } from "../../server/workspace/applications.ts";
import { chartStores } from "../../server/workspace/chart-stores.ts";
import { fetchChart } from "../../server/workspace/fetch-charts.ts";
import { nodeFiles } from "../../server/workspace/files.ts";
import { manifest } from "../support/manifests.ts";
import { packed } from "../support/packed.ts";
import { hasRealTools, realTools } from "./real-tools.ts";

const root = join(import.meta.dirname, "..", "..");

const archive = packed([
  { name: "redis/Chart.yaml", content: "apiVersion: v2\nname: redis\nversion: 1.2.3\n" },
  { name: "redis/templates/a.yaml", content: manifest("Secret", "of-redis") },
]);

const index = `apiVersion: v1
entries:
  redis:
    - { apiVersion: v2, name: redis, version: 2.0.0, urls: [redis-2.0.0.tgz] }
    - { apiVersion: v2, name: redis, version: 1.2.3, urls: [redis-1.2.3.tgz] }
`;

async function tryAll(): Promise<void> {
  const asked: string[] = [];
  const server = createServer(({ url = "", headers }, response) => {
    asked.push(`${url}${headers.authorization === undefined ? "" : " with a password"}`);
    if (url === "/index.yaml") response.end(index);
    else if (url === "/redis-1.2.3.tgz") response.end(archive);
    else response.writeHead(404).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const repository = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { PATH, HOME, HELM_REPOSITORY_CACHE } = process.env;
  for (const tools of realTools(root)) {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "fetch-")));
    const [home, app, store] = ["home", "app", "store"].map((name) => join(folder, name)) as [string, string, string];
    for (const it of [home, join(app, "templates")]) mkdirSync(it, { recursive: true });
    const needs = `dependencies: [{ name: redis, version: ^1.0.0, repository: "${repository}" }]`;
    writeFileSync(join(app, "Chart.yaml"), `apiVersion: v2\nname: app\nversion: 1.0.0\n${needs}\n`);
    // What the user keeps for Helm: this repository with a password.
    const config = join(home, ".config", "helm");
    mkdirSync(config, { recursive: true });
    const own = `apiVersion: ""\nrepositories: [{ name: own, url: "${repository}", username: me, password: secret }]\n`;
    writeFileSync(join(config, "repositories.yaml"), own);
    process.env["PATH"] = [tools, PATH].join(delimiter);
    process.env["HOME"] = home;
    process.env["HELM_REPOSITORY_CACHE"] = join(home, "cache");
    const [wanted, none] = ["^1.0.0", "^3.0.0"].map((version) => ({ name: "redis", version, repository }));
    const say = (): void => undefined;
    const options = { signal: new AbortController().signal, say };
    const place = { store, workspace: [app] };
    if (wanted === undefined || none === undefined) return;
    const result = await fetchChart(wanted, place, options);
    if (!("text" in result)) report(`${tools}: ${result.problem}`);
    const { application } = await namesIn(app, store);
    const names = application.members.map(({ resource }) => resource.name);
    if (names.join() !== "of-redis") report(`${tools}: the plan has ${names.join()}`);
    const failed = await fetchChart(none, place, options);
    if ("text" in failed) report(`${tools}: a version that does not exist was fetched`);
    const left = [...readdirSync(home), ...readdirSync(join(home, ".config")), ...readdirSync(config)].sort();
    if (left.join() !== ".config,helm,repositories.yaml") report(`${tools}: the home folder has ${left.join()}`);
    if (existsSync(join(app, "charts"))) report(`${tools}: something was written to the workspace`);
    if (readFileSync(join(config, "repositories.yaml"), "utf8") !== own) report(`${tools}: the configuration changed`);
    for (const url of asked.splice(0)) if (url.includes("password")) report(`${tools}: ${url} was asked for`);
    rmSync(folder, { recursive: true, force: true });
  }
  process.env["PATH"] = PATH;
  process.env["HOME"] = HOME;
  if (HELM_REPOSITORY_CACHE === undefined) delete process.env["HELM_REPOSITORY_CACHE"];
  else process.env["HELM_REPOSITORY_CACHE"] = HELM_REPOSITORY_CACHE;
  server.close();
  console.log(`Fetched a chart with ${realTools(root).length} versions of Helm.`);
}

async function namesIn(app: string, store: string): ReturnType<Applications["ofFolder"]> {
  const none = (): undefined => undefined;
  const stores = chartStores(store);
  const applications = new Applications(nodeFiles, none, undefined, { chartStores: () => stores });
  return applications.ofFolder(app);
}

function report(problem: string): void {
  console.error(problem);
  process.exitCode = 1;
}

if (hasRealTools) await tryAll();
else console.log("The tools from npm run on Linux on x64 only: nothing was fetched.");

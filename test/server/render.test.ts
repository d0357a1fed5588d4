import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { planRequest, type PlanView, renderRequest, trustedNotification } from "../../server/protocol/index.ts";
import { nodeFiles } from "../../server/workspace/files.ts";
import { render } from "../../server/workspace/render.ts";
import { type Editor, startEditor } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { type StandIn, standIn } from "../support/stand-in-tool.ts";

const kustomization = "resources: [web.yaml]\nconfigMapGenerator:\n- name: settings\n  literals: [a=b]\n";
const rendered = `${manifest("Service", "web", wave("7"))}---\n${manifest("ConfigMap", "settings-abcdefgh12")}---\n${manifest("Job", "made", hook("PreSync"))}`;

/** A program that prints a text. */
function printing(text: string): string {
  return `cat <<'END'\n${text}END`;
}

describe("rendering", () => {
  let tool: StandIn;
  let editor: Editor;

  afterEach(async () => {
    await editor.quit();
    tool.remove();
  });

  async function start(program: string, initializationOptions: object = { trusted: true }): Promise<string> {
    tool = standIn(
      { "kustomization.yaml": kustomization, "web.yaml": manifest("Service", "web") },
      { kustomize: program },
    );
    editor = await startEditor({ files: nodeFiles, initializationOptions });
    return open("web.yaml");
  }

  function open(name: string): string {
    const path = join(tool.folder, name);
    const uri = pathToFileURL(path).toString();
    editor.open(uri, readFileSync(path, "utf8"));
    return uri;
  }

  const ask = (uri: string): Promise<object> => editor.connection.sendRequest(renderRequest, { uri });

  /** Its steps, one line each, with the place of each resource. */
  async function planOf(
    uri: string,
  ): Promise<{ readonly rendered: string | undefined; readonly steps: readonly string[] }> {
    const view = await editor.connection.sendRequest<PlanView>(planRequest, { uri });
    const steps = view.steps.map(({ title, tasks }) => {
      const named = tasks.map(
        ({ name, location }) => `${name} ${location?.uri.split("/").at(-1) ?? ""}:${location?.line ?? ""}`,
      );
      return `${title}: ${named.join(", ")}`;
    });
    return { rendered: view.application.rendered, steps };
  }

  const asWritten = ["Sync · wave 0: settings-4h2mbtbbt6 kustomization.yaml:2, web web.yaml:0"];

  it("shows what the tool printed, where it is written, until a file changes, and again when that is undone", async () => {
    const uri = await start(printing(rendered));
    assert.deepEqual(await planOf(uri), { rendered: undefined, steps: asWritten });
    assert.deepEqual(await ask(uri), {});
    assert.match(editor.log.join("\n"), /Running ".*\/bin\/kustomize" in ".*\/files"\./);
    const asRendered = {
      rendered: "now",
      steps: [
        "PreSync · wave 0: made kustomization.yaml:0",
        "Sync · wave 0: settings-abcdefgh12 kustomization.yaml:2",
        "Sync · wave 7: web web.yaml:0",
      ],
    };
    assert.deepEqual(await planOf(uri), asRendered);
    assert.match((await editor.lenses(uri))[0]?.command?.title ?? "", /wave 7/);
    editor.change(uri, 2, { text: manifest("Service", "web", wave("1")) });
    const changed = await planOf(uri);
    assert.equal(changed.rendered, "before");
    assert.equal(changed.steps[1], "Sync · wave 1: web web.yaml:0");
    editor.change(uri, 3, { text: manifest("Service", "web") });
    assert.deepEqual(await planOf(uri), asRendered);
  });

  it("is outdated by a change in a file that it did not keep, even if that file is deleted", async () => {
    const uri = await start(printing(rendered));
    const [many, last] = [join(tool.folder, "many"), join(tool.folder, "values", "last.txt")];
    mkdirSync(many);
    for (let index = 0; index < 600; index++) writeFileSync(join(many, `${index}.txt`), "");
    mkdirSync(join(tool.folder, "values"));
    writeFileSync(last, "");
    await ask(uri);
    assert.equal((await planOf(uri)).rendered, "now");
    rmSync(last);
    const changes = [{ uri: pathToFileURL(last).toString(), type: 3 }];
    editor.notify("workspace/didChangeWatchedFiles", { changes });
    assert.equal((await planOf(uri)).rendered, "before");
  });

  it("shows why the tool refused at the file that it names", async () => {
    const uri = await start("echo 'Error: web.yaml:2: a tab is not allowed' >&2; exit 1");
    assert.match(JSON.stringify(await ask(uri)), /Cannot render .*a tab is not allowed/);
    const refusal = (await editor.pull(uri)).find(({ code }) => code === "render-failed");
    assert.equal(refusal?.source, "argocd");
    assert.equal(refusal.range.start.line, 1);
    assert.match(JSON.stringify(refusal.message), /cannot sync .*a tab is not allowed/);
    assert.deepEqual(await editor.pull(open("kustomization.yaml")), []);
    editor.change(uri, 2, { text: manifest("Service", "web", wave("1")) });
    assert.deepEqual(
      (await editor.pull(uri)).filter(({ code }) => code === "render-failed"),
      [],
    );
  });

  it("runs nothing before the workspace is trusted", async () => {
    const uri = await start(printing(rendered), {});
    assert.match(JSON.stringify(await ask(uri)), /Trust the workspace/);
    assert.deepEqual(await planOf(uri), { rendered: undefined, steps: asWritten });
    editor.notify(trustedNotification, undefined);
    assert.deepEqual(await ask(uri), {});
    assert.equal((await planOf(uri)).rendered, "now");
  });

  it("runs no tool of the workspace, and fetches nothing", async () => {
    tool = standIn({ "kustomization.yaml": kustomization }, { kustomize: "touch ../pwned" });
    const { folder } = tool;
    process.env["PATH"] = join(folder, "..", "bin");
    const workspaceFolders = [{ uri: pathToFileURL(join(folder, "..")).toString(), name: "all" }];
    editor = await startEditor({ files: nodeFiles, initializationOptions: { trusted: true }, workspaceFolders });
    assert.match(JSON.stringify(await ask(open("kustomization.yaml"))), /nothing that is in a repository is run on it/);
    await editor.quit();
    editor = await startEditor({ files: nodeFiles, initializationOptions: { trusted: true } });
    writeFileSync(join(folder, "kustomization.yaml"), "resources: [web.yaml, 'https://example.com/x.yaml']\n");
    const uri = open("kustomization.yaml");
    assert.match(JSON.stringify(await ask(uri)), /on another machine: nothing is fetched/);
    assert.equal(existsSync(join(folder, "..", "pwned")), false);
  });

  it("says so where no tool is there, and where there is nothing to render", async () => {
    const uri = await start(printing(rendered));
    process.env["PATH"] = "";
    assert.match(JSON.stringify(await ask(uri)), /Neither \\"kustomize\\" nor \\"kubectl\\" is on the PATH/);
    editor.open("untitled:one", manifest("Service", "web"));
    assert.match(JSON.stringify(await ask("untitled:one")), /Nothing to render/);
  });

  it("ends the tool and all that it has started when it takes too long, or is cancelled", async () => {
    // Far longer than the test may take: it ends only because the tool is ended.
    await start("sleep 1000 & wait");
    const command = { tools: [["kustomize", "build", "."]], input: "" } as const;
    const place = { folder: tool.folder, root: tool.folder, workspace: [] };
    const options = { network: "blocked", say: (): void => undefined } as const;
    const late = await render(place, command, { ...options, signal: new AbortController().signal, time: 100 });
    assert.match(JSON.stringify(late), /took longer than 0.1 seconds/);
    const controller = new AbortController();
    const say = (): void => {
      setImmediate(() => {
        controller.abort();
      });
    };
    const running = render(place, command, { ...options, signal: controller.signal, say });
    assert.match(JSON.stringify(await running), /cancelled/);
  });
});

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { nodeFiles } from "../../server/workspace/files.ts";
import { type Editor, startEditor } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";

describe("an editor that watches no files", () => {
  let editor: Editor;
  let folder: string;

  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return pathToFileURL(join(folder, name)).href;
  };

  /** Asks for the lens of a file until it has a title, as an editor does when its user goes on. */
  async function titled(uri: string, wanted: RegExp): Promise<void> {
    for (;;) {
      const [lens] = await editor.lenses(uri);
      if (wanted.test(lens?.command?.title ?? "")) return;
      await setTimeout(50);
    }
  }

  beforeEach(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "unwatched-")));
    write("migrate.yaml", manifest("Job", "migrate", wave("1")));
    const uri = write("web.yaml", manifest("Service", "web", wave("2")));
    editor = await startEditor({ capabilities: {}, files: nodeFiles, roots: { rootUri: pathToFileURL(folder).href } });
    editor.open(uri, manifest("Service", "web", wave("2")));
    await titled(uri, /2nd of 2$/);
  });

  afterEach(async () => {
    await editor.quit();
    rmSync(folder, { recursive: true });
  });

  it("sees in its next lens that a neighbour changed, came or went", async () => {
    const uri = pathToFileURL(join(folder, "web.yaml")).href;
    write("migrate.yaml", manifest("Job", "migrate", wave("5")));
    await titled(uri, /1st of 2$/);
    write("seed.yaml", manifest("Job", "seed", wave("0")));
    await titled(uri, /2nd of 3$/);
    rmSync(join(folder, "migrate.yaml"));
    await titled(uri, /2nd of 2$/);
  });

  it("sees that a file changed which only a template reads", async () => {
    for (const name of ["chart/templates", "chart/conf"]) mkdirSync(join(folder, name), { recursive: true });
    write("chart/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
    write("chart/conf/wave.toml", "3");
    const text = manifest("Job", "seed", wave("{{ .Files.Get `conf/wave.toml` }}"));
    const uri = write("chart/templates/job.yaml", text);
    editor.open(uri, text);
    await titled(uri, /wave 3\b/);
    write("chart/conf/wave.toml", "17");
    await titled(uri, /wave 17\b/);
  });

  it("is sent the findings that a change on disk makes once its user types", async () => {
    const uri = pathToFileURL(join(folder, "job.yaml")).href;
    const job = manifest("Job", "hook", hook("PreSync")).replace("spec:", "spec: # ");
    write("job.yaml", job);
    editor.open(uri, job);
    await titled(uri, /./);
    write("twin.yaml", job);
    const isFound = (): boolean => JSON.stringify(editor.shown.get(uri) ?? []).includes("twin.yaml");
    for (let version = 2; !isFound(); version++) {
      editor.change(uri, version, { text: `${job}# ${version}\n` });
      await setTimeout(50);
    }
  });
});

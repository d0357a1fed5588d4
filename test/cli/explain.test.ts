import assert from "node:assert/strict";
import { join } from "node:path";
import { hangingHook, hookResult, liveText } from "../support/live-applications.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { runCli, withFolder } from "./run-cli.ts";

const hanging = liveText({ ...hangingHook, results: [hookResult("Job", "migrate", "PreSync")], resources: [] });
const manifests = {
  "deploy/job.yaml": manifest("Job", "migrate", { ...hook("PreSync"), ...wave("-1") }),
  "deploy/web.yaml": manifest("ConfigMap", "settings"),
};

describe("explain", () => {
  it("says where the sync stands, from a file and from standard input", async () => {
    await withFolder({ "live.json": hanging }, async (cwd) => {
      const { status, stdout, stderr } = await runCli(["explain", "live.json"], { cwd });
      assert.deepEqual([status, stderr], [0, ""]);
      const [title, outcome] = stdout.split("\n");
      assert.equal(title, "Where does the sync of shop stand?");
      assert.equal(outcome, "  The sync waits in PreSync for Job migrate to finish.");
      assert.deepEqual(await runCli(["explain", "-"], { cwd, input: hanging }), { status, stdout, stderr });
    });
  });

  it("takes the order of the manifests in the repository around the current folder, or where it is told to", async () => {
    await withFolder({ ".git/HEAD": "ref: refs/heads/main\n", ...manifests, "apart/.keep": "" }, async (cwd) => {
      const outcome = /^ {2}The sync waits in PreSync, wave -1, for Job migrate to finish\.$/m;
      const inside = await runCli(["explain", "-"], { cwd: join(cwd, "deploy"), input: hanging });
      assert.match(inside.stdout, outcome);
      await withFolder({}, async (elsewhere) => {
        const named = await runCli(["explain", "-", "--manifests", join(cwd, "deploy")], {
          cwd: elsewhere,
          input: hanging,
        });
        assert.match(named.stdout, outcome);
        assert.match(named.stdout, /^ {4}ConfigMap settings: not yet$/m);
      });
    });
  });

  it("says that the manifests are of another commit than the sync, wherever it finds them", async () => {
    const head = "9a7b5c3d1e0f2a4b6c8d0e1f3a5b7c9d1e3f5a7b";
    const git = { ".git/HEAD": "ref: refs/heads/main\n", ".git/refs/heads/main": `${head}\n` };
    await withFolder({ ...git, ...manifests }, async (cwd) => {
      const said = /^ {2}The manifests here are of commit 9a7b5c3, and the sync is of 1f0c9b7,/m;
      for (const args of [[], ["--manifests", "deploy"], ["--manifests", join("deploy", "job.yaml")]])
        assert.match((await runCli(["explain", "-", ...args], { cwd, input: hanging })).stdout, said);
    });
  });

  it("writes JSON and Markdown", async () => {
    await withFolder({}, async (cwd) => {
      const json = await runCli(["explain", "-", "--format", "json"], { cwd, input: hanging });
      const { version, explanation } = JSON.parse(json.stdout) as {
        readonly version: number;
        readonly explanation: { readonly state: string; readonly steps: readonly { readonly title: string }[] };
      };
      assert.deepEqual([version, explanation.state, explanation.steps[0]?.title], [1, "waiting", "PreSync"]);
      const markdown = await runCli(["explain", "-", "--format", "markdown"], { cwd, input: hanging });
      assert.match(markdown.stdout, /^## Where does the sync of shop stand\?\n/);
    });
  });

  it("exits with 2 where there is nothing to explain, and says why in a line", async () => {
    await withFolder({ "web.yaml": manifest("ConfigMap", "web"), "live.json": hanging }, async (cwd) => {
      const cases: readonly (readonly [args: readonly string[], complaint: RegExp])[] = [
        [["web.yaml"], /Cannot explain "web\.yaml"\. The text has no Argo CD Application, only ConfigMap web: /],
        [["missing.yaml"], /Cannot read "missing\.yaml": /],
        [["live.json", "--manifests", "missing"], /Cannot read "missing": /],
      ];
      for (const [args, complaint] of cases) {
        const { status, stdout, stderr } = await runCli(["explain", ...args], { cwd });
        assert.deepEqual([status, stdout], [2, ""], stderr);
        assert.match(stderr, complaint);
        assert.equal(stderr.trimEnd().split("\n").length, 1);
      }
    });
  });

  it("shows nothing of a hostile status that would control the terminal", async () => {
    const nasty = "x\u001b[2J\r\u202ey";
    const input = liveText({
      metadata: { name: nasty },
      state: { phase: "Error", message: nasty },
      results: [hookResult("Job", nasty, "PreSync", { hookPhase: "Failed", message: nasty })],
    });
    const { stdout } = await runCli(["explain", "-"], { input });
    for (const unseen of ["\u001b", "\r", "\u202e"]) assert.ok(!stdout.includes(unseen), stdout);
    assert.ok(stdout.includes("\\u{1b}"));
  });
});

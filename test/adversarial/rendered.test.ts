// Rendered manifests that name many charts inside each other, in a repository with many charts of that name.
import assert from "node:assert/strict";
import { runCli, withFolder } from "../cli/run-cli.ts";
import { annotated, repeat } from "./hostile-texts.ts";

const charts = Object.fromEntries(
  Array.from({ length: 2000 }, (_, index) => [
    [`c${index}/Chart.yaml`, "name: a\n"],
    [`c${index}/templates/web.yaml`, "a: b\n"],
  ]).flat(),
) as Readonly<Record<string, string>>;

describe("lint of rendered manifests", () => {
  it("answers, however many charts their templates may be of", async () => {
    const source = (index: number): string => `c${index}/${"charts/a/".repeat(100)}templates/web.yaml`;
    const stream = repeat(
      1000,
      (index) =>
        `---\n# Source: ${source(index)}\n${annotated('    argocd.argoproj.io/sync-wave: "x"\n', `c${index}`)}`,
    );
    await withFolder({ ".git/HEAD": "ref: refs/heads/main\n", ...charts }, async (cwd) => {
      const { stdout } = await runCli(["lint", "--format", "concise", "-"], { cwd, input: stream });
      assert.match(stdout, /^-:8:\d+ error .* from c0\/charts\/a\//m);
      assert.match(stdout, /^1000 errors in 1 of 1 file\./m);
    });
  });
});

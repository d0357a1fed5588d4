// What lint says of what Helm and kustomize have rendered: from which template or manifest it comes.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { job, runCli, withFolder } from "./run-cli.ts";

const misspelt = (name: string): string => job(name, { hook: "presync" });

interface Rendered {
  readonly findings: readonly { readonly source?: { readonly name: string; readonly file?: string } }[];
}

/** What JSON says of the source of each finding. */
async function sourcesOf(input: string, cwd: string): Promise<unknown> {
  const { stdout } = await runCli(["lint", "--format", "json", "-"], { cwd, input });
  return (JSON.parse(stdout) as Rendered).findings.map(({ source }) => source);
}

describe("lint of what is rendered", () => {
  const repository = {
    ".git/HEAD": "ref: refs/heads/main\n",
    "charts/shop/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
    "charts/shop/templates/load.yaml": "{{ .Values.x }}\n",
    "charts/other/Chart.yaml": "apiVersion: v2\nname: other\nversion: 1.0.0\n",
    "charts/other/templates/load.yaml": "{{ .Values.x }}\n",
    "base/kustomization.yaml": "resources: [job.yaml]\n",
    "base/job.yaml": misspelt("load"),
    "overlays/prod/kustomization.yaml": "resources: [../../base]\n",
    "overlays/dev/kustomization.yaml": "resources: [../../base]\n",
  };
  const helm = (path: string): string => `---\n# Source: ${path}\n${misspelt("load")}`;
  const kustomize = (origin: string): string =>
    `${misspelt("load")}    config.kubernetes.io/origin: |\n${origin.replace(/^/gm, "      ")}\n`;

  it("names the template of Helm, as a path in the repository where the chart is there", async () => {
    await withFolder(repository, async (cwd) => {
      const file = join("charts", "shop", "templates", "load.yaml");
      const other = join("charts", "other", "templates", "load.yaml");
      const paths = [
        "shop/templates/load.yaml",
        "umbrella/charts/other/templates/load.yaml",
        "gone/templates/load.yaml",
      ];
      assert.deepEqual(await sourcesOf(paths.map(helm).join(""), cwd), [
        { name: paths[0], file },
        { name: paths[1], file: other },
        { name: paths[2] },
      ]);
      const within = await sourcesOf(helm("shop/templates/load.yaml"), join(cwd, "charts", "shop"));
      assert.deepEqual(within, [{ name: paths[0], file: join("templates", "load.yaml") }]);
    });
  });

  it("names the manifest of kustomize, and not one of another repository", async () => {
    await withFolder(repository, async (cwd) => {
      const file = join("base", "job.yaml");
      assert.deepEqual(await sourcesOf(kustomize("path: ../../base/job.yaml"), cwd), [
        { name: "../../base/job.yaml", file },
      ]);
      const remote = "path: base/job.yaml\nrepo: https://github.com/a/b\nref: main";
      assert.deepEqual(await sourcesOf(kustomize(remote), cwd), [{ name: "base/job.yaml in https://github.com/a/b" }]);
      assert.deepEqual(await sourcesOf(kustomize("path: ../../../etc/job.yaml"), cwd), [
        { name: "../../../etc/job.yaml" },
      ]);
    });
  });

  it("guesses nothing: two charts of a name, other comments, a folder without a repository", async () => {
    const twice = { ...repository, "copy/Chart.yaml": "name: shop\n", "copy/templates/load.yaml": "a: b\n" };
    await withFolder(twice, async (cwd) => {
      assert.deepEqual(await sourcesOf(helm("shop/templates/load.yaml"), cwd), [{ name: "shop/templates/load.yaml" }]);
      for (const comment of ["https://example.org/templates/a.yaml", "../templates/a.yaml", "a.yaml"])
        assert.deepEqual(await sourcesOf(helm(comment), cwd), [undefined], comment);
      const late = `${misspelt("load")}# Source: shop/templates/load.yaml\n`;
      assert.deepEqual(await sourcesOf(late, cwd), [undefined]);
    });
    await withFolder({ "shop/Chart.yaml": "name: shop\n", "shop/templates/load.yaml": "a: b\n" }, async (cwd) => {
      mkdirSync(join(cwd, "empty"));
      assert.deepEqual(await sourcesOf(helm("shop/templates/load.yaml"), cwd), [{ name: "shop/templates/load.yaml" }]);
    });
  });

  it("says so in every format that has a place for it", async () => {
    await withFolder(repository, async (cwd) => {
      const input = helm("shop/templates/load.yaml");
      const lint = async (format: string): Promise<string> =>
        (await runCli(["lint", "--format", format, "-"], { cwd, input })).stdout;
      const path = "charts/shop/templates/load.yaml";
      for (const format of ["text", "concise"])
        assert.match(
          await lint(format),
          /^-:8:\d+ error .* \(hook-never-applied\) from charts.shop.templates.load\.yaml$/m,
        );
      assert.ok((await lint("github")).startsWith(`::error file=${path},title=hook-never-applied::`));
      const [issue] = JSON.parse(await lint("gitlab")) as { location: object }[];
      assert.deepEqual(issue?.location, { path, lines: { begin: 1, end: 1 } });
      const sarif = JSON.parse(await lint("sarif")) as {
        runs: { results: { relatedLocations?: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[];
      };
      const related = sarif.runs[0]?.results[0]?.relatedLocations?.map(
        ({ physicalLocation: it }) => it.artifactLocation.uri,
      );
      assert.deepEqual(related, [path]);
    });
  });
});

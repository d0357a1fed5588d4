// What plan --against says of applications that a commit had and that nothing deploys any more.
import assert from "node:assert/strict";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { git, hasGit } from "../support/git-files.ts";
import { commitAll } from "./lint-runs.ts";
import { configMap, runCli, withFolder } from "./run-cli.ts";

function application(name: string, path: string, repository = "https://example.com/shop.git"): string {
  const finalizers = "  finalizers: [resources-finalizer.argocd.argoproj.io]\n";
  return `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: ${name}\n${finalizers}spec:\n  source: {repoURL: "${repository}", path: ${path}}\n`;
}

interface Changes {
  readonly applications: readonly {
    readonly name: string;
    readonly isDeleted: boolean;
    readonly notes: readonly string[];
    readonly changes: readonly { readonly id: string; readonly danger: string | null }[];
    readonly problems: readonly object[];
  }[];
}

describe("plan --against, where an application is gone", () => {
  const files = {
    "argo/api.yaml": application("api", "apps/api"),
    "argo/web.yaml": application("web", "apps/web"),
    "argo/other.yaml": application("other", "apps/api", "https://example.com/elsewhere.git"),
    "apps/api/a.yaml": configMap("a"),
    "apps/web/w.yaml": configMap("w"),
    "alone/b.yaml": configMap("b"),
  };

  async function changesAfter(
    change: (cwd: string) => void,
    check: (changed: (...paths: readonly string[]) => Promise<readonly string[]>, cwd: string) => Promise<void>,
    start: Readonly<Record<string, string>> = files,
  ): Promise<void> {
    if (!hasGit()) return;
    await withFolder(start, async (cwd) => {
      git(cwd, "init", "--quiet");
      git(cwd, "remote", "add", "origin", "https://example.com/shop.git");
      commitAll(cwd);
      change(cwd);
      await check(async (...paths) => {
        const args = ["plan", "--against", "HEAD", "--format", "json", ...paths];
        const { stdout, stderr } = await runCli(args, { cwd });
        assert.equal(stderr, "");
        const { applications } = JSON.parse(stdout) as Changes;
        return applications
          .filter(({ notes, changes }) => notes.length + changes.length > 0)
          .map(({ name, isDeleted, notes: [note = ""], changes }) => {
            const words = note.split(/[:,.]/, 1).join("");
            return `${isDeleted ? "deleted " : ""}${name}: ${words} ${changes.map(({ id, danger }) => `${id} ${danger}`).join()}`;
          });
      }, cwd);
    });
  }

  const deleted = "deleted api: It is no longer in the repository /ConfigMap:/a deleted";

  it("names an Application that was deleted, whichever folder is asked about", async () => {
    await changesAfter(
      (cwd) => {
        rmSync(join(cwd, "argo/api.yaml"));
      },
      async (changed) => {
        for (const path of [".", "apps", "apps/api"]) assert.deepEqual(await changed(path), [deleted], path);
        assert.deepEqual((await changed("argo"))[0], deleted);
        assert.deepEqual(await changed("apps/web"), []);
      },
    );
  });

  it("names one that was renamed, and none whose file or folder has moved with it", async () => {
    await changesAfter(
      (cwd) => {
        writeFileSync(join(cwd, "argo/api.yaml"), application("api2", "apps/api"));
        renameSync(join(cwd, "apps/web"), join(cwd, "apps/moved"));
        rmSync(join(cwd, "argo/web.yaml"));
        writeFileSync(join(cwd, "argo/web-app.yaml"), application("web", "apps/moved"));
      },
      async (changed) => {
        assert.deepEqual(await changed("."), [deleted]);
      },
    );
  });

  it("says what a change of an Application object costs, and who deploys what has moved", async () => {
    await changesAfter(
      (cwd) => {
        const moved = `${application("web", "apps/web")}  destination: {name: edge}\n`;
        writeFileSync(join(cwd, "argo/web.yaml"), moved);
        rmSync(join(cwd, "apps/web/w.yaml"));
        writeFileSync(join(cwd, "apps/web/w2.yaml"), configMap("w2"));
        writeFileSync(join(cwd, "argo/api.yaml"), application("api2", "apps/api"));
      },
      async (_, cwd) => {
        const { stdout } = await runCli(["plan", "--against", "HEAD", "--format", "markdown", "."], { cwd });
        const lines = stdout.split("\n").filter((line) => line.startsWith("- "));
        assert.match(lines[0] ?? "", /^- \*\*Deleted\*\*: Application api\./);
        assert.match(lines[1] ?? "", /^- \*\*web\*\*: The Application now deploys to the cluster "edge" instead of/);
        assert.match(lines[2] ?? "", /ConfigMap a\. Deleted with its Application\. Application "api2" deploys it now/);
        assert.equal(lines.length, 3);
      },
      { ...files, "argo/web.yaml": `${application("web", "apps/web")}  destination: {name: core}\n` },
    );
  });

  it("says that a folder is gone that an Application still deploys, or that is named", async () => {
    await changesAfter(
      (cwd) => {
        for (const folder of ["apps/api", "alone"]) rmSync(join(cwd, folder), { recursive: true });
        writeFileSync(join(cwd, "argo/web.yaml"), application("web", "else/where"));
      },
      async (changed) => {
        const [folder, alone] = ["api: Its folder is gone ", "alone: Its folder is gone "];
        const elsewhere = "web: The Application now deploys what is not in this repository ";
        assert.deepEqual(await changed("."), [folder, elsewhere]);
        assert.deepEqual(await changed("apps/api", "alone"), [folder, alone]);
      },
    );
  });

  it("compares the applications of all folders below the one that is named", async () => {
    await changesAfter(
      (cwd) => {
        rmSync(join(cwd, "apps/web/w.yaml"));
        writeFileSync(join(cwd, "apps/web/x.yaml"), configMap("x"));
        writeFileSync(join(cwd, "apps/api/a.yaml"), "# Nothing any more\n");
      },
      async (changed, cwd) => {
        const all = ["web:  /ConfigMap:/x null,/ConfigMap:/w deleted", "api:  /ConfigMap:/a deleted"];
        assert.deepEqual(await changed("apps"), all);
        assert.deepEqual(await changed("."), all);
        const { stdout } = await runCli(["plan", "--against", "HEAD", "--format", "markdown", "apps"], { cwd });
        assert.match(stdout, /^## What changes in the sync of 2 applications$/m);
      },
    );
  });

  it("compares Applications that a chart prints, and an ApplicationSet makes, with what they were", async () => {
    await changesAfter(
      (cwd) => {
        writeFileSync(join(cwd, "root/values.yaml"), "apps: [one]\nprefix: x-\n");
        rmSync(join(cwd, "sets/b"), { recursive: true });
      },
      async (changed) => {
        assert.deepEqual(await changed("svc", "sets"), [
          "deleted two: It is no longer in the repository /ConfigMap:/two deleted",
          "deleted b: It is no longer in the repository /ConfigMap:/b deleted",
          "one:  /ConfigMap:/one null,/ConfigMap:/one deleted",
        ]);
      },
      {
        "argo/root.yaml": application("root", "root"),
        "argo/set.yaml": `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata:\n  name: all\nspec:\n  generators:\n    - git: {directories: [{path: sets/*}]}\n  template:\n    metadata: {name: "{{path.basename}}"}\n    spec:\n      source: {repoURL: "https://example.com/shop.git", path: "{{path}}"}\n`,
        "root/Chart.yaml": "apiVersion: v2\nname: root\nversion: 1.0.0\n",
        "root/values.yaml": "apps: [one, two]\n",
        "root/templates/apps.yaml": `{{- range .Values.apps }}\n---\n${application("{{ . }}", "svc/{{ . }}")}  destination: {namespace: "{{ $.Values.prefix }}{{ . }}"}\n{{- end }}\n`,
        ...Object.fromEntries(
          ["svc/one", "svc/two", "sets/a", "sets/b"].map((path) => [`${path}/c.yaml`, configMap(basename(path))]),
        ),
      },
    );
  });

  it("says of nothing that it is deleted where Argo CD cannot sync, or only the configuration has changed", async () => {
    const shop = "  - {name: shop, path: apps/shop}\n";
    const configuration = `applications:\n${shop}  - {name: api, path: apps/api}\n`;
    await changesAfter(
      (cwd) => {
        rmSync(join(cwd, "apps/shop"), { recursive: true });
        writeFileSync(join(cwd, ".argocd-annotations.yaml"), `applications:\n${shop}`);
        writeFileSync(join(cwd, "apps/kustomized/kustomization.yaml"), "resources: [missing.yaml]\n");
      },
      async (changed, cwd) => {
        const fails = (name: string): string => `${name}: Now Argo CD cannot sync this application `;
        assert.deepEqual(await changed("apps", "apps/kustomized"), [fails("shop"), fails("kustomized")]);
        const { stdout } = await runCli(["plan", "--against", "HEAD", "apps/kustomized"], { cwd });
        assert.match(
          stdout,
          /^kustomized {2}compared with HEAD\n\n {2}Now Argo CD cannot sync this application: [^\n]+\n$/,
        );
      },
      {
        ".argocd-annotations.yaml": configuration,
        "apps/shop/a.yaml": configMap("a"),
        "apps/api/b.yaml": configMap("b"),
        "apps/kustomized/kustomization.yaml": "resources: [c.yaml]\n",
        "apps/kustomized/c.yaml": configMap("c"),
      },
    );
  });

  it("compares with the namespace that an Application named then", async () => {
    await changesAfter(
      (cwd) => {
        const moved = `${application("web", "apps/web")}  destination: {namespace: live}\n`;
        writeFileSync(join(cwd, "argo/web.yaml"), moved);
      },
      async (changed) => {
        assert.deepEqual(await changed("."), ["web:  /ConfigMap:/w null,/ConfigMap:/w deleted"]);
      },
    );
  });
});

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { standIn } from "../support/stand-in-tool.ts";
import { configMap, job, runCli, withFolder } from "./run-cli.ts";

interface PlanJson {
  readonly applications: readonly {
    readonly name: string;
    readonly source: { readonly type: string; readonly path: string };
    readonly error?: string;
    readonly unread?: readonly { readonly text: string; readonly file: string; readonly reason: string }[];
    readonly resources: readonly {
      readonly id: string;
      readonly file: string;
      readonly line: number;
      readonly wave: number;
    }[];
  }[];
}

function application(name: string, path: string, more = ""): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: ${name}\nspec:\n  source:\n    path: ${path}\n  destination:\n    namespace: ${name}-ns\n${more}`;
}

async function planned(cwd: string, ...paths: string[]): Promise<PlanJson["applications"]> {
  return (JSON.parse((await runCli(["plan", "--format", "json", ...paths], { cwd })).stdout) as PlanJson).applications;
}

describe("plan of a folder", () => {
  const overlay = {
    "base/kustomization.yaml": "resources: [settings.yaml]\n",
    "base/settings.yaml": configMap("settings"),
    "overlays/prod/kustomization.yaml":
      "resources: [../../base, github.com/some/where?ref=main]\nnamespace: prod\ncommonAnnotations:\n  argocd.argoproj.io/sync-wave: '3'\n",
  };

  it("builds an overlay upon its base, names files as they are reached, and says what is elsewhere", async () => {
    await withFolder(overlay, async (cwd) => {
      const [first, ...others] = await planned(cwd, "overlays/prod");
      assert.deepEqual(others, []);
      assert.deepEqual(first?.source, { type: "kustomize", path: "overlays/prod" });
      assert.deepEqual(
        first.resources.map(({ id, file, line, wave }) => ({ id, file, line, wave })),
        [{ id: "/ConfigMap:prod/settings", file: join("base", "settings.yaml"), line: 1, wave: 3 }],
      );
      const [unread] = first.unread ?? [];
      assert.deepEqual(
        [unread?.text, unread?.file],
        ["github.com/some/where?ref=main", join("overlays/prod", "kustomization.yaml")],
      );
      const { stdout } = await runCli(["plan", "overlays/prod"], { cwd });
      assert.match(stdout, /Also deployed, but not readable here\n {2}.*is on another machine/);
    });
  });

  it("plans what the ApplicationSets in it create, and nothing of other repositories", async () => {
    const set = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: parts }
spec:
  generators:
    - git: { repoURL: https://git.example.com/here.git, directories: [{ path: parts/* }] }
  template:
    metadata: { name: "part-{{path.basename}}" }
    spec:
      source: { repoURL: https://git.example.com/here.git, path: "{{path}}" }
      destination: { namespace: "{{path.basename}}" }
`;
    const elsewhere = application("elsewhere", "parts/web\n    repoURL: https://git.example.com/other.git");
    const repository = {
      ".git/HEAD": "ref: refs/heads/main\n",
      ".git/config": '[remote "origin"]\n\turl = https://git.example.com/here.git\n',
      "apps/set.yaml": set,
      "apps/elsewhere.yaml": elsewhere,
      "parts/api/a.yaml": configMap("api"),
      "parts/web/a.yaml": configMap("web"),
    };
    await withFolder(repository, async (cwd) => {
      const found = (await planned(cwd, "apps")).map(({ name, resources }) => [name, ...resources.map(({ id }) => id)]);
      assert.deepEqual(found, [
        ["apps", "argoproj.io/Application:/elsewhere", "argoproj.io/ApplicationSet:/parts"],
        ["part-api", "/ConfigMap:/api"],
        ["part-web", "/ConfigMap:/web"],
      ]);
    });
  });

  it("leads from a folder with no resources to one below it", async () => {
    const nothing = "No resources: Argo CD does not read the folders below this one. Plan one that it deploys";
    const charts = { "notes/a.yaml": "a: 1\n", "repo/apps/web/Chart.yaml": "name: web\n" };
    await withFolder(charts, async (cwd) => {
      const said = async (path: string): Promise<string | undefined> =>
        (await runCli(["plan", path], { cwd })).stdout.split("\n").find((line) => line.startsWith("  No"));
      assert.equal(
        await said("repo"),
        `  ${nothing}, such as "${join("repo", "apps", "web").replaceAll("\\", "\\\\")}".`,
      );
      assert.equal(await said("notes"), "  No resources: there is nothing to apply.");
    });
    await withFolder({ "repo/app/a.yaml": configMap("a") }, async (cwd) => {
      assert.ok((await runCli(["plan", "repo"], { cwd })).stdout.endsWith(`  ${nothing}.\n`));
    });
  });

  it("tells of a hook that only runs on deletion also where there is nothing else", async () => {
    await withFolder({ "app/job.yaml": job("cleanup", { hook: "PostDelete" }) }, async (cwd) => {
      const { stdout } = await runCli(["plan", "app"], { cwd });
      assert.match(stdout, /When the application is deleted\n {2}1\. PostDelete hooks: Job cleanup\n/);
    });
  });

  it("says what keeps a kustomization from being built", async () => {
    await withFolder({ "app/kustomization.yaml": "resources: [gone.yaml]\n" }, async (cwd) => {
      const { status, stdout } = await runCli(["plan", "app"], { cwd });
      assert.equal(status, 1);
      assert.match(
        stdout,
        /it cannot sync this application: app.kustomization\.yaml, line 1: "gone\.yaml" does not exist/,
      );
    });
  });

  it("is as the Application in its repository says, unless a namespace is given", async () => {
    const files = {
      ".git/HEAD": "ref: refs/heads/main\n",
      "apps/shop.yaml": application("shop", "deploy/shop", "  syncPolicy:\n    syncOptions: [CreateNamespace=true]\n"),
      "deploy/shop/job.yaml": job("migrate", { hook: "PreSync" }),
    };
    await withFolder(files, async (cwd) => {
      const { stdout } = await runCli(["plan", "deploy/shop"], { cwd });
      assert.match(stdout, /^shop {2}directory deploy\/shop, destination namespace shop-ns\n/);
      assert.match(stdout, /Namespace {2}shop-ns {2}created by the sync option/);
      const given = await runCli(["plan", "--namespace", "other", "deploy/shop"], { cwd });
      assert.match(given.stdout, /destination namespace other\n/);
    });
  });

  it("of Applications is theirs, and that of their children", async () => {
    const files = {
      "apps/a.yaml": application("a", "deploy/a"),
      "apps/more.yaml": `${application("b", "deploy/b")}---\n${application("gone", "deploy/gone")}`,
      "deploy/a/a.yaml": configMap("a"),
      "deploy/b/b.yaml": application("c", "deploy/c"),
      "deploy/c/c.yaml": configMap("c"),
    };
    await withFolder(files, async (cwd) => {
      const found = (await planned(cwd, "apps")).map(({ name, source, resources }) => [
        name,
        source.path,
        resources.length,
      ]);
      assert.deepEqual(found, [
        ["apps", "apps", 3],
        ["a", join("deploy", "a"), 1],
        ["b", join("deploy", "b"), 1],
        ["c", join("deploy", "c"), 1],
      ]);
    });
  });

  it("is compared with what its base was in a commit", async () => {
    await withFolder(overlay, async (cwd) => {
      const git = (...words: string[]): void => {
        execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...words], { cwd });
      };
      git("init", "--quiet");
      git("add", ".");
      git("commit", "--quiet", "--message", "First");
      writeFileSync(join(cwd, "base", "settings.yaml"), configMap("renamed"));
      const { status, stdout } = await runCli(["plan", "--against", "HEAD", "overlays/prod"], { cwd });
      assert.equal(status, 0);
      assert.match(stdout, /ConfigMap renamed {2}.*wave 3/);
      assert.match(stdout, /ConfigMap settings {2}.*wave 3/);
    });
  });

  describe("with --render", () => {
    async function rendered(
      program: string,
    ): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
      const tool = standIn(
        { "app/kustomization.yaml": "resources: [a.yaml]\n", "app/a.yaml": configMap("a") },
        { kustomize: program },
      );
      try {
        return await runCli(["plan", "--render", "app"], { cwd: tool.folder });
      } finally {
        tool.remove();
      }
    }

    it("shows what the tool prints", async () => {
      const { status, stdout } = await rendered(`printf '${configMap("from-the-tool").replaceAll("\n", "\\n")}'`);
      assert.equal(status, 0);
      assert.match(stdout, /ConfigMap {2}from-the-tool/);
    });

    it("ends with 1 and the words of the tool where it refuses", async () => {
      const { status, stdout } = await rendered("echo 'no such base' >&2; exit 1");
      assert.equal(status, 1);
      assert.match(stdout, /it cannot sync this application: app: no such base/);
    });
  });
});

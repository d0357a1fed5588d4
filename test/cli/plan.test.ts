import assert from "node:assert/strict";
import { join } from "node:path";
import { type CliOptions, configMap, job, runCli, withFolder } from "./run-cli.ts";

interface PlanJson {
  readonly version: number;
  readonly applications: readonly {
    readonly name: string;
    readonly source: { readonly type: string; readonly path: string };
    readonly error?: string;
    readonly resources: readonly Readonly<Record<string, unknown>>[];
    readonly steps: readonly unknown[];
    readonly deletion: readonly unknown[];
  }[];
}

const migration = job("migrate", { hook: "PreSync", "sync-wave": '"-1"' });

async function planJson(paths: readonly string[], options: CliOptions): Promise<PlanJson> {
  return JSON.parse((await runCli(["plan", "--format", "json", ...paths], options)).stdout) as PlanJson;
}

describe("plan", () => {
  it("gives the order of a sync as JSON", async () => {
    await withFolder({ "shop.yaml": `# The shop\n---\n${configMap("settings")}---\n${migration}` }, async (cwd) => {
      assert.deepEqual(await planJson(["shop.yaml"], { cwd }), {
        version: 1,
        applications: [
          {
            name: "shop",
            source: { type: "file", path: "shop.yaml" },
            resources: [
              {
                id: "/ConfigMap:/settings",
                apiVersion: "v1",
                kind: "ConfigMap",
                namespace: "",
                name: "settings",
                file: "shop.yaml",
                line: 3,
                role: "resource",
                phases: ["Sync"],
                wave: 0,
                waveSource: "default",
                deletePolicies: [],
                preDelete: false,
                postDelete: false,
              },
              {
                id: "batch/Job:/migrate",
                apiVersion: "batch/v1",
                kind: "Job",
                namespace: "",
                name: "migrate",
                file: "shop.yaml",
                line: 8,
                role: "hook",
                phases: ["PreSync"],
                wave: -1,
                waveSource: "sync-wave",
                deletePolicies: ["BeforeHookCreation"],
                preDelete: false,
                postDelete: false,
              },
            ],
            steps: [
              { phase: "PreSync", wave: -1, tasks: ["batch/Job:/migrate"] },
              { phase: "Sync", wave: 0, tasks: ["/ConfigMap:/settings"] },
            ],
            waits: [
              {
                ...{ phase: "PreSync", wave: -1, resource: "batch/Job:/migrate", awaited: "yes" },
                reason: "Argo CD waits until it has succeeded.",
              },
              {
                ...{ phase: "Sync", wave: 0, resource: "/ConfigMap:/settings", awaited: "no" },
                reason: "Argo CD does not wait for health after applying this wave.",
              },
            ],
            deletion: [["/ConfigMap:/settings"]],
          },
        ],
      });
    });
  });

  it("gives every path one application, in the order given, also where it is empty or broken", async () => {
    const files = { "b.yaml": migration, "empty.yaml": "", "broken.yaml": "kind: [\n", "folder/x.yaml": migration };
    await withFolder(files, async (cwd) => {
      const paths = ["b.yaml", "empty.yaml", "-", "broken.yaml", "folder"];
      const { applications } = await planJson(paths, { cwd, input: `${migration}---\nkind: Job\nmetadata: [}` });
      assert.deepEqual(
        applications.map(({ name, source }) => [name, source.type, source.path]),
        [
          ["b", "file", "b.yaml"],
          ["empty", "file", "empty.yaml"],
          ["stdin", "stdin", "-"],
          ["broken", "file", "broken.yaml"],
          ["folder", "directory", "folder"],
        ],
      );
      assert.deepEqual(
        applications.map(({ resources }) => resources.length),
        [1, 0, 0, 0, 1],
      );
      const broken = applications[2];
      assert.ok(broken?.error !== undefined && broken.error !== "");
      assert.deepEqual([broken.steps, broken.deletion], [[], []]);
    });
  });

  it("ends with 1 where Argo CD could not generate the manifests, and says why", async () => {
    const { status, stdout } = await runCli(["plan", "-"], { input: job("x", { "sync-wave": "5" }) });
    assert.equal(status, 1);
    assert.match(
      stdout,
      /Argo CD cannot generate the manifests, so it cannot sync this application: .*"argocd\.argoproj\.io\/sync-wave"/,
    );
  });

  it("takes a file as it stands, and a placeholder in a folder for unknown", async () => {
    await withFolder({ "app/job.yaml": job("x", { "sync-wave": "${WAVE}" }) }, async (cwd) => {
      const { applications } = await planJson([join("app", "job.yaml"), "app"], { cwd });
      assert.deepEqual(
        applications.map(({ resources }) => [resources[0]?.["wave"], resources[0]?.["waveSource"]]),
        [
          [0, "default"],
          [null, "unknown"],
        ],
      );
    });
  });

  it("prints a wave of 64 bits exactly", async () => {
    const { stdout } = await runCli(["plan", "--format", "json", "-"], {
      input: job("x", { "sync-wave": '"9223372036854775807"' }),
    });
    assert.match(stdout, /"wave": 9223372036854775807,/);
  });

  it("names generateName only where there is no name", async () => {
    const input = `${job("x", { hook: "Sync" })}---\n${job("x", { hook: "Sync" }).replace("name: x", "generateName: y-")}`;
    const { applications } = await planJson(["-"], { input });
    assert.deepEqual(
      applications[0]?.resources.map(({ id, name, generateName }) => ({ id, name, generateName })),
      [
        { id: "batch/Job:/x", name: "x", generateName: undefined },
        { id: "batch/Job:/y-", name: "", generateName: "y-" },
      ],
    );
    const { stdout } = await runCli(["plan", "-"], { input });
    assert.match(
      stdout,
      /until Job x and Job y-\.\.\. have succeeded\n {4}Job {2}x {6}hook.*\n {4}Job {2}y-\.\.\. {2}hook/,
    );
  });

  describe("a folder", () => {
    async function idsOf(files: Readonly<Record<string, string>>): Promise<readonly unknown[]> {
      const result: unknown[] = [];
      await withFolder(files, async (cwd) => {
        const { applications } = await planJson(["."], { cwd });
        const [application] = applications;
        result.push(application?.source.type, ...(application?.resources ?? []).map(({ name }) => name));
      });
      return result;
    }

    it("is read like Argo CD's directory: its own manifests, sorted by name", async () => {
      const files = {
        "b.yml": configMap("b"),
        "a.yaml": configMap("a"),
        "c.json": '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"c"}}',
        "d.txt": configMap("d"),
        "e.yaml": `# +argocd:skip-file-rendering\n${configMap("e")}`,
        "below/f.yaml": configMap("f"),
      };
      assert.deepEqual(await idsOf(files), ["directory", "a", "b", "c"]);
    });

    it("with a kustomization leaves the kustomization itself out", async () => {
      const files = { "kustomization.yaml": "resources: [a.yaml]\n", "a.yaml": configMap("a") };
      assert.deepEqual(await idsOf(files), ["kustomize", "a"]);
    });

    it("with a chart is made of its templates and definitions, and of those of the charts in it", async () => {
      const files = {
        "Chart.yaml": "apiVersion: v2\nname: x\nversion: 1.0.0\n",
        "values.yaml": configMap("values"),
        "crds/crd.yaml": configMap("crd"),
        "templates/deep/a.yaml": configMap("a"),
        "templates/b.yaml": configMap("b"),
        "templates/_part.yaml": configMap("part"),
        "charts/other/Chart.yaml": "apiVersion: v2\nname: other\nversion: 1.0.0\n",
        "charts/other/templates/c.yaml": configMap("c"),
      };
      assert.deepEqual(await idsOf(files), ["helm", "crd", "c", "b", "a"]);
    });

    it("with a chart whose values somebody has to give has what it prints without them", async () => {
      const files = {
        "Chart.yaml": "apiVersion: v2\nname: x\nversion: 1.0.0\n",
        "templates/a.yaml": configMap("a").replace("name: a", "name: a\n  namespace: {{ .Values.namespace }}"),
      };
      await withFolder(files, async (cwd) => {
        const { applications } = await planJson(["."], { cwd });
        const { name, namespace, nameKnown } = applications[0]?.resources[0] ?? {};
        assert.deepEqual([name, namespace, nameKnown], ["a", "", false]);
      });
    });
  });

  it("prints phases, waves and resources as text, and what is never applied", async () => {
    const input = [
      migration,
      "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: default\n  annotations:\n    argocd.argoproj.io/sync-wave: '3'\n",
      configMap("settings"),
      job("lost", { hook: "Whenever" }),
      job("paused", { hook: "Skip" }),
      job("alert", { hook: "SyncFail", "hook-delete-policy": "HookFailed" }),
      job("cleanup", { hook: "PostDelete" }),
    ].join("---\n");
    const { status, stdout } = await runCli(["plan", "-"], { input });
    assert.equal(status, 0);
    assert.equal(
      stdout,
      `stdin  standard input, destination namespace unknown

PreSync
  wave -1, until Job migrate has succeeded
    Namespace  default   pulled forward from Sync wave 3, needed by Job migrate
    Job        migrate   hook (BeforeHookCreation)

Sync
  wave 0
    ConfigMap  settings

SyncFail  only after a failure, all at once
  wave 0
    Job        alert     hook (HookFailed)

Health checks
  Not awaited, without a health check in Argo CD: Namespace

Never applied
    Job        lost      -:21, a hook without a valid hook type
    Job        paused    -:28, skipped by the hook type Skip

When the application is deleted
  1. Namespace default
     Hooks that are still there are deleted too, each with the resources of its wave.
     Each batch is deleted when the one before is gone.
  2. ConfigMap settings
  3. PostDelete hooks: Job cleanup
     They are created all at once, when the resources are gone.
     The deletion waits until they have succeeded, and forever if one hangs, fails each time, or can no longer be generated from Git.
     Job cleanup cannot be created, because its Namespace has been deleted: the deletion does not end.
`,
    );
  });

  it("shows the example in the order in which Argo CD applies it", async () => {
    const example = join(import.meta.dirname, "..", "..", "examples", "agent-platform");
    const { stdout } = await runCli(["plan", "--namespace", "agents", example]);
    const lines = stdout.split("\nWhen the application")[0]?.split("\n").slice(2) ?? [];
    const shown = lines.map((line) =>
      line
        .replace(/ {2,}agents\b.*$| {2}only after.*$|, until .*$/, "")
        .trim()
        .replace(/ +/, " "),
    );
    assert.deepEqual(
      shown.filter((line) => line !== ""),
      [
        ...["PreSync", "wave -2", "ServiceAccount db-migrate", "Role db-migrate", "RoleBinding db-migrate"],
        ...["wave -1", "Job db-migration"],
        ...["Sync", "wave 0", "Secret agent-secrets", "ConfigMap agent-config"],
        ...["wave 1", "Service agent-api", "Deployment agent-api"],
        ...["PostSync", "wave 2", "Job notify-deployment", "Job smoke-tests"],
        ...["SyncFail", "wave 3", "Job sync-failed-alert"],
        "Health checks",
        "Not awaited, without a health check in Argo CD: ConfigMap, Role, RoleBinding, Secret and ServiceAccount",
        "Not awaited, as the type is not LoadBalancer: Service agent-api",
      ],
    );
  });

  it("fills in the destination namespace that is given", async () => {
    const input = `${migration}---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n`;
    const { stdout } = await runCli(["plan", "--namespace", "shop", "-"], { input });
    assert.match(stdout, /PreSync\n {2}wave -1, until .*\n {4}Namespace {2}shop/);
  });
});

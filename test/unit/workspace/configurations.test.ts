import assert from "node:assert/strict";
import { latestVersion, openFile, type ManifestFile, parseVersion, type Severity } from "../../../server/core/index.ts";
import type { WorkspaceOptions } from "../../../server/workspace/applications.ts";
import { annotatedFiles, declaringFiles, wantedBy } from "../../../server/workspace/walk/options.ts";
import { Workspace } from "../../../server/workspace/workspace.ts";
import { manifest, wave } from "../../support/manifests.ts";
import { memoryFiles } from "../../support/memory-files.ts";

const name = ".argocd-annotations.yaml";
const git = { "/repo/.git/HEAD": "ref: refs/heads/main\n" };

describe("the settings of a file", () => {
  const open = new Map<string, ManifestFile>();
  afterEach(() => {
    open.clear();
  });

  async function workspaceOf(texts: Record<string, string>, options?: WorkspaceOptions): Promise<Workspace> {
    const files = memoryFiles(texts);
    const workspace = new Workspace(files, (path) => open.get(path), undefined, undefined, options);
    await workspace.applications.search("/repo");
    return workspace;
  }

  async function versionAt({ applications }: Workspace, path: string): Promise<string> {
    const { version } = await applications.settingsAt(path);
    return `${version.major}.${version.minor}`;
  }

  it("are those of the nearest configuration up to the root of the repository", async () => {
    const workspace = await workspaceOf({
      ...git,
      [`/${name}`]: "argocdVersion: 2.0\n",
      [`/repo/${name}`]: "argocdVersion: 2.10\nrules: { unknown-option: off }\n",
      [`/repo/a/${name}`]: "argocdVersion: 2.11\n",
      "/repo/a/b/c.yaml": "",
    });
    assert.equal(await versionAt(workspace, "/repo/a/b/c.yaml"), "2.11");
    assert.equal((await workspace.applications.settingsAt("/repo/a/b/c.yaml")).severity.size, 0);
    assert.equal(await versionAt(workspace, "/repo/c.yaml"), "2.10");
    assert.equal(await versionAt(workspace, `/repo/a/${name}`), "2.11");
  });

  it("are the defaults without a configuration, whatever is around the repository", async () => {
    const workspace = await workspaceOf({ ...git, [`/${name}`]: "argocdVersion: 2.0\n", "/repo/a/c.yaml": "" });
    assert.deepEqual((await workspace.applications.settingsAt("/repo/a/c.yaml")).version, latestVersion);
  });

  it("are those up to the folder that was searched, where there is no repository", async () => {
    const texts = {
      [`/${name}`]: "argocdVersion: 2.0\n",
      [`/repo/${name}`]: "argocdVersion: 2.10\n",
      "/repo/a/c.yaml": "",
    };
    const workspace = await workspaceOf(texts);
    assert.equal(await versionAt(workspace, "/repo/a/c.yaml"), "2.10");
    assert.deepEqual((await workspace.applications.settingsAt("/elsewhere/c.yaml")).version, latestVersion);
  });

  it("are what somebody has set, then the last override that matches, then the configuration", async () => {
    const given = {
      severity: new Map<string, Severity | "off">([["unknown-option", "hint"]]),
      version: undefined,
      embeddedInConfigMaps: false,
    };
    const configuration = `argocdVersion: 2.10
embeddedInConfigMaps: true
kubernetesVersion: 1.30
rules: { unknown-option: off, wave-not-an-integer: warning, hook-never-applied: warning }
overrides:
  - paths: [apps/]
    argocdVersion: 2.11
    rules: { wave-not-an-integer: off }
  - paths: ["*.gen.yaml"]
    argocdVersion: 2.12
    apiVersions: [a.example.com/v1]
`;
    const workspace = await workspaceOf(
      { ...git, [`/repo/${name}`]: configuration },
      { givenAt: () => Promise.resolve(given) },
    );
    const settingsAt = (path: string) => workspace.applications.settingsAt(path);
    const { severity, version, embeddedInConfigMaps, cluster } = await settingsAt("/repo/apps/a/b.gen.yaml");
    assert.deepEqual(Object.fromEntries(severity), {
      "unknown-option": "hint",
      "wave-not-an-integer": "off",
      "hook-never-applied": "warning",
    });
    assert.deepEqual(version, parseVersion("2.12"));
    assert.equal(embeddedInConfigMaps, false);
    assert.deepEqual(cluster, { kubeVersion: "1.30", apiVersions: ["a.example.com/v1"] });
    assert.deepEqual((await settingsAt("/repo/apps/a/b.yaml")).version, parseVersion("2.11"));
    assert.deepEqual((await settingsAt("/repo/myapps/b.yaml")).version, parseVersion("2.10"));
    // Whoever compares settings need not compare what is in them.
    assert.equal(await settingsAt("/repo/apps/a/b.yaml"), await settingsAt("/repo/apps/c.yaml"));
  });

  it("follow the configuration on disk and in an editor, saved or not", async () => {
    const texts: Record<string, string> = { ...git, "/repo/a.yaml": "" };
    const workspace = await workspaceOf(texts);
    assert.deepEqual((await workspace.applications.settingsAt("/repo/a.yaml")).version, latestVersion);
    open.set(`/repo/${name}`, openFile("argocdVersion: 2.12\n"));
    assert.equal(await versionAt(workspace, "/repo/a.yaml"), "2.12");
    open.clear();
    texts[`/repo/${name}`] = "argocdVersion: 2.13\n";
    await workspace.applications.createdOnDisk(`/repo/${name}`);
    assert.equal(await versionAt(workspace, "/repo/a.yaml"), "2.13");
    Reflect.deleteProperty(texts, `/repo/${name}`);
    await workspace.applications.changedOnDisk(`/repo/${name}`);
    assert.deepEqual((await workspace.applications.settingsAt("/repo/a.yaml")).version, latestVersion);
  });

  it("are those that can be read of a configuration that is not valid YAML", async () => {
    const workspace = await workspaceOf({ ...git, [`/repo/${name}`]: "argocdVersion: 2.12\nrules: { a: b\n" });
    assert.equal(await versionAt(workspace, "/repo/a.yaml"), "2.12");
  });

  it("leave out what the configuration excludes as Git would, but never the configuration", async () => {
    const exclude = 'exclude: [charts/*, "!charts/web", "*.gen.yaml", /only/here.yaml, "*"]\n'.replace(', "*"', "");
    const workspace = await workspaceOf(
      { ...git, [`/repo/${name}`]: exclude, [`/repo/all/${name}`]: 'exclude: ["*"]\n' },
      { leavesOut: (path) => Promise.resolve(path.endsWith("mine.yaml")) },
    );
    const leftOut: string[] = [];
    const paths = [
      "charts/db/a.yaml",
      "charts/web/a.yaml",
      "x/y/b.gen.yaml",
      "x/only/here.yaml",
      "only/here.yaml",
      "mine.yaml",
    ];
    for (const path of [...paths, `all/${name}`, "all/a.yaml", "a.yaml"])
      if (await workspace.applications.leavesOut(`/repo/${path}`)) leftOut.push(path);
    assert.deepEqual(leftOut, ["charts/db/a.yaml", "x/y/b.gen.yaml", "only/here.yaml", "mine.yaml", "all/a.yaml"]);
  });

  it("take hostile patterns and paths without much time", async () => {
    const hostile = `exclude:\n${`  - "${"*a".repeat(100)}*b"\n`.repeat(200)}`;
    const workspace = await workspaceOf({ ...git, [`/repo/${name}`]: hostile });
    assert.equal(await workspace.applications.leavesOut(`/repo/${"a".repeat(200)}/${"a".repeat(200)}.yaml`), false);
  });

  it("are those of the file that somebody chose, or of none", async () => {
    const texts = {
      ...git,
      [`/repo/${name}`]: "argocdVersion: 2.10\nhealthChecks: [a/B]\n",
      "/ci/strict.yaml": "argocdVersion: 2.9\nhealthChecks: [c/D]\n",
    };
    const chosen = await workspaceOf(texts, { configuration: { file: "/ci/strict.yaml" } });
    assert.equal(await versionAt(chosen, "/repo/a.yaml"), "2.9");
    assert.deepEqual(chosen.applications.addedChecks(), [{ key: "c/D", file: "/ci/strict.yaml" }]);
    const none = await workspaceOf(texts, { configuration: "none" });
    assert.deepEqual((await none.applications.settingsAt("/repo/a.yaml")).version, latestVersion);
    assert.deepEqual(none.applications.addedChecks(), []);
    const gone = await workspaceOf(texts, { configuration: { file: "/ci/gone.yaml" } });
    assert.deepEqual((await gone.applications.settingsAt("/repo/a.yaml")).version, latestVersion);
  });

  it("are not read through a link that leads out of the repository", async () => {
    const files = {
      ...memoryFiles({
        ...git,
        [`/repo/${name}`]: "argocdVersion: 2.10\n",
        [`/repo/a/${name}`]: "argocdVersion: 2.9\n",
      }),
      realPath: (path: string) => Promise.resolve(path === `/repo/a/${name}` ? "/home/someone/secret" : path),
    };
    const workspace = new Workspace(files);
    assert.equal(await versionAt(workspace, "/repo/a/b.yaml"), "2.10");
  });

  it("decide the severities, and how charts are rendered", async () => {
    const chart = {
      "/repo/chart/Chart.yaml": "apiVersion: v2\nname: a\nversion: 1.0.0\n",
      "/repo/chart/templates/a.yaml": `{{- if .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}\n${manifest("ConfigMap", "has")}{{- else }}\n${manifest("ConfigMap", "lacks")}{{- end }}\n`,
    };
    const texts: Record<string, string> = { ...git, ...chart, "/repo/a.yaml": manifest("ConfigMap", "a", wave("one")) };
    const namesIn = async (workspace: Workspace): Promise<readonly (string | undefined)[]> =>
      (await workspace.applications.ofFolder("/repo/chart")).application.members.map(({ deployed }) => deployed?.name);
    assert.deepEqual([...(await namesIn(await workspaceOf(texts)))].sort(), ["has", "lacks"]);
    texts[`/repo/${name}`] = "apiVersions: [monitoring.coreos.com/v1]\nrules: { wave-not-an-integer: hint }\n";
    const workspace = await workspaceOf(texts);
    assert.deepEqual(await namesIn(workspace), ["has"]);
    const severities = (await workspace.problemsOf("/repo/a.yaml")).map(({ severity }) => severity);
    assert.deepEqual(severities, ["hint"]);
    open.set(`/repo/${name}`, openFile("apiVersions: [v1]\n"));
    workspace.applications.changed(`/repo/${name}`, openFile("apiVersions: [v1]\n"));
    assert.deepEqual(await namesIn(workspace), ["lacks"]);
  });

  it("are those of the folder of an application for what it deploys", async () => {
    const texts = {
      ...git,
      [`/repo/${name}`]: "argocdVersion: 2.10\noverrides: [{ paths: [apps/old/], argocdVersion: 2.8 }]\n",
      [`/repo/apps/own/${name}`]: "argocdVersion: 2.12\n",
      "/repo/apps/own/a.yaml": manifest("ConfigMap", "a"),
      "/repo/apps/old/a.yaml": manifest("ConfigMap", "a"),
    };
    const { applications } = await workspaceOf(texts);
    const versionOf = async (folder: string) => (await applications.ofFolder(folder)).application.planOptions.version;
    assert.deepEqual(await versionOf("/repo/apps/own"), parseVersion("2.12"));
    assert.deepEqual(await versionOf("/repo/apps/old"), parseVersion("2.8"));
  });

  it("name the Applications of folders that nothing else deploys", async () => {
    const texts = {
      ...git,
      [`/repo/team/${name}`]:
        "applications:\n  - { name: shop, path: shop, namespace: web, helm: { valueFiles: [prod.yaml] } }\n",
      "/repo/team/shop/Chart.yaml": "apiVersion: v2\nname: chart\nversion: 1.0.0\n",
      "/repo/team/shop/prod.yaml": "suffix: prod\n",
      "/repo/team/shop/templates/a.yaml": manifest("ConfigMap", "a-{{ .Values.suffix }}-{{ .Release.Name }}"),
    };
    const workspace = await workspaceOf(texts);
    const roster = await workspace.applications.ofFile("/repo/team/shop/templates/a.yaml");
    assert.equal(roster?.application.name, "shop");
    assert.equal(roster.application.namespace, "web");
    assert.deepEqual(
      roster.application.members.map(({ deployed }) => deployed?.name),
      ["a-prod-shop"],
    );
  });

  it("are found by the searches for files to check and for what declares something", () => {
    for (const wanted of [annotatedFiles, declaringFiles])
      assert.notEqual(wantedBy({ wanted, contents: "paths" }, name), undefined);
    assert.equal(wantedBy({ wanted: declaringFiles, contents: "paths" }, name)?.containing, undefined);
  });
});

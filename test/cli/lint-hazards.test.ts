import assert from "node:assert/strict";
import { configMap, job, runCli, withFolder } from "./run-cli.ts";

const account = configMap("migrate").replace("ConfigMap", "ServiceAccount");
const migration = `${job("migrate", { hook: "PreSync" })}spec:
  activeDeadlineSeconds: 60
  template:
    spec:
      serviceAccountName: migrate
`;

interface Found {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly severity: string;
  readonly fixes: readonly string[];
}

async function findingsIn(cwd: string, ...paths: readonly string[]): Promise<readonly Found[]> {
  const { stdout } = await runCli(["lint", "--format", "json", ...paths], { cwd });
  return (JSON.parse(stdout) as { readonly findings: readonly Found[] }).findings;
}

describe("lint of folders", () => {
  it("looks at the files of a folder together, in whatever folder below the one that is given", async () => {
    await withFolder({ "app/account.yaml": account, "app/job.yaml": migration, "b.yaml": account }, async (cwd) => {
      const findings = await findingsIn(cwd, ".");
      assert.deepEqual(
        findings.map(({ file, line, rule, severity }) => `${file}:${line} ${severity} ${rule}`),
        ["app/job.yaml:11 warning needed-before-applied"],
      );
      assert.match(findings[0]?.fixes[0] ?? "", /^Make ServiceAccount "migrate" a PreSync hook in wave -1$/);
      assert.deepEqual(await findingsIn(cwd, "app"), findings);
    });
  });

  it("says the same of a file that is given by itself", async () => {
    await withFolder({ "account.yaml": account, "job.yaml": migration }, async (cwd) => {
      const findings = await findingsIn(cwd, "job.yaml");
      assert.deepEqual(
        findings.map(({ rule }) => rule),
        ["needed-before-applied"],
      );
      assert.deepEqual(await findingsIn(cwd, "."), findings);
    });
  });

  it("looks at each resource by itself in a template of another tool, which chooses between them", async () => {
    const one = `${configMap("settings")}  annotations:\n    argocd.argoproj.io/sync-wave: "one"\n`;
    const template = `%{ if small }\n---\n${one}%{ else }\n---\n${one}%{ endif }\n`;
    await withFolder({ "terraform/settings.yaml.tpl": template }, async (cwd) => {
      const findings = await findingsIn(cwd, ".");
      assert.deepEqual(
        findings.map(({ line, rule }) => `${line} ${rule}`),
        ["8 wave-not-an-integer", "16 wave-not-an-integer"],
      );
      assert.deepEqual(await findingsIn(cwd, "terraform/settings.yaml.tpl"), findings);
    });
  });

  it("does not look here for what an Application deploys from another repository", async () => {
    const deploys = (repoURL: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: app
spec:
  source: {repoURL: ${repoURL}, path: deploy, helm: {releaseName: app}}
`;
    const files = {
      ".git/config": '[remote "origin"]\n\turl = git@github.com:fork/Shop.git\n[submodule "b"]\n\turl = ../tools\n',
      "app/own.yaml": deploys("https://github.com/example/shop"),
      "app/other.yaml": deploys("https://github.com/example/tools.git"),
      "deploy/settings.yaml": configMap("settings"),
    };
    await withFolder(files, async (cwd) => {
      const findings = await findingsIn(cwd, ".");
      assert.deepEqual(
        findings.map(({ file, rule }) => `${file} ${rule}`),
        ["app/own.yaml application-fails"],
      );
    });
  });

  it("does not take a folder for what an Application deploys from another repository", async () => {
    const application = (repoURL: string): string =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: app}\nspec: {source: {repoURL: ${repoURL}, path: deploy}}\n`;
    const files = {
      ".git/config": '[remote "origin"]\n\turl = https://github.com/example/shop.git\n',
      "docs/application.yaml": application("https://github.com/example/tools.git"),
      "deploy/one.yaml": configMap("settings"),
      "deploy/two.yaml": configMap("settings"),
    };
    await withFolder(files, async (cwd) => {
      assert.deepEqual(await findingsIn(cwd, "."), []);
    });
    const own = { ...files, "docs/application.yaml": application("https://github.com/example/shop.git") };
    await withFolder(own, async (cwd) => {
      assert.deepEqual(
        (await findingsIn(cwd, ".")).map(({ file, rule }) => `${file} ${rule}`),
        ["deploy/one.yaml duplicate-resource"],
      );
    });
  });

  it("ends at once where a pattern could read a text in many ways", async () => {
    const application = (policy: string): string =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  syncPolicy:\n    ${policy}\n`;
    const files = {
      "options.yaml": application(`syncOptions: ["Prune=false,CreateNamespace=true${",".repeat(64)} ;"]`),
      "duration.yaml": application(`retry: {backoff: {duration: "0.${"s000".repeat(33)}µ"}}`),
      "both.yaml": application(
        `syncOptions: ["Prune=false,CreateNamespace=true${",".repeat(100_000)} ;"]\n    retry: {backoff: {duration: "0.${"s000".repeat(25_000)}µ"}}`,
      ),
    };
    await withFolder(files, async (cwd) => {
      assert.deepEqual(
        (await findingsIn(cwd, ".")).map(({ file, rule }) => `${file} ${rule}`),
        ["both.yaml unknown-option", "options.yaml unknown-option"],
      );
    });
  });

  it("takes the destination namespace from an Application in the folder", async () => {
    const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: app
spec:
  source:
    path: deploy
    repoURL: https://example.com/repo.git
  destination:
    namespace: prod
`;
    const inProd = account.replace("  name: migrate", "  name: migrate\n  namespace: prod");
    const files = { "argocd/app.yaml": application, "deploy/account.yaml": inProd, "deploy/job.yaml": migration };
    await withFolder(files, async (cwd) => {
      assert.deepEqual(
        (await findingsIn(cwd, ".")).map(({ rule }) => rule),
        ["needed-before-applied"],
      );
    });
  });
});

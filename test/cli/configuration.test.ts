import assert from "node:assert/strict";
import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { configMap, runCli, withFolder } from "./run-cli.ts";

const name = ".argocd-annotations.yaml";
const wrong = `${configMap("a")}  annotations:\n    argocd.argoproj.io/sync-wave: one\n`;
const git = { ".git/HEAD": "ref: refs/heads/main\n" };

async function linesOf(cwd: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await runCli(["lint", "--format", "json", ...args], { cwd });
  const { findings } = JSON.parse(stdout) as { findings: { file: string; severity: string; rule: string }[] };
  return findings.map(({ file, severity, rule }) => `${file} ${severity} ${rule}`);
}

describe("a configuration on the command line", () => {
  it("sets severities, excludes and overrides, whichever way a file is named, and options win", async () => {
    const configuration = `rules: { wave-not-an-integer: warning }\nexclude: [gen/]\noverrides:\n  - paths: [b/]\n    rules: { wave-not-an-integer: hint }\n`;
    const files = { ...git, [name]: configuration, "a.yaml": wrong, "b/b.yaml": wrong, "gen/c.yaml": wrong };
    await withFolder(files, async (cwd) => {
      assert.deepEqual(await linesOf(cwd, "."), [
        "a.yaml warning wave-not-an-integer",
        "b/b.yaml hint wave-not-an-integer",
      ]);
      assert.deepEqual(await linesOf(cwd, "b"), ["b/b.yaml hint wave-not-an-integer"]);
      assert.deepEqual(await linesOf(join(cwd, "b"), "b.yaml"), ["b.yaml hint wave-not-an-integer"]);
      assert.deepEqual(await linesOf(cwd, "gen/c.yaml"), []);
      assert.deepEqual(await linesOf(cwd, "b", "--rule", "wave-not-an-integer=off"), []);
      assert.deepEqual(await linesOf(cwd, "gen", "--no-config"), ["gen/c.yaml error wave-not-an-integer"]);
      const { status: code, stdout } = await runCli(["lint", "-"], { cwd, input: wrong });
      assert.deepEqual([code, /^-:\d+:\d+ warning /m.test(stdout)], [0, true]);
    });
  });

  it("is the one file that --config names", async () => {
    const files = {
      ...git,
      [name]: "rules: { wave-not-an-integer: off }\n",
      "ci/all.yml": "rules: {}\n",
      "a.yaml": wrong,
    };
    await withFolder(files, async (cwd) => {
      assert.deepEqual(await linesOf(cwd, "a.yaml"), []);
      assert.deepEqual(await linesOf(cwd, "a.yaml", "--config", "ci/all.yml"), ["a.yaml error wave-not-an-integer"]);
      for (const command of ["lint", "plan", "explain"]) {
        const { status: code, stdout, stderr } = await runCli([command, "a.yaml", "--config", "gone.yaml"], { cwd });
        const complaint = 'argocd-annotations: Cannot read "gone.yaml": the file or folder does not exist.\n';
        assert.deepEqual([code, stdout, stderr], [2, "", complaint]);
      }
    });
  });

  it("says what is wrong in it: as findings where it is checked itself, and else on standard error", async () => {
    const files = { ...git, [name]: "ruls: {}\nargocdVersion: new\n", "apps/a.yaml": configMap("a") };
    await withFolder(files, async (cwd) => {
      const whole = await runCli(["lint", "."], { cwd });
      assert.deepEqual([whole.status, whole.stderr], [1, ""]);
      assert.match(whole.stdout, /^\.argocd-annotations\.yaml:1:1 error There is no key "ruls" here/m);
      for (const args of [
        ["lint", "apps"],
        ["plan", "apps"],
        ["plan", "apps/a.yaml"],
      ]) {
        const { status: code, stderr } = await runCli(args, { cwd });
        assert.equal(code, 2);
        assert.match(
          stderr,
          /^argocd-annotations: "\.argocd-annotations\.yaml", line 1: There is no key "ruls" here, .*\n.*line 2: .*\n$/,
        );
      }
      assert.deepEqual((await runCli(["lint", "apps", "--no-config"], { cwd })).status, 0);
      assert.equal((await runCli(["lint", "--fix", "apps"], { cwd })).status, 2);
      assert.match(readFileSync(join(cwd, name), "utf8"), /^ruls/);
      await runCli(["lint", "--fix", "."], { cwd });
      assert.match(readFileSync(join(cwd, name), "utf8"), /^rules: \{\}$/m);
    });
  });

  it("decides the version, the cluster, the health checks and the Applications of plans", async () => {
    const chart = {
      "apps/shop/Chart.yaml": "apiVersion: v2\nname: chart\nversion: 1.0.0\n",
      "apps/shop/values.yaml": "suffix: own\n",
      "apps/shop/prod.yaml": "suffix: prod\n",
      "apps/shop/templates/a.yaml": configMap("a-{{ .Values.suffix }}-{{ .Capabilities.KubeVersion.Minor }}"),
    };
    const configuration = `kubernetesVersion: 1.29\napplications:\n  - name: shop\n    path: apps/shop\n    namespace: web\n    helm: { valueFiles: [prod.yaml] }\n`;
    await withFolder({ ...git, ...chart, [name]: configuration }, async (cwd) => {
      const { status: code, stdout } = await runCli(["plan", "apps/shop"], { cwd });
      assert.equal(code, 0);
      assert.match(stdout, /^shop .*namespace web[\s\S]*ConfigMap {2}a-prod-29/);
      assert.match(
        (await runCli(["plan", "."], { cwd })).stdout,
        /^shop .*namespace web[\s\S]*ConfigMap {2}a-prod-29/m,
      );
      assert.match((await runCli(["plan", "apps/shop", "--no-config"], { cwd })).stdout, /a-own-/);
    });
  });

  const refused: readonly (readonly [args: readonly string[], complaint: RegExp])[] = [
    [
      ["lint", ".", "--rule", "wave-not-an-intger=off"],
      /"--rule" names no rule "wave-not-an-intger" \(did you mean "wave-not-an-integer"\?\)\./,
    ],
    [["lint", ".", "--rule", "nothing-like-it=off"], /"--rule" names no rule "nothing-like-it"\./],
    [
      ["lint", ".", "--rule", "unknown-option=warn"],
      /cannot set "unknown-option" to "warn" \(did you mean "warning"\?\)\./,
    ],
    [["lint", ".", "--rule", "unknown-option=loud"], /to "loud": write error, warning, information, hint, off\./],
    [["lint", ".", "--rule", "unknown-option"], /"--rule" cannot be "unknown-option": write RULE=SEVERITY, such as/],
    [["lint", ".", "--config", "a", "--no-config"], /"--config" and "--no-config" cannot be used together\./],
    [["plan", ".", "--config", ""], /"--config" needs a file\./],
    [["plan", ".", "--rule", "unknown-option=off"], /The command "plan" has no option "--rule"\./],
  ];
  for (const [args, complaint] of refused) {
    it(`refuses ${args.join(" ")} with one line`, async () => {
      const { status: code, stdout, stderr } = await runCli(args);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, complaint);
      assert.match(stderr, /^[^\n]+\n$/);
    });
  }

  it("is not read through a link that leads out of the repository", async () => {
    const child = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: child\n  annotations: { argocd.argoproj.io/sync-wave: "1" }\n`;
    await withFolder({ ...git, "a.yaml": wrong, "child.yaml": child }, async (cwd) => {
      const secret =
        "password: hunter2\nrules: { wave-not-an-integer: off }\nhealthChecks: [argoproj.io/Application]\napplications: [{ name: hunter2, path: . }]\n";
      await withFolder({ "secret.yaml": secret }, async (elsewhere) => {
        symlinkSync(join(elsewhere, "secret.yaml"), join(cwd, name));
        const { stdout, stderr } = await runCli(["lint", "a.yaml", "child.yaml"], { cwd });
        assert.match(stdout, / error .*\(wave-not-an-integer\)/);
        assert.match(stdout, / hint .*\(wave-of-child-application\)/);
        const planned = await runCli(["plan", "."], { cwd });
        assert.match(planned.stdout, /Application {2}child/);
        assert.doesNotMatch(stdout + stderr + planned.stdout, /password|hunter2/);
      });
    });
  });
});

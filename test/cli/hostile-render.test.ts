import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { withEnvironment } from "../support/environment.ts";
import { chartWith, hostileApplications } from "../support/hostile-applications.ts";
import { manifest } from "../support/manifests.ts";
import { type StandIn, standIn } from "../support/stand-in-tool.ts";
import { type CliResult, runCli } from "./run-cli.ts";

/** A tool that writes down how it is run, beside the repository, and prints a manifest. */
function recording(name: string): string {
  const print = `cat <<'END'\n${manifest("ConfigMap", "from-the-tool")}END`;
  return `cd_to="$(dirname "$0")/.."; { printf '%s\\n' "$@"; } > "$cd_to/${name}.words"; env > "$cd_to/${name}.env"; cat > "$cd_to/${name}.input"\n${print}`;
}

describe("plan --render of what was made to do harm", () => {
  let tool: StandIn;

  afterEach(() => {
    tool.remove();
  });

  async function plan(
    files: Readonly<Record<string, string | Buffer>>,
    options: readonly string[] = ["--render"],
  ): Promise<CliResult> {
    const links = Object.entries(files).filter(([, content]) => content.toString("latin1").startsWith("-> "));
    const plain = Object.entries(files).filter(([path]) => !links.some(([link]) => link === path));
    tool = standIn(
      { ...Object.fromEntries(plain), ".git/HEAD": "ref: refs/heads/main\n" },
      { helm: recording("helm"), kustomize: recording("kustomize") },
    );
    for (const [path, content] of links) {
      mkdirSync(dirname(join(tool.folder, path)), { recursive: true });
      symlinkSync(content.toString().slice("-> ".length), join(tool.folder, path));
    }
    return runCli(["plan", ...options, "app"], { cwd: tool.folder });
  }

  const written = (name: string): string => readFileSync(join(tool.folder, "..", name), "utf8");
  const ran = (): boolean => ["helm.words", "kustomize.words"].some((it) => existsSync(join(tool.folder, "..", it)));

  for (const { name, files, refusal } of hostileApplications("http://127.0.0.1:9")) {
    it(`runs nothing for ${name}`, async () => {
      const { status, stderr, stdout } = await plan(files);
      assert.match(stderr + stdout, refusal);
      assert.notEqual(status, 0);
      assert.equal(ran(), false);
    });
  }

  it("gives Helm each value in one word with its option, and files by where they are", async () => {
    const options = {
      valueFiles: ["-x.yaml", "/top.yaml", "gone.yaml", "./-x.yaml"],
      ignoreMissingValueFiles: true,
      values: "a: 1\n",
      kubeVersion: "v1.30.0",
      apiVersions: ["policy/v1"],
      skipCrds: true,
      skipTests: true,
      skipSchemaValidation: true,
      parameters: [
        { name: "--post-renderer", value: "./run-me" },
        { name: "list", value: "{1,2}" },
        { name: "text", value: "x,$ARGOCD_APP_NAME", forceString: true },
      ],
      fileParameters: [{ name: "file", path: "-x.yaml" }],
    };
    const files = { ...chartWith(options), "app/-x.yaml": "x: 1\n", "top.yaml": "y: 1\n" };
    const { status, stdout, stderr } = await plan(files);
    assert.equal(status, 0);
    assert.match(stdout, /from-the-tool/);
    assert.match(stderr, /^argocd-annotations: Running ".*\/bin\/helm" in ".*\/files\/app"\.\n$/);
    assert.deepEqual(written("helm.words").trimEnd().split("\n"), [
      ...["template", ".", "--name-template=web", "--namespace=shop", "--kube-version=1.30.0"],
      ...["--set=--post-renderer=./run-me", "--set=list={1,2}", "--set-string=text=x\\,web"],
      ...["--values=./-x.yaml", "--values=../top.yaml", "--set-file=file=./-x.yaml", "--values=-"],
      ...["--api-versions=policy/v1", "--skip-schema-validation", "--skip-tests"],
    ]);
    assert.equal(written("helm.input"), "a: 1\n");
  });

  it("hands over nothing of the user's cluster, plugins, proxies and secrets", async () => {
    const mine = {
      TOKEN: "secret",
      HELM_PLUGINS: "/p",
      KUBECONFIG: "/k",
      GIT_SSH_COMMAND: "evil",
      https_proxy: "http://p",
    };
    await withEnvironment(mine, () => plan(chartWith({})));
    const environment = new Map(
      written("helm.env")
        .split("\n")
        .map((line) => [line.split("=", 1)[0], line.replace(/^[^=]*=/, "")]),
    );
    assert.equal(environment.has("TOKEN") || environment.has("GIT_SSH_COMMAND"), false);
    assert.deepEqual(
      ["HTTP_PROXY", "https_proxy", "NO_PROXY", "GIT_ALLOW_PROTOCOL"].map((name) => environment.get(name)),
      ["http://127.0.0.1:9", "http://127.0.0.1:9", "", ""],
    );
    const own = dirname(environment.get("KUBECONFIG") ?? "");
    assert.match(own, /argocd-annotations-/);
    for (const name of ["HELM_PLUGINS", "HELM_CONFIG_HOME", "HELM_REPOSITORY_CONFIG", "KUSTOMIZE_PLUGIN_HOME"]) {
      assert.ok(environment.get(name)?.startsWith(own), name);
    }
    assert.equal(existsSync(own), false);
  });

  it("lets the tool fetch what the files name with --allow-network", async () => {
    const address = "https://example.com/values.yaml";
    const { status } = await plan(chartWith({ valueFiles: [address] }), ["--render", "--allow-network"]);
    assert.equal(status, 0);
    assert.ok(written("helm.words").includes(`--values=${address}\n`));
    assert.doesNotMatch(written("helm.env"), /127\.0\.0\.1:9/);
    tool.remove();
    const base = { "app/kustomization.yaml": "resources: [github.com/owner/repo]\n" };
    await plan(base, ["--render", "--allow-network"]);
    assert.equal(written("kustomize.words"), "build\n.\n");
  });

  it("runs no program of the repository, though it is first on the PATH", async () => {
    const files = { ...chartWith({}), "bin/helm": "#!/bin/sh\ntouch ../../pwned\n" };
    tool = standIn(files, { helm: recording("helm") });
    chmodSync(join(tool.folder, "bin", "helm"), 0o755);
    symlinkSync(join(tool.folder, "bin"), join(tool.folder, "..", "linked"));
    mkdirSync(join(tool.folder, ".git"));
    const run = (path: string): Promise<CliResult> =>
      withEnvironment({ PATH: path }, () => runCli(["plan", "--render", "app"], { cwd: tool.folder }));
    const inside = ["linked", join("files", "bin")].map((it) => join(tool.folder, "..", it)).join(delimiter);
    const first = await run([inside, process.env["PATH"]].join(delimiter));
    assert.match(first.stdout, /from-the-tool/);
    assert.doesNotMatch(written("helm.env"), /^PATH=.*(?:linked|files)/m);
    const { status, stderr } = await run(inside);
    assert.equal(status, 2);
    assert.match(stderr, /No "helm" is on the PATH but ".*linked\/helm", and nothing that is in a repository is run/);
    assert.equal(existsSync(join(tool.folder, "..", "pwned")), false);
  });
});

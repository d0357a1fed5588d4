// What only GitHub can run is at least right in what can be seen here.
import assert from "node:assert/strict";
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { productVersion } from "../../scripts/build/bundles.ts";

const root = join(import.meta.dirname, "..", "..");

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly "working-directory"?: string;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: { readonly push: { readonly tags?: readonly string[] } };
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

const manifest = JSON.parse(read("package.json")) as {
  readonly private: boolean;
  readonly scripts: Readonly<Record<string, string>>;
};

const folder = ".github/workflows";

describe("the workflows", () => {
  for (const name of readdirSync(join(root, folder))) {
    const text = read(`${folder}/${name}`);
    const workflow = parse(text) as Workflow;
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

    it(`use only our own action, and actions of a commit, which somebody has looked at: ${name}`, () => {
      const used = text.split("\n").filter((line) => line.includes("uses:"));
      assert.equal(used.length, steps.filter(({ uses }) => uses !== undefined).length);
      for (const line of used) assert.match(line, /uses: (?:actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\.\/)$/);
    });

    it(`run only tasks and programs that are there, and put nothing of others into a script: ${name}`, () => {
      for (const { run = "", "working-directory": at = "." } of steps) {
        assert.ok(!run.includes("${{"), run);
        for (const [, task = ""] of run.matchAll(/\bnpm run ([\w:-]+)/g)) assert.ok(task in manifest.scripts, task);
        for (const [path] of run.matchAll(/\b(?:examples|packages|scripts)\/[\w./-]+/g))
          assert.ok(existsSync(join(root, path)), path);
        if (run.includes("npm ci")) assert.ok(existsSync(join(root, at, "package-lock.json")), at);
      }
    });
  }
});

describe("the release", () => {
  const { on, permissions, jobs } = parse(read(`${folder}/release.yml`)) as Workflow;
  const scripts = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));

  it("is made for a tag of a version, and for nothing else", () => {
    assert.deepEqual(Object.keys(on), ["push"]);
    assert.deepEqual(Object.keys(on.push), ["tags"]);
    // GitHub's patterns are these parts of regular expressions, except that dots are dots.
    const patterns = (on.push.tags ?? []).map((tag) => new RegExp(`^${tag.replaceAll(".", "\\.")}$`));
    const isTag = (name: string): boolean => patterns.some((pattern) => pattern.test(name));
    assert.ok(isTag(`v${productVersion()}`) && isTag("v10.20.30"));
    for (const other of ["v1", "v1.2", "1.2.3", "v1.2.3-rc.1", "main"]) assert.ok(!isTag(other), other);
  });

  it("lets each job do only what it is for", () => {
    assert.deepEqual(permissions, {});
    const identified = { "id-token": "write" };
    assert.deepEqual(Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job.permissions])), {
      build: { contents: "read" },
      npm: identified,
      marketplaces: { contents: "read" },
      playground: { pages: "write", ...identified },
      container: { contents: "read", packages: "write", ...identified, attestations: "write" },
      github: { contents: "write", ...identified, attestations: "write" },
    });
    const withSecrets = Object.entries(jobs).filter(([, job]) => JSON.stringify(job).includes("secrets."));
    assert.deepEqual(
      withSecrets.map(([name]) => name),
      ["marketplaces", "container", "github"],
    );
    const secrets = [...JSON.stringify(jobs).matchAll(/secrets\.(\w+)/g)].map(([, secret]) => secret);
    assert.deepEqual([...new Set(secrets)], ["VSCE_PAT", "OVSX_PAT", "GITHUB_TOKEN"]);
  });

  it("publishes the packages that were built and tested, whose sums are checked", () => {
    const { build, playground, ...others } = jobs;
    assert.ok(build !== undefined && playground !== undefined);
    assert.deepEqual(
      build.steps.flatMap(({ run }) => run ?? []),
      ['npm run release -- "$GITHUB_REF_NAME"', "npm test"],
    );
    assert.match(JSON.stringify(build.steps), /"path":"out\/playground"/);
    assert.deepEqual(
      playground.steps.map(({ uses = "" }) => uses.replace(/@.*/, "")),
      ["actions/deploy-pages"],
    );
    for (const { steps } of Object.values(others)) {
      assert.ok(steps.some(({ run }) => run === "sha256sum --check SHA256SUMS"));
      assert.ok(!steps.some(({ run = "" }) => /npm (?:run|test)|npm pack/.test(run)));
    }
    const version = productVersion();
    const names = scripts.flatMap(
      (run) => run.replaceAll("${GITHUB_REF_NAME#v}", version).match(/argocd-annotations-[\w.]+/g) ?? [],
    );
    assert.deepEqual(
      [...new Set(names)].sort(),
      ["tgz", "vsix"].map((end) => `argocd-annotations-${version}.${end}`),
    );
  });

  it("builds an image of a Node that the command line promises to run on, by its digest, as nobody in particular", () => {
    const dockerfile = read("packages/container/Dockerfile");
    assert.match(dockerfile, /^FROM node:24-alpine@sha256:[0-9a-f]{64}$/m);
    assert.match(dockerfile, /^USER [1-9]\d*:[1-9]\d*$/m);
    assert.ok(!/^RUN /m.test(dockerfile));
    const [, program = ""] =
      /^ENTRYPOINT \["node", "\/opt\/argocd-annotations\/package\/(.*)"\]$/m.exec(dockerfile) ?? [];
    assert.ok(read("test/package/npm-files.txt").split("\n").includes(program), program);
  });

  it("is the only way to publish: nobody publishes the project itself to npm", () => {
    assert.equal(manifest.private, true);
    const folders = globSync("scripts/*/package.json", { cwd: root });
    for (const path of folders) assert.equal((JSON.parse(read(path)) as typeof manifest).private, true, basename(path));
  });
});

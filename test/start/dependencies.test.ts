// What `npm start` installs is enough for it: the rest comes with the first other command.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { bundles } from "../../scripts/build/bundles.ts";

const root = join(import.meta.dirname, "..", "..");

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
}

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(join(root, name), "utf8"));
}

describe("the dependencies of npm start", () => {
  const { dependencies } = read("package.json") as Manifest;
  const { packages } = read("package-lock.json") as LockFile;

  it("include all that its scripts load", async () => {
    const { metafile } = await build({
      entryPoints: [join(root, "scripts", "start.ts")],
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
      metafile: true,
      write: false,
      outdir: "out",
    });
    const loaded = Object.values(metafile.outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
    const missing = loaded.filter((path) => !path.startsWith("node:") && dependencies[path] === undefined);
    assert.deepEqual(missing, []);
    assert.ok(loaded.includes("esbuild"));
  });

  it("include all that is bundled", async () => {
    const results = await Promise.all(
      bundles({}).map((options) => build({ ...options, write: false, sourcemap: false, metafile: true })),
    );
    const files = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
    // The last one, since packages may be inside of others.
    const names = files.flatMap((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
    const bundled = new Set(names.map((name) => name.slice(name.indexOf("node_modules"))));
    assert.ok(bundled.size > 5);
    assert.deepEqual(
      [...bundled].filter((name) => packages[name]?.dev !== undefined || !(name in packages)),
      [],
    );
  });

  it("are a small part of all", () => {
    const all = Object.values(packages);
    assert.ok(all.filter(({ dev }) => dev !== true).length < all.length / 8);
  });
});

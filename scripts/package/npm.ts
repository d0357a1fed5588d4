// The package that npm installs: a folder of its own, since package.json in the root is that of the extension and of the project.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { npmBundles, productVersion, root } from "../build/bundles.ts";
import { noticesFiles } from "../build/notices.ts";
import { declarations } from "./declarations.ts";

/** What the two packages have in common, from package.json of the root. */
const shared = ["name", "version", "license", "repository", "bugs", "homepage"] as const;

/**
 * Packs the command line and the library as `dist` holds them into an archive in a folder, which must exist. Resolves with its path.
 * Rejects with an Error when npm fails.
 */
export async function packForNpm(into: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "npm-package-"));
  try {
    fill(folder);
    await npmPack(folder);
    const name = `argocd-annotations-${productVersion()}.tgz`;
    copyFileSync(join(folder, name), join(into, name));
    return join(into, name);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts together what the package consists of. */
function fill(folder: string): void {
  mkdirSync(join(folder, "dist"));
  for (const name of npmBundles) copyFileSync(join(root, "dist", name), join(folder, "dist", name));
  for (const [name, text] of declarations()) writeFileSync(join(folder, "dist", name), text);
  copyFileSync(join(root, "dist", noticesFiles.npm), join(folder, "third-party-notices.txt"));
  for (const name of ["LICENSE", "CHANGELOG.md"]) copyFileSync(join(root, name), join(folder, name));
  copyFileSync(join(root, "packages", "npm", "README.md"), join(folder, "README.md"));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest(), undefined, 2)}\n`);
}

/** The package.json of the package. Nothing is installed with it, and no script of it runs. */
function manifest(): object {
  const project = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Readonly<Record<string, unknown>>;
  const { node } = project["engines"] as { readonly node: string };
  return {
    ...Object.fromEntries(shared.map((key) => [key, project[key]])),
    description:
      "See what Argo CD will do with your Kubernetes manifests before you push: a linter for its annotations, the order of a sync, and a language server.",
    keywords: ["argocd", "argo-cd", "gitops", "kubernetes", "lint", "linter", "sync-wave", "language-server"],
    engines: { node },
    type: "commonjs",
    bin: { "argocd-annotations": "dist/cli.cjs" },
    main: "./dist/library.cjs",
    types: "./dist/library.d.cts",
    exports: {
      ".": { types: "./dist/library.d.cts", default: "./dist/library.cjs" },
      "./package.json": "./package.json",
    },
    sideEffects: false,
    files: ["dist", "third-party-notices.txt", "CHANGELOG.md"],
    publishConfig: { access: "public", provenance: true },
  };
}

/** One string for the shell: on Windows, npm is a script that only a shell can start. */
async function npmPack(folder: string): Promise<void> {
  const child = spawn("npm pack --ignore-scripts --loglevel=error", {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    shell: true,
  });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error("npm could not pack the command line. Its message is above.");
}

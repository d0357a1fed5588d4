import assert from "node:assert/strict";
import { buildApplication, openFile, positionAt } from "../../server/core/index.ts";
import { folderTypeOf, isManifestPath } from "../../server/core/application/folder.ts";
import { type CorpusFile, readCorpus } from "./corpus.ts";
import { diagnoseApplication } from "../support/diagnose.ts";

describe("application rules in folders of public repositories", () => {
  it("are exactly those that were read and judged one by one", () => {
    const found = [...foldersOf(readCorpus())].flatMap(([folder, files]) => hazardsIn(folder, files));
    assert.deepEqual(found, [
      // One Pod in each of two namespaces, which is what that test is about.
      "argoproj/argo-cd/test/e2e/testdata/multi-namespace-hook/multi-namespace-hook.yaml:50 random-order",
      // A base that is applied by hand: no Application of that repository deploys this one.
      ...[5, 6].map(
        (line) =>
          `redhat-na-ssa/demo-ai-gitops-catalog/demos/components/clusters/argo-managed/base/argocd-instance.yaml:${line.toString()} option-of-application-object`,
      ),
      // A plain Job, whose selector the cluster sets: it cannot be replaced in place.
      "theepicsaxguy/homelab/k8s/applications/web/affine/migration-job.yaml:11 options-together",
    ]);
  });
});

/** The files by the folder that Argo CD would read them from; those of a chart by the folder of the chart. */
function foldersOf(corpus: readonly CorpusFile[]): ReadonlyMap<string, readonly CorpusFile[]> {
  const folders = new Map<string, CorpusFile[]>();
  for (const file of corpus) {
    const parent = parentOf(`${file.repo}/${file.path}`);
    const folder = /^(.*?)\/(?:templates|crds)(?:\/|$)/.exec(parent)?.[1] ?? parent;
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return folders;
}

function hazardsIn(folder: string, files: readonly CorpusFile[]): string[] {
  const named = files.map((file) => ({ ...file, name: `${file.repo}/${file.path}` }));
  const inFolder = named.map(({ name }) => name).filter((name) => parentOf(name) === folder);
  const type = folderTypeOf(inFolder.map((name) => name.slice(folder.length + 1)));
  const manifests = named.filter(({ name }) => isManifestPath(type, name.slice(folder.length + 1)));
  const application = buildApplication(
    manifests.map(({ name, text }) => ({ name, file: openFile(text) })),
    { name: folder, source: { type, path: folder }, namespace: "default" },
  );
  return diagnoseApplication(application).map(({ fileName, file, span, rule }) => {
    return `${fileName}:${positionAt(file, span.start).line + 1} ${rule.id}`;
  });
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

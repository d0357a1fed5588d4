import assert from "node:assert/strict";
import { readDeclaredApplications } from "../../../server/core/application/argocd-application.ts";
import { declaredOptions } from "../../../server/core/application/declared-options.ts";
import { type Declaring, declarationChange } from "../../../server/core/features/plan/plan-change-application.ts";
import { openFile } from "../../../server/core/manifest/file.ts";

function declaring(spec: string, metadata = ""): Declaring {
  const text = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: shop, ${metadata}}\nspec: {${spec}}\n`;
  const [declared] = readDeclaredApplications(openFile(text), "shop.yaml");
  assert.ok(declared);
  return { application: { planOptions: declaredOptions(declared) }, declared };
}

function notes(was: string, now: string): readonly string[] {
  return declarationChange(declaring(was), declaring(now)).notes;
}

describe("what changes in an Application object", () => {
  it("is nothing where it is written in other words", () => {
    const was = "destination: {server: 'https://kubernetes.default.svc/'}, source: {path: a, targetRevision: HEAD}";
    assert.deepEqual(notes(was, "destination: {name: in-cluster}, source: {path: a}"), []);
    assert.deepEqual(notes("syncPolicy: {automated: {enabled: false}}", ""), []);
    assert.deepEqual(
      notes("project: '{{ .p }}', source: {repoURL: '{{ .r }}'}", "project: a, source: {repoURL: b}"),
      [],
    );
    const listed = declaring("source: {path: a}");
    const sources = listed.declared.sources.map((it) => ({ ...it, isHere: true as const }));
    const now = declaring("source: {path: a}, syncPolicy: {automated: {}}");
    assert.deepEqual(declarationChange({ ...listed, declared: { ...listed.declared, sources } }, now).notes, []);
    // One cluster may be named by its address or by its name.
    assert.deepEqual(notes("destination: {server: 'https://a'}", "destination: {name: a}"), []);
  });

  it("leaves what was deployed to another cluster", () => {
    const change = declarationChange(declaring("destination: {name: a}"), declaring("destination: {name: b}"));
    assert.ok(change.isElsewhere);
    assert.match(change.notes.join(), /^The Application now deploys to the cluster "b" instead of "a": .* stays there/);
    assert.ok(!declarationChange(declaring("destination: {name: a}"), declaring("")).isElsewhere);
  });

  it("is what Argo CD reads", () => {
    const git = "source: {path: a, repoURL: 'https://h/one'}";
    assert.deepEqual(notes(git, "source: {path: a, repoURL: 'https://h/two', targetRevision: v1}"), [
      'Argo CD now reads the repository "https://h/two" instead of "https://h/one" and the revision "v1" instead of "HEAD": what is compared here are the files of this repository.',
    ]);
    const chart = "chart: redis, repoURL: 'https://h'";
    assert.deepEqual(notes(`source: {${chart}, targetRevision: 1.2.3}`, `source: {${chart}, targetRevision: 2.0.0}`), [
      'The chart changes from "redis" 1.2.3 of https://h to "redis" 2.0.0 of https://h: what that changes is not known here.',
    ]);
    assert.match(
      notes(git, `source: {${chart}, targetRevision: 2.0.0}`).join(),
      /^The chart changes from one in Git to/,
    );
    assert.deepEqual(notes(git, "sources: [{path: a}, {path: b}]"), []);
  });

  it("is how it is synced, to whom it belongs and what its deletion deletes", () => {
    const [off, on, prune] = ["", "syncPolicy: {automated: {}}", "syncPolicy: {automated: {prune: true}}"] as const;
    const starts = (was: string, now: string): string => notes(was, now).join().split(":", 1).join();
    assert.equal(starts(off, on), "The Application is now synced automatically");
    assert.match(notes(off, prune).join(), /: it prunes what earlier changes have left in the cluster, too\.$/);
    assert.equal(starts(prune, off), "The Application is no longer synced automatically");
    assert.match(notes(on, prune).join(), /^Automated syncs now prune: they prune what/);
    assert.match(notes(prune, on).join(), /^Automated syncs no longer prune: what is no longer .* stays/);
    assert.match(notes("project: a", "project: b").join(), /^The Application moves from the project "a" to "b"/);
    const at = (namespace: string, rest = ""): Declaring => declaring("", `namespace: ${namespace}, ${rest}`);
    const cascade = "finalizers: [resources-finalizer.argocd.argoproj.io]";
    assert.match(
      declarationChange(at("a"), at("b")).notes.join(),
      /from the namespace "a" to "b", .* stays in the cluster/,
    );
    assert.match(
      declarationChange(at("a", cascade), at("b", cascade)).notes.join(),
      /unless the new one is synced first/,
    );
    assert.deepEqual(declarationChange(declaring(""), at("b")).notes, []);
    const [without, finalizer] = [declaring(""), declaring("", "finalizers: [resources-finalizer.argocd.argoproj.io]")];
    assert.match(
      declarationChange(finalizer, without).notes.join(),
      /^The Application no longer has the finalizer .* stays/,
    );
    assert.match(
      declarationChange(without, finalizer).notes.join(),
      /^The Application now has the finalizer .* deleted too/,
    );
  });
});

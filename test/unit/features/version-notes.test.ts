import assert from "node:assert/strict";
import { readDeclaredApplications } from "../../../server/core/application/argocd-application.ts";
import { readDeclared } from "../../../server/core/application/deployed-application.ts";
import { codeLenses } from "../../../server/core/features/code-lens.ts";
import { storyOf } from "../../../server/core/features/story.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { rosterOf } from "../../../server/core/roster/roster.ts";
import { parseVersion } from "../../../server/core/versions.ts";
import { hook, manifest } from "../../support/manifests.ts";
import { treeOf } from "../../support/source-tree.ts";

/** The lens and the story of the one resource of an application with these sync options. */
function told(
  text: string,
  of = "latest",
  syncOptions = "",
): { readonly lens: string; readonly story: readonly string[] } {
  const policy = `syncPolicy: { syncOptions: [${syncOptions}] }`;
  const spec = `{ source: { path: app }, destination: { namespace: shop }, ${policy} }`;
  const object = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: shop }\nspec: ${spec}\n`;
  const [declared] = readDeclaredApplications(openFile(object), "shop.yaml");
  assert.ok(declared);
  const version = parseVersion(of);
  const roster = rosterOf(readDeclared(declared, treeOf({ "app/a.yaml": text }), { version }).application);
  const [member] = roster.members;
  assert.ok(member);
  const story = storyOf(member, roster)
    .split("\n")
    .map((line) => line.replaceAll("**", "").replace(/^- /, ""));
  return { lens: codeLenses(roster, "app/a.yaml", "always")[0]?.title ?? "", story };
}

const options = (value: string): string => manifest("Secret", "a", { "argocd.argoproj.io/sync-options": value });
const notesIn = ({ story }: ReturnType<typeof told>): readonly string[] =>
  story.filter((line) => line.startsWith("Before Argo CD"));

describe("what a resource is told to be in other versions", () => {
  it("is said where a list of options is read in another way before 3.4", () => {
    assert.deepEqual(notesIn(told(options("Prune=true,Prune=false"))), [
      "Before Argo CD 3.4, `Prune=false` counts wherever it is in the list.",
    ]);
    assert.deepEqual(notesIn(told(options("Delete=false,Delete=confirm"))), []);
    assert.deepEqual(notesIn(told(options("Delete=true,Delete=confirm"))), [
      "Before Argo CD 3.4, `Delete=confirm` counts wherever it is in the list.",
    ]);
    assert.deepEqual(notesIn(told(options("Prune=false"))), []);
  });

  it("is said where the Application protects", () => {
    const plain = manifest("Secret", "a");
    assert.deepEqual(notesIn(told(plain, "latest", "Prune=false, Delete=confirm")), [
      "Before Argo CD 3.4, `Prune=` in the Application has no effect.",
      "Before Argo CD 3.4, `Delete=` in the Application has no effect.",
    ]);
    assert.deepEqual(notesIn(told(plain)), []);
  });

  it("is said of hooks of the deletion that have other types too", () => {
    assert.deepEqual(notesIn(told(manifest("Job", "a", hook("PostSync,PostDelete")))), [
      "Before Argo CD 3.4, `PostDelete` in a list has no effect.",
    ]);
    assert.deepEqual(notesIn(told(manifest("Job", "a", hook("PostDelete")))), []);
  });

  it("is not said to those who have named their version: they are told what that one does", () => {
    const { story } = told(options("Prune=true,Prune=false"), "3.3", "Delete=false");
    assert.deepEqual(notesIn({ lens: "", story }), []);
    assert.ok(story.includes("Not pruned when it is removed from Git (Prune=false)."), story.join("\n"));
    assert.match(
      story.at(-1) ?? "",
      /^Deleted with the application, in batch 1 of 1, which Prune=false does not prevent, but Delete=false would\.$/,
    );
    assert.match(
      told(options("Prune=false"), "2.6").story.at(-1) ?? "",
      /^Deleted with the application, in batch 1 of 1\.$/,
    );
  });

  it("has somebody confirm a deletion for Prune=confirm since 3.4", () => {
    const last = (of: string): string => told(options("Prune=confirm"), of).story.at(-1) ?? "";
    assert.match(
      last("3.4"),
      /in batch 1 of 1\. Nothing is deleted before someone has approved it \(Prune=confirm\)\.$/,
    );
    assert.match(last("3.3"), /in batch 1 of 1\.$/);
  });

  it("names the version that a hook needs", () => {
    const job = manifest("Job", "a", hook("PostDelete"));
    const { lens, story } = told(job, "2.9");
    assert.equal(lens, "Argo CD: never applied: PostDelete hooks need Argo CD 2.10");
    assert.ok(story.includes("Never applied: PostDelete hooks need Argo CD 2.10. Argo CD reports no error."));
  });

  it("deletes a hook by its own end before 1.8", () => {
    const job = manifest("Job", "a", { ...hook("Sync"), "argocd.argoproj.io/hook-delete-policy": "HookSucceeded" });
    assert.match(told(job, "1.8").lens, / · deleted after a successful sync$/);
    assert.match(told(job, "1.7").lens, / · deleted when it has succeeded$/);
  });
});

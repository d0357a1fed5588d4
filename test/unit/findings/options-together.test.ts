import assert from "node:assert/strict";
import { parseVersion } from "../../../server/core/index.ts";
import { applyEdits } from "../../support/apply-edits.ts";
import { diagnoseApplication } from "../../support/diagnose.ts";
import { automatedOf, folderOf } from "./folder.ts";

interface Given {
  readonly kind?: string;
  /** The value of the resource's `sync-options`. */
  readonly own?: string;
  /** The sync options of the application. */
  readonly application?: readonly string[];
  readonly version?: string;
  /** More lines of the resource: annotations, indented by four, or a `spec`. */
  readonly more?: string;
}

const headers: Readonly<Record<string, string>> = {
  Job: "apiVersion: batch/v1\nkind: Job",
  Pod: "apiVersion: v1\nkind: Pod",
  PersistentVolumeClaim: "apiVersion: v1\nkind: PersistentVolumeClaim",
  Deployment: "apiVersion: apps/v1\nkind: Deployment",
};

function found({ kind = "Job", own, application = [], version = "latest", more = "" }: Given): {
  readonly said: readonly string[];
  readonly on: readonly string[];
  readonly fixed: readonly string[];
} {
  const options = own === undefined ? "" : `    argocd.argoproj.io/sync-options: ${own}\n`;
  const text = `${headers[kind]}\nmetadata:\n  name: a\n  annotations:\n    team: web\n${options}${more}`;
  const identity = { declared: true, syncOptions: application, version: parseVersion(version) };
  const problems = diagnoseApplication(folderOf({ "a.yaml": text }, identity)).filter(
    ({ rule }) => rule.id === "options-together",
  );
  return {
    said: problems.map(({ message }) => message),
    on: problems.map(({ span }) => text.slice(span.start, span.end)),
    fixed: problems.flatMap(({ fixes }) =>
      fixes.map(({ title, edits }) => {
        const line = /sync-options: (.*)/.exec(applyEdits(text, edits));
        return `${title}: ${line?.[1] ?? "none"}`;
      }),
    ),
  };
}

describe("sync options together", () => {
  it("tells Force=true with server-side apply, by version", () => {
    const given = { own: "Force=true,ServerSideApply=true" };
    for (const version of ["3.0", "3.1", "3.5"])
      assert.match(found({ ...given, version }).said.join(), /^Each sync fails at Job "a" .* kubectl refuses/);
    for (const version of ["2.12", "2.14", "3.6"])
      assert.match(found({ ...given, version }).said.join(), /^"Force=true" has no effect on Job "a"/);
    assert.deepEqual(found({ ...given, version: "2.11" }).said, [], "it does not read Force=true");
  });

  it("tells it where the application applies on the server, and offers to apply one resource on the client", () => {
    const given = { kind: "Deployment", own: "Force=true", application: ["ServerSideApply=true"] };
    assert.match(found(given).said.join(), /or apply it on the client with "ServerSideApply=false"\.$/);
    assert.deepEqual(found(given).fixed, [
      'Remove "Force=true": none',
      'Add "ServerSideApply=false" to Deployment "a": Force=true,ServerSideApply=false',
    ]);
    assert.deepEqual(found({ ...given, version: "2.13" }).fixed, ['Remove "Force=true": none']);
    assert.deepEqual(found({ ...given, own: "Force=true,ServerSideApply=false" }).said, []);
  });

  it("says nothing where the object is replaced, and so is not applied on the server", () => {
    assert.deepEqual(found({ own: "Force=true,ServerSideApply=true,Replace=true" }).said, []);
    assert.deepEqual(found({ own: "Force=true,ServerSideApply=true", application: ["Replace=true"] }).said, []);
  });

  it("tells Replace=true without Force=true on what cannot be replaced", () => {
    assert.deepEqual(found({ own: "Replace=true" }).fixed, [
      'Add "Force=true": Replace=true,Force=true',
      'Remove "Replace=true": none',
    ]);
    assert.match(found({ kind: "Pod", own: "Replace=true" }).said.join(), /deletes the Pod and starts it again/);
    assert.deepEqual(found({ kind: "Deployment", own: "Replace=true" }).said, []);
  });

  it("does not advise to delete a claim", () => {
    const { said, fixed } = found({ kind: "PersistentVolumeClaim", own: "Replace=true" });
    assert.match(said.join(), /^Once PersistentVolumeClaim "a" is bound, .* Remove "Replace=true"\.$/);
    assert.deepEqual(fixed, ['Remove "Replace=true": none']);
    const bound = { kind: "PersistentVolumeClaim", own: "Replace=true", more: "spec:\n  volumeName: disk\n" };
    assert.deepEqual(found(bound).said, [], "it may be what the cluster has");
  });

  it("stands on the name where only the application says so", () => {
    const { said, on, fixed } = found({ application: ["Replace=true"] });
    assert.match(said.join(), /or write "Replace=true" on the resources that need it, not in the Application\.$/);
    assert.deepEqual([on, fixed], [["a"], ['Add "Force=true": Force=true']]);
    const both = found({ own: "Replace=true", application: ["Replace=true"] });
    assert.deepEqual([both.on, both.fixed], [["Replace=true"], ['Add "Force=true": Replace=true,Force=true']]);
  });

  it("offers no Force=true where Argo CD does not read it", () => {
    const { said, fixed } = found({ own: "Replace=true", version: "2.10" });
    assert.match(said.join(), /Pod template\. Remove "Replace=true"\.$/);
    assert.deepEqual(fixed, ['Remove "Replace=true": none']);
  });

  it("says nothing of hooks, and of what is not known", () => {
    const hook = "    argocd.argoproj.io/hook: PreSync\n";
    assert.deepEqual(found({ own: "Replace=true", more: hook }).said, []);
    assert.deepEqual(found({ own: '"{{ .Values.options }}"', application: ["Replace=true"] }).said, []);
    assert.deepEqual(found({ application: ["Replace=true", "RespectIgnoreDifferences=true"] }).said, []);
  });
});

describe("metadata of a Namespace that the application has a manifest of", () => {
  const said = (name: string, createNamespace?: { readonly managed: boolean }): readonly string[] => {
    const text = `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n`;
    const more = createNamespace && { createNamespace: { annotations: new Map<string, string>(), ...createNamespace } };
    return diagnoseApplication(automatedOf({ "namespace.yaml": text }, { namespace: "shop", ...more }))
      .filter(({ rule }) => rule.id === "options-together")
      .map(({ message }) => message);
  };

  it("is not used", () => {
    assert.match(said("shop", { managed: true })[0] ?? "", /^Argo CD applies this manifest of the Namespace/);
    assert.deepEqual(said("other", { managed: true }), []);
    assert.deepEqual(said("shop", { managed: false }), []);
    assert.deepEqual(said("shop"), []);
  });
});

import assert from "node:assert/strict";
import { editorSnippet, plainSnippet, snippets } from "../../../server/core/catalogue/snippets.ts";
import { complete } from "../../../server/core/features/complete/complete.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { nodeAt, stringAt } from "../../../server/core/manifest/node.ts";
import { openAtCursor } from "../../support/cursor.ts";
import { diagnoseFile } from "../../support/diagnose.ts";

/** A snippet of VS Code with its defaults filled in, as the editor does it. */
function expand(snippet: string): string {
  const defaults = new Map<string, string>();
  for (const [, number = "", text = ""] of snippet.matchAll(/\$\{(\d+):((?:[^\\}]|\\.)*)\}/g))
    defaults.set(number, text);
  return snippet
    .replace(/\$\{\d+:((?:[^\\}]|\\.)*)\}/g, "$1")
    .replace(/(?<!\\)\$(\d+)/g, (_, number: string) => defaults.get(number) ?? "")
    .replace(/\\([\\$}])/g, "$1");
}

/** The phase and wave of each resource, in the order of the sync. */
function planOf(text: string): string[] {
  const { application } = openAtCursor(`${text}$0`);
  return application.plan.steps.flatMap(({ phase, wave, tasks }) =>
    tasks.map(({ resource }) => `${phase} ${wave ?? ""} ${application.members[resource ?? -1]?.manifest.kind ?? ""}`),
  );
}

const plans: Readonly<Record<string, readonly string[]>> = {
  "argocd-hook-access": ["PreSync -2 ServiceAccount", "PreSync -2 Role", "PreSync -2 RoleBinding"],
  "argocd-migration-job": ["PreSync -1 Job"],
  "argocd-smoke-test": ["PostSync 0 Job"],
  "argocd-notification": ["PostSync 1 Job"],
  "argocd-failure-alert": ["SyncFail 0 Job"],
};

describe("the snippets", () => {
  for (const spec of snippets) {
    describe(spec.prefix, () => {
      const text = plainSnippet(spec);
      const file = openFile(text);

      it("has no finding and the plan that it promises", () => {
        assert.deepEqual(
          diagnoseFile(file).map(({ message }) => message),
          [],
        );
        assert.deepEqual(
          file.documents.map(({ parsed }) => parsed.error).filter((error) => error !== undefined),
          [],
        );
        assert.deepEqual(planOf(text), plans[spec.prefix]);
      });

      it("is the same text in an editor that fills in the defaults", () => {
        assert.equal(expand(editorSnippet(spec)), text);
        assert.match(editorSnippet(spec), /\$\{1:/);
        assert.doesNotMatch(text, /<<|>>/);
      });

      it("leaves no Job without a deadline, limits of its resources and a policy that replaces it", () => {
        for (const { node, kind } of file.documents.flatMap(({ manifests }) => manifests)) {
          if (kind !== "Job") continue;
          assert.ok(nodeAt(node, "spec", "activeDeadlineSeconds"));
          const containers = nodeAt(node, "spec", "template", "spec", "containers");
          assert.ok(containers?.type === "list");
          for (const container of containers.items) assert.ok(stringAt(container, "resources", "limits", "memory"));
          assert.match(text, /hook-delete-policy: BeforeHookCreation/);
        }
      });
    });
  }

  it("give the migration its identity in time when both are in one application", () => {
    const [access = "", migration = ""] = snippets.map(plainSnippet);
    assert.deepEqual(planOf(`${migration}---\n${access}`), [
      ...(plans["argocd-hook-access"] ?? []),
      ...(plans["argocd-migration-job"] ?? []),
    ]);
  });

  it("are completed with places to fill in", () => {
    const { file, offset, application } = openAtCursor("mig$0");
    const found = complete(file, offset, application).find(({ label }) => label === "argocd-migration-job");
    assert.equal(found?.kind, "snippet");
    assert.equal(found.snippet?.includes("${1:db-migration}"), true);
    assert.deepEqual(found.span, { start: 0, end: 3 });
  });
});

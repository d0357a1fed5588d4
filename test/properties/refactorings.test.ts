import assert from "node:assert/strict";
import fc from "fast-check";
import { type Application, planOutline, refactorings, renumberedWaves, rosterOf } from "../../server/core/index.ts";
import { textsAfter } from "../support/apply-edits.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { nastyText } from "../support/texts.ts";
import { folderOf } from "../unit/findings/folder.ts";

/** The names in each phase and wave, in the order of the sync. */
function order(application: Application): readonly string[] {
  return planOutline(rosterOf(application)).steps.map(
    ({ phase, tasks }) => `${phase}: ${tasks.map(({ name }) => name).join(", ")}`,
  );
}

describe("refactorings", () => {
  it("keep what Argo CD makes of the resource, whatever stands in both", () => {
    const record = fc.record(
      {
        "argocd.argoproj.io/hook": fc.constantFrom("PreSync", "PostSync,PreSync", "typo", "PreDelete"),
        "helm.sh/hook": fc.constantFrom("pre-install", "'post-install, pre-delete'", "pre-upgrade,test", "test"),
        "argocd.argoproj.io/sync-wave": fc.constantFrom('"3"', "'-2'", "one"),
        "helm.sh/hook-weight": fc.constantFrom('"4"', "'-1'", "heavy"),
        "argocd.argoproj.io/hook-delete-policy": fc.constantFrom("HookFailed", "HookSucceeded,HookFailed", "typo"),
        "helm.sh/hook-delete-policy": fc.constantFrom("hook-succeeded", "before-hook-creation"),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(record, fc.boolean(), (annotations, flow) => {
        const entries = Object.entries(annotations).map(
          ([key, value]) => `${key}: ${value.includes(",") ? `"${value.replaceAll("'", "")}"` : value}`,
        );
        const text = flow
          ? `apiVersion: batch/v1\nkind: Job\nmetadata: {name: a, annotations: {${entries.join(", ")}}}\n`
          : manifest("Job", "a", annotations);
        const application = folderOf({ "a.yaml": text });
        const found = refactorings(application, "a.yaml", { start: 0, end: 0 }).find(
          ({ id }) => id === "to Argo CD hook",
        );
        if (found === undefined) return;
        const files = textsAfter(found.edits);
        const pick = ({ plan: { behaviours } }: Application): unknown => {
          const { phases, wave: number, deletePolicies, preDelete, postDelete } = behaviours[0] ?? assert.fail();
          return { phases, number, deletePolicies, preDelete, postDelete };
        };
        assert.doesNotMatch(files["a.yaml"] ?? "", /helm\.sh\/hook/);
        assert.deepEqual(pick(folderOf(files)), pick(application));
      }),
      { numRuns: 150 },
    );
  });

  it("never fail, whatever the text, and make edits that do not overlap", () => {
    fc.assert(
      fc.property(nastyText, fc.nat(), fc.nat(), (text, from, length) => {
        const start = from % (text.length + 1);
        const application = folderOf({ "a.yaml": text, "b.yaml": manifest("Job", "b", wave("3")) });
        const range = { start, end: Math.min(text.length, start + (length % 40)) };
        for (const { edits } of refactorings(application, "a.yaml", range)) textsAfter(edits);
      }),
      { numRuns: 200 },
    );
  });

  it("keep the order of the sync when waves are inserted or renumbered, in whatever application", () => {
    const number = fc.oneof(fc.integer({ min: -4, max: 4 }), fc.constantFrom(100, -100));
    const resource = fc.record({
      kind: fc.constantFrom("Job", "Secret", "ConfigMap", "Namespace"),
      hook: fc.option(
        fc.constantFrom("PreSync", "PostSync", "SyncFail", "PreSync,PostSync", "Skip", "PreDelete", "typo"),
      ),
      wave: fc.option(number),
      weight: fc.option(number, { freq: 1 }),
      file: fc.constantFrom("a.yaml", "b.yaml"),
    });
    const resources = fc.array(resource, { minLength: 1, maxLength: 14, size: "max" });
    fc.assert(
      fc.property(resources, fc.nat(), (all, pick) => {
        const texts = { "a.yaml": "", "b.yaml": "" };
        for (const [index, { kind, hook: type, wave: number, weight, file }] of all.entries()) {
          texts[file] += `---\n${manifest(kind, kind === "Namespace" && index % 2 ? "default" : `r${index}`, {
            ...(type === null ? {} : hook(type)),
            ...(number === null ? {} : wave(`${number}`)),
            ...(weight === null ? {} : { "helm.sh/hook-weight": `'${weight}'` }),
          })}`;
        }
        const application = folderOf(texts);
        const member = application.members[pick % application.members.length] ?? assert.fail();
        const start = (member.file.offsets[member.documentIndex] ?? 0) + member.manifest.node.span.start;
        const found = refactorings(application, member.fileName, { start, end: start });
        for (const { id, edits } of found.filter((it) => /^insert|^renumber/.test(it.id))) {
          const moved = folderOf({ ...texts, ...textsAfter(edits) });
          assert.deepEqual(order(moved), order(application), id);
          assert.deepEqual(moved.plan.deletion, application.plan.deletion, id);
        }
        const renumbered = renumberedWaves(application, 7n);
        if (typeof renumbered !== "string" && !("message" in renumbered)) {
          assert.deepEqual(order(folderOf({ ...texts, ...textsAfter(renumbered) })), order(application));
        }
      }),
      { numRuns: 120 },
    );
  });
});

import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { parseAllDocuments } from "yaml";
import {
  type Application,
  type FileEdits,
  moveTask,
  openFile,
  planOutline,
  refactorings,
  rosterOf,
  shiftedWaves,
  type TextEdit,
} from "../../server/core/index.ts";
import { applyEdits } from "../support/apply-edits.ts";
import { diagnoseApplication, diagnoseFile, fixFile } from "../support/diagnose.ts";
import { sharedAnnotations } from "../support/shared-annotations.ts";
import { folderOf } from "../unit/findings/folder.ts";

const ownKeys = /^(?:argocd\.argoproj\.io|helm\.sh)\/(?:hook|hook-delete-policy|sync-wave|hook-weight)$/;

describe("edits of resources that share annotations", () => {
  it("are offered as the fix of a rule only where no other resource changes", () => {
    fc.assert(
      fc.property(sharedAnnotations, (text) => {
        const before = read(text);
        for (const { title, edits } of diagnoseFile(openFile(text)).flatMap(({ fixes }) => fixes)) {
          const after = read(applyEdits(text, edits));
          const changed = [...before].filter(([name, it]) => !isDeepStrictEqual(after.get(name), it));
          assert.ok(changed.length <= 1, `${title} changes ${changed.map(([name]) => name).join(" and ")}`);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("are made by fixing everything only where the YAML stays whole", () => {
    fc.assert(
      fc.property(sharedAnnotations, (text) => {
        const fixed = fixFile(openFile(text));
        assert.equal(read(fixed).size, read(text).size);
        assert.equal(/[^\r]\n/.test(fixed), /[^\r]\n/.test(text), "the line endings changed");
      }),
      { numRuns: 150 },
    );
  });

  it("are offered as the fix of an order only where what is named changes", () => {
    let fixes = 0;
    fc.assert(
      fc.property(sharedAnnotations, (text) => {
        for (const problem of diagnoseApplication(folderOf({ "all.yaml": text }))) {
          const here = resourceAt(text, problem.span.start);
          for (const { title, edits } of problem.fixes) {
            fixes++;
            const meant = changedIn(text, edits, /^argocd\.argoproj\.io\/sync-options$/);
            for (const name of meant) assert.ok(title.includes(`"${name}"`) || name === here, `${title}: ${name}`);
          }
        }
      }),
      { numRuns: 400 },
    );
    assert.ok(fixes > 20, "hardly any fix was offered");
  });

  it("are offered as refactorings, each of the resource that it is offered on or of waves alone", () => {
    fc.assert(
      fc.property(sharedAnnotations, fc.nat(), (text, pick) => {
        const application = folderOf({ "all.yaml": text });
        const member = application.members[pick % application.members.length] ?? assert.fail();
        const start = (member.file.offsets[member.documentIndex] ?? 0) + member.manifest.node.span.start;
        for (const { id, title, edits } of refactorings(application, "all.yaml", { start, end: start })) {
          const changed = changedIn(text, allOf(edits));
          assert.ok(changed.length > 0, title);
          if (!/^insert|^renumber/.test(id)) assert.deepEqual(changed, [member.manifest.name], title);
        }
        const shifted = shiftedWaves(application, "all.yaml", { range: { start, end: start }, by: 3n });
        if (typeof shifted !== "string" && !("message" in shifted))
          assert.deepEqual(changedIn(text, allOf(shifted)), [member.manifest.name]);
      }),
      { numRuns: 120 },
    );
  });

  it("move a resource to the wave that was asked for and nothing else, or nothing at all", () => {
    let moves = 0;
    fc.assert(
      fc.property(sharedAnnotations, fc.bigInt({ min: -9n, max: 9n }), (text, wave) => {
        const application = folderOf({ "all.yaml": text });
        for (const { task, name } of tasksOf(application)) {
          const moved = moveTask(application, task, { wave, phase: undefined });
          if (typeof moved === "string") continue;
          moves++;
          assert.ok(changedIn(text, allOf(moved)).every((it) => it === name));
          assert.equal(writtenWave(folderOf({ "all.yaml": applyEdits(text, allOf(moved)) }), name), `${wave}`);
        }
      }),
      { numRuns: 150 },
    );
    assert.ok(moves > 100, "hardly anything could be moved");
  });
});

function allOf(files: readonly FileEdits[]): readonly TextEdit[] {
  return files.flatMap(({ edits }) => edits);
}

interface Plain {
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, unknown>> };
}

/** The resources of a text by name, as a reader of YAML that knows nothing of Argo CD sees them. */
function read(text: string): ReadonlyMap<string, Plain> {
  const documents = parseAllDocuments(text, { merge: true, uniqueKeys: false });
  const resources = documents.flatMap((document) => {
    assert.deepEqual(document.errors, [], text);
    const content = document.toJS() as Plain | { readonly items: readonly Plain[] };
    return "items" in content ? content.items : [content];
  });
  return new Map(resources.map((it) => [it.metadata.name, it]));
}

/**
 * The names of the resources that edits change: nothing may change but their own annotations, the values of hooks and waves, and those
 * of `others`.
 */
function changedIn(text: string, edits: readonly TextEdit[], others?: RegExp): string[] {
  const [before, after] = [read(text), read(applyEdits(text, edits))];
  assert.deepEqual([...after.keys()], [...before.keys()]);
  return [...before].flatMap(([name, it]) => {
    const other = after.get(name) ?? assert.fail();
    assert.deepEqual(withoutOwn(other, others), withoutOwn(it, others), `something else of "${name}" changed`);
    return JSON.stringify(other) === JSON.stringify(it) ? [] : [name];
  });
}

function withoutOwn(it: Plain, others: RegExp | undefined): unknown {
  const isOwn = (key: string): boolean => ownKeys.test(key) || others?.test(key) === true;
  const left = Object.entries(it.metadata.annotations ?? {}).filter(([key]) => !isOwn(key));
  return { ...it, metadata: { ...it.metadata, annotations: Object.fromEntries(left) } };
}

/** The name of the resource whose text is at an offset. */
function resourceAt(text: string, offset: number): string {
  const file = openFile(text);
  for (const [index, { manifests }] of file.documents.entries()) {
    const base = file.offsets[index] ?? 0;
    const found = manifests.find(({ node: { span } }) => base + span.start <= offset && offset <= base + span.end);
    if (found !== undefined) return found.name;
  }
  return assert.fail("the finding stands outside of every resource");
}

function tasksOf(application: Application): readonly { readonly task: string; readonly name: string }[] {
  return planOutline(rosterOf(application)).steps.flatMap(({ tasks }) =>
    tasks.map(({ id, name }) => ({ task: id, name })),
  );
}

/** The wave that Argo CD finds in the annotations of a resource, where the last of several `<<` and keys wins. */
function writtenWave({ members }: Application, name: string): string | undefined {
  const annotations = members.find(({ manifest }) => manifest.name === name)?.manifest.annotations ?? [];
  const found = annotations.find(({ key, effective }) => effective && key.text === "argocd.argoproj.io/sync-wave");
  return found?.value.type === "scalar" ? found.value.text : undefined;
}

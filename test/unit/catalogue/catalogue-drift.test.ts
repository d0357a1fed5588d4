// Compares the catalogue with the names in the source of Argo CD and the tools beside it, which are listed in
// test/fixtures/catalogue/argocd-constants.json. `howToUpdate` at the top of that file says how to bring the list up to date.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { applicationSyncOptions } from "../../../server/core/catalogue/application-sync-options.ts";
import { isOfFamily, keyParts, stemOf } from "../../../server/core/catalogue/families.ts";
import { fields } from "../../../server/core/catalogue/fields.ts";
import { findFinalizer, finalizers } from "../../../server/core/catalogue/finalizers.ts";
import { catalogue } from "../../../server/core/catalogue/index.ts";
import { labels } from "../../../server/core/catalogue/labels.ts";

interface Source {
  readonly repository: string;
  readonly commit: string;
  readonly date: string;
  readonly constants: readonly Constant[];
}

interface Constant {
  readonly name: string;
  readonly value: string;
  readonly file: string;
}

const here = "test/unit/catalogue/catalogue-drift.test.ts";
/** The names in the source of Argo CD and the tools beside it, as they were at a certain commit. */
const fixture = "test/fixtures/catalogue/argocd-constants.json";

const list = JSON.parse(readFileSync(join(import.meta.dirname, "..", "..", "..", fixture), "utf8")) as {
  readonly howToUpdate: readonly string[];
  readonly sources: readonly Source[];
};

/** Constants that have no place in the catalogue, each with the reason. */
const leftOut: ReadonlyMap<string, string> = new Map([
  ["AnnotationKeyManagedBy", "A word without a domain, which anybody may use; Argo CD writes it to its own Secrets."],
  ["AnnotationValueManagedByArgoCD", "The value of that annotation."],
  ["LabelKeyAppName", "Argo CD finds its own components by it."],
  ["LabelKeyComponentRepoServer", "Argo CD finds its own components by it."],
  ["LabelValueComponentRepoServer", "The value of that label."],
  ["SyncOptionDisableApplyOutOfSyncOnly", "Nothing reads it: it turns off what is off."],
  ["SyncOptionClientSideApplyMigration", "Nothing reads it: it turns on what is on."],
  ["annotationGCMark", "The agent of the engine writes it, which is no part of Argo CD."],
  ["NoticeAnnotationPrefix", "Its six keys are in the catalogue one by one."],
  ["NOTIFICATION_SUBSCRIPTION_ANNOTATION_PREFIX", "The beginning of a family that the catalogue has, without its dot."],
  ["AnnotationPrefix", "The domain alone."],
  ["OldMatchOptionAnnotation", "Only versions of the Image Updater before 1.0 read it, and they warn about it."],
]);

/** Keys of the catalogue that are no constant, each with the reason. */
const withoutConstant: ReadonlyMap<string, string> = new Map([
  [
    "argocd.argoproj.io/ignore-differences-json-pointers",
    "Argo CD pull request 29616 added it after the commit of the list.",
  ],
  ["argocd.argoproj.io/instance", "The documentation recommends it as a setting, `application.instanceLabelKey`."],
  ["argocd.argoproj.io/managed-by", "The Argo CD Operator reads it."],
  ["argocd.argoproj.io/managed-by-cluster-argocd", "The Argo CD Operator reads it."],
  ["pre-delete-finalizer.argocd.argoproj.io/cleanup", "Argo CD makes it of the finalizer and the name of its stage."],
  ["post-delete-finalizer.argocd.argoproj.io/cleanup", "Argo CD makes it of the finalizer and the name of its stage."],
]);

const constants = list.sources.flatMap((source) => source.constants);
const specs = [...catalogue, ...labels];
const keys = [...specs.map(({ key }) => key), ...finalizers.map(({ name }) => name)];
const items = [...specs, ...fields].flatMap(({ value }) => value.items).concat(applicationSyncOptions);

describe("the catalogue beside the source", () => {
  it("is held against commits that are named and dated", () => {
    for (const { repository, commit, date } of list.sources) {
      assert.match(repository, /^[\w-]+\/[\w-]+$/);
      assert.match(commit, /^[0-9a-f]{7,40}$/);
      assert.match(date, /^\d{4}-\d{2}-\d{2}$/);
    }
  });

  for (const constant of constants) {
    const { name, value, file } = constant;
    const isLeftOut = leftOut.has(name);
    it(`${isLeftOut ? "leaves out" : "has"} ${name} (${value}) of ${file}`, () => {
      const advice = isLeftOut ? adviceForStaleReason(name, "leftOut") : adviceForConstant(constant);
      assert.ok(isInCatalogue(value) !== isLeftOut, advice);
    });
  }

  for (const key of keys) {
    const hasReason = withoutConstant.has(key);
    it(`${hasReason ? "has a reason for" : "knows where Argo CD declares"} ${key}`, () => {
      const isConstant = constants.some(({ value }) => names(key, value));
      assert.ok(isConstant !== hasReason, hasReason ? adviceForStaleReason(key, "withoutConstant") : adviceForKey(key));
    });
  }

  it("gives reasons only for what there is", () => {
    for (const name of leftOut.keys()) {
      assert.ok(
        constants.some((constant) => constant.name === name),
        `${name} is not in ${fixture}: remove it from "leftOut".`,
      );
    }
    for (const key of withoutConstant.keys()) {
      assert.ok(keys.includes(key), `${key} is not in the catalogue: remove it from "withoutConstant".`);
    }
  });
});

function adviceForConstant({ name, value, file }: Constant): string {
  return `The constant ${name} ("${value}", in ${file} of Argo CD) has no entry in server/core/catalogue. Add one, or give the reason for leaving it out in "leftOut" of ${here}.`;
}

function adviceForKey(key: string): string {
  return `"${key}" is in the catalogue, but no constant of Argo CD has this value. Where Argo CD reads it, add the constant with its name, value and file to ${fixture} ("howToUpdate" at its top says how). Otherwise give the reason in "withoutConstant" of ${here}.`;
}

function adviceForStaleReason(what: string, list: string): string {
  return `${what} is both in the catalogue and among the constants of ${fixture}: remove it from "${list}" of ${here}.`;
}

function isInCatalogue(value: string): boolean {
  if (specs.some(({ key }) => names(key, value)) || findFinalizer(value) !== undefined) return true;
  return items.some((item) => item.value === value || item.value.split("=").includes(value));
}

/** Whether a constant is a key of the catalogue, one of its family or what the keys of the family begin with. */
function names(key: string, value: string): boolean {
  return isOfFamily(keyParts(key), value) || (value !== "" && stemOf(key) === value);
}

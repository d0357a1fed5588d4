// Holds the catalogue against the names in the source of Argo CD and the tools beside it. What is to be done when they have
// changed stands at the top of the list itself, below `howToUpdate`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { applicationSyncOptions } from "../../../server/core/catalogue/application-sync-options.ts";
import { keyForm, stemOf } from "../../../server/core/catalogue/families.ts";
import { fields } from "../../../server/core/catalogue/fields.ts";
import { findFinalizer, finalizers } from "../../../server/core/catalogue/finalizers.ts";
import { catalogue } from "../../../server/core/catalogue/index.ts";
import { labels } from "../../../server/core/catalogue/labels.ts";

interface Source {
  readonly repository: string;
  readonly commit: string;
  readonly date: string;
  readonly constants: readonly { readonly name: string; readonly value: string; readonly file: string }[];
}

const list = JSON.parse(
  readFileSync(new URL("../../fixtures/catalogue/argocd-constants.json", import.meta.url), "utf8"),
) as { readonly howToUpdate: readonly string[]; readonly sources: readonly Source[] };

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
  ["argocd.argoproj.io/instance", "The documentation recommends it as a setting, `application.instanceLabelKey`."],
  ["argocd.argoproj.io/managed-by", "The Argo CD Operator reads it."],
  ["argocd.argoproj.io/managed-by-cluster-argocd", "The Argo CD Operator reads it."],
  ["pre-delete-finalizer.argocd.argoproj.io/cleanup", "Argo CD makes it of the finalizer and the name of its stage."],
  ["post-delete-finalizer.argocd.argoproj.io/cleanup", "Argo CD makes it of the finalizer and the name of its stage."],
]);

const constants = list.sources.flatMap((source) => source.constants);
const specs = [...catalogue, ...labels];
const items = [...specs, ...fields].flatMap(({ value }) => value.items).concat(applicationSyncOptions);

describe("the catalogue beside the source", () => {
  it("is held against commits that are named and dated", () => {
    for (const { repository, commit, date } of list.sources) {
      assert.match(repository, /^[\w-]+\/[\w-]+$/);
      assert.match(commit, /^[0-9a-f]{7,40}$/);
      assert.match(date, /^\d{4}-\d{2}-\d{2}$/);
    }
  });

  for (const { name, value, file } of constants) {
    const reason = leftOut.get(name);
    it(`${reason === undefined ? "has" : "leaves out"} ${name} (${value}) of ${file}`, () => {
      assert.equal(isInCatalogue(value), reason === undefined, reason ?? `"${value}" is not in the catalogue.`);
    });
  }

  for (const key of [...specs.map((spec) => spec.key), ...finalizers.map(({ name }) => name)]) {
    const reason = withoutConstant.get(key);
    it(`knows where ${key} comes from`, () => {
      assert.equal(
        constants.some(({ value }) => names(key, value)),
        reason === undefined,
        reason,
      );
    });
  }

  it("gives reasons only for what there is", () => {
    for (const name of leftOut.keys())
      assert.ok(
        constants.some((constant) => constant.name === name),
        name,
      );
  });
});

function isInCatalogue(value: string): boolean {
  if (specs.some(({ key }) => names(key, value)) || findFinalizer(value) !== undefined) return true;
  return items.some((item) => item.value === value || item.value.split("=").includes(value));
}

/** Whether a constant is a key of the catalogue, one of its family or what the keys of the family begin with. */
function names(key: string, value: string): boolean {
  return keyForm(key).test(value) || (value !== "" && stemOf(key) === value);
}

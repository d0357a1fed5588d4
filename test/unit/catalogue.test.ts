import assert from "node:assert/strict";
import { applicationSyncOptions } from "../../server/core/catalogue/application-sync-options.ts";
import { compareOptions } from "../../server/core/catalogue/annotations/compare-options.ts";
import { syncOptions } from "../../server/core/catalogue/annotations/sync-options.ts";
import type { ItemSpec } from "../../server/core/catalogue/annotation.ts";
import { findAnnotation } from "../../server/core/catalogue/index.ts";
import { isOwnKey, isUnknownKey, meantKey } from "../../server/core/catalogue/keys.ts";
import { nearest } from "../../server/core/catalogue/near.ts";
import { readOption } from "../../server/core/catalogue/options.ts";
import { inventedKeys, otherKeys } from "../../server/core/catalogue/other-keys.ts";
import { catalogue } from "../../server/core/index.ts";

describe("the catalogue", () => {
  for (const spec of catalogue) {
    describe(spec.key, () => {
      it("is found by its key", () => {
        assert.equal(findAnnotation(spec.key), spec);
      });

      it("speaks in full sentences", () => {
        for (const sentence of [spec.summary, spec.badValue]) assert.match(sentence, /^[A-Z].*\.$/);
        assert.match(spec.absent, /^[`A-Z].*\.$/);
        assert.match(spec.details, /^\n(?:.+\.\n)+$/);
        for (const { summary } of itemsIn(spec.value)) assert.match(summary, /^[A-Z].*\.$/);
      });

      it("names versions of Argo CD, and a page of its documentation", () => {
        for (const { since } of [spec, ...itemsIn(spec.value)]) assert.match(since, /^[1-9]\.\d+$/);
        assert.match(spec.link, /^https:\/\/argo-cd\.readthedocs\.io\/en\/stable\//);
      });

      it("claims no mistaken key that something reads", () => {
        for (const key of spec.mistakenFor) {
          assert.ok(findAnnotation(key) === undefined && !otherKeys.has(key), key);
          assert.equal(meantKey(key)?.key, spec.key);
        }
      });

      it("has each item once", () => {
        const values = itemsIn(spec.value).map(({ value }) => value);
        assert.equal(new Set(values).size, values.length);
      });
    });
  }

  it("gives no key to two lists", () => {
    const lists = [catalogue.map(({ key }) => key), [...otherKeys], [...inventedKeys.keys()]].flat();
    assert.equal(new Set(lists).size, lists.length);
  });

  it("speaks in full sentences of what invented keys should be", () => {
    for (const advice of inventedKeys.values()) assert.match(advice, /^[A-Z][^`]*\.$/);
  });

  it("has each option of an application once, with a version", () => {
    assert.equal(new Set(applicationSyncOptions.map(({ value }) => value)).size, applicationSyncOptions.length);
    for (const { summary, since } of applicationSyncOptions)
      assert.match(`${since} ${summary}`, /^[1-9]\.\d+ [A-Z].*\.$/);
  });
});

describe("a key that nobody reads", () => {
  const meant: readonly (readonly [string, string])[] = [
    ["argocd.argoproj.io/hook-deletion-policy", "argocd.argoproj.io/hook-delete-policy"],
    ["argocd.argoproj.io/hook-weight", "argocd.argoproj.io/sync-wave"],
    ["argocd.argoproj.io/wave", "argocd.argoproj.io/sync-wave"],
    ["argocd.argoproj.io/hooks", "argocd.argoproj.io/hook"],
    ["argocd.argoproj.io/hook-type", "argocd.argoproj.io/hook"],
    ["argocd.argoproj.io/Sync-Wave", "argocd.argoproj.io/sync-wave"],
    ["Argocd.argoproj.io/sync-wave", "argocd.argoproj.io/sync-wave"],
    ["argocd.argoproj.io/sync_wave", "argocd.argoproj.io/sync-wave"],
    ["argocd.argoproj.io/sycn-wave", "argocd.argoproj.io/sync-wave"],
    ["argocd.argoproj.io/sync-option", "argocd.argoproj.io/sync-options"],
    ["argocd.argocd.io/sync-wave", "argocd.argoproj.io/sync-wave"],
    ["argo-cd.argoproj.io/hook", "argocd.argoproj.io/hook"],
    ["argocd.io/hook-deletion-policy", "argocd.argoproj.io/hook-delete-policy"],
    ["argocd.argocj.io/hook", "argocd.argoproj.io/hook"],
    ["argoproj.io/sync-wave", "argocd.argoproj.io/sync-wave"],
    ["kustomize.toolkit.fluxcd.io/sync-wave", "argocd.argoproj.io/sync-wave"],
    ["sync-wave", "argocd.argoproj.io/sync-wave"],
    ["helm.sh/hooks", "helm.sh/hook"],
    ["helm.sh/hook-weigth", "helm.sh/hook-weight"],
    ["helm.sh/hook-deletion-policy", "helm.sh/hook-delete-policy"],
  ];
  for (const [written, key] of meant) {
    it(`${written} was meant for ${key}`, () => {
      assert.equal(meantKey(written)?.key, key);
    });
  }

  const innocent = [
    "argocd.argoproj.io/sync-wave",
    "argocd.argoproj.io/tracking-id",
    "argocd.argoproj.io/ignore-healthcheck",
    "argocd.argoproj.io/depends-on",
    "argocd.argoproj.io/notify-team",
    "link.argocd.argoproj.io/logs",
    "notice.argocd.argoproj.io/content",
    "pref.argocd.argoproj.io/default-view",
    "source-ref.argocd.argoproj.io/commit",
    "notifications.argoproj.io/subscribe.on-sync-failed.slack",
    "argocd-image-updater.argoproj.io/image-list",
    "ran.openshift.io/ztp-deploy-wave",
    "rollout.argoproj.io/revision",
    "workflows.argoproj.io/hook",
    "argoproj.io/name",
    "helm.sh/chart",
    "helm.sh/resource-policy",
    "meta.helm.sh/release-name",
    "kustomize.toolkit.fluxcd.io/prune",
    "kubernetes.io/description",
    "wave",
    "",
    "/",
  ];
  for (const key of innocent) {
    it(`says nothing about ${JSON.stringify(key)}`, () => {
      assert.equal(meantKey(key), undefined);
    });
  }

  it("is unknown only below Argo CD's own domain", () => {
    assert.ok(isUnknownKey("argocd.argoproj.io/notify-team"));
    assert.ok(!isUnknownKey("argocd.argoproj.io/depends-on"));
    assert.ok(!isUnknownKey("link.argocd.argoproj.io/logs"));
    assert.ok(!isUnknownKey("helm.sh/anything"));
  });

  it("belongs to Argo CD by its domain", () => {
    assert.ok(["argocd.argoproj.io/x", "pref.argocd.argoproj.io/x", "helm.sh/hook"].every(isOwnKey));
    assert.ok(!["example.com/x", "hook", "notargocd.argoproj.io/x"].some(isOwnKey));
  });
});

describe("an option", () => {
  const readings: readonly (readonly [string, ReturnType<typeof readOption>["type"], string?])[] = [
    ["Prune=false", "known", "Prune=false"],
    ["Prune=yes", "known"],
    ["Replace=false", "known", "Replace=false"],
    ["PruneLast=false", "known"],
    ["CreateNamespace=false", "known"],
    ["prune=false", "misspelt", "Prune=false"],
    ["Prune=no", "misspelt", "Prune=false"],
    ["Delete: False", "misspelt", "Delete=false"],
    ["Validate = false", "misspelt", "Validate=false"],
    ["SkipPrune", "misspelt", "Prune=false"],
    ["Replace", "misspelt", "Replace=true"],
    ["IgnoreExtraneous", "other annotation", "IgnoreExtraneous"],
    ["IgnoreExtraneous=true", "other annotation", "IgnoreExtraneous"],
    ["serverSideDiff=true", "other annotation", "ServerSideDiff=true"],
    ["CreateNamespace=true", "application", "CreateNamespace=true"],
    ["createnamespace=true", "application", "CreateNamespace=true"],
    ["PrunePropagationPolicy=foreground", "application", "PrunePropagationPolicy=foreground"],
    ["SelfHeal=true", "unknown"],
    ["ApplyOnly=true", "unknown"],
    ["HookSucceeded", "unknown"],
    ["=", "unknown"],
  ];
  for (const [text, type, value] of readings) {
    it(`${text} below sync-options is: ${type}`, () => {
      const reading = readOption(syncOptions, text);
      assert.equal(reading.type, type);
      assert.equal("option" in reading ? reading.option?.value : undefined, value);
    });
  }

  it("of the sync below compare-options belongs to the other annotation", () => {
    assert.equal(readOption(compareOptions, "Prune=false").type, "other annotation");
    assert.equal(readOption(compareOptions, "ServerSideDiff=true").type, "known");
  });
});

describe("the nearest word", () => {
  const words = ["PreSync", "PostSync", "Sync", "SyncFail"];
  it("differs in case and blanks, or in a letter or two", () => {
    for (const text of ["presync", "pre-sync", " PreSync ", "PreSnyc", "PrSync"])
      assert.equal(nearest(text, words), "PreSync");
  });

  it("is none where nothing is near, or two words are equally near", () => {
    for (const text of ["", "test", "pre", "Poesing"]) assert.equal(nearest(text, words), undefined);
  });
});

function itemsIn(value: (typeof catalogue)[number]["value"]): readonly ItemSpec[] {
  return value.type === "list" ? value.items : [];
}

import assert from "node:assert/strict";
import { applicationSyncOptions } from "../../../server/core/catalogue/application-sync-options.ts";
import { compareOptions } from "../../../server/core/catalogue/annotations/compare-options.ts";
import { syncOptions } from "../../../server/core/catalogue/annotations/sync-options.ts";
import { isFamily, stemOf } from "../../../server/core/catalogue/families.ts";
import { finalizers, findFinalizer } from "../../../server/core/catalogue/finalizers.ts";
import { catalogue, findAnnotation } from "../../../server/core/catalogue/index.ts";
import { inventedKeys, isOwnKey, isUnknownKey, meantKey } from "../../../server/core/catalogue/keys.ts";
import { findLabel, labels } from "../../../server/core/catalogue/labels.ts";
import { nearest } from "../../../server/core/catalogue/near.ts";
import { readOption } from "../../../server/core/catalogue/options.ts";
import { isKnownIn, latestVersion, parseVersion } from "../../../server/core/catalogue/versions.ts";

const sentence = /^[`A-Z].*\.$/;
const kinds = /^(?:[A-Z][A-Za-z]+(?:,(?=.)|$))+$/;
const documentation =
  /^https:\/\/(?:argo-cd\.readthedocs\.io\/en\/(?:stable|latest)|argocd-(?:image-updater|operator)\.readthedocs\.io\/en\/(?:stable|latest))\/[\w./-]+(?:#[\w-]+)?$/;

describe("the catalogue", () => {
  for (const spec of [...catalogue, ...labels]) {
    describe(spec.key, () => {
      it("speaks in full sentences", () => {
        for (const text of [spec.summary, spec.badValue, spec.absent]) assert.match(text, sentence);
        assert.match(spec.details, /^\n(?:.+\.\n)+$/);
        for (const { summary } of spec.value.items) assert.match(summary, sentence);
        assert.match(spec.value.description, /^[^A-Z].*[^.]$/);
        if (spec.value.type === "list") assert.match(spec.value.itemName, /^\w[\w ]+\w$/);
      });

      it("names versions of Argo CD, and a page of the documentation", () => {
        for (const { since } of [spec, ...spec.value.items]) {
          assert.ok(since === undefined ? spec.since === undefined : parseVersion(since) !== undefined, since);
        }
        const isOfTool = spec.reader === "Argo CD Image Updater" || spec.reader === "Argo CD Operator";
        assert.equal(spec.since === undefined, isOfTool);
        assert.match(
          spec.link,
          documentation,
          `"${spec.link}" is not a page of the documentation below en/stable or en/latest.`,
        );
      });

      it("says where it is read, by whom, and who writes it", () => {
        assert.ok(["manifest", "live object"].includes(spec.readFrom), spec.readFrom);
        assert.match(spec.reader, /^Argo CD(?:'s user interface| Notifications| Image Updater| Operator)?$/);
        assert.ok(["people", "request", "Argo CD"].includes(spec.writer), spec.writer);
        assert.match(spec.readOn === "any resource" ? "Any" : spec.readOn.join(), kinds);
        for (const { onlyOn = ["Any"] } of spec.value.items) assert.match(onlyOn.join(), kinds);
      });

      it("offers no word that it would then call wrong", () => {
        for (const { value } of spec.value.items) assert.equal(spec.value.check(value), undefined, value);
      });

      it("has each word once, and none that is older than its key", () => {
        const words = spec.value.items.map(({ value }) => value);
        assert.equal(new Set(words).size, words.length);
        for (const { value, since } of spec.value.items) {
          assert.ok(isKnownIn(spec.since, parseVersion(since ?? "latest") ?? latestVersion), value);
        }
      });
    });
  }

  for (const spec of catalogue) {
    it(`finds ${spec.key}`, () => {
      assert.equal(findAnnotation(spec.key.replace(/[[\]]/g, "")), spec);
    });

    it(`claims for ${spec.key} no mistaken key that something reads`, () => {
      for (const key of spec.mistakenFor ?? []) {
        assert.ok(findAnnotation(key) === undefined && findLabel(key) === undefined, key);
        assert.equal(meantKey(key)?.key, spec.key);
      }
    });

    it(`keeps ${spec.key} out of Git where nobody should write it there`, () => {
      if (spec.writer === "people") return;
      assert.match(spec.details, /Git/);
    });
  }

  it("gives no key to two lists", () => {
    const lists = [...catalogue, ...labels].map(({ key }) => key).concat([...inventedKeys.keys()]);
    assert.equal(new Set(lists).size, lists.length);
  });

  it("speaks in full sentences of what invented keys should be", () => {
    for (const advice of inventedKeys.values()) assert.match(advice, /^[A-Z][^`]*\.$/);
  });

  it("has each option of an application once, with a version", () => {
    assert.equal(new Set(applicationSyncOptions.map(({ value }) => value)).size, applicationSyncOptions.length);
    for (const { summary, since } of applicationSyncOptions)
      assert.match(`${since ?? ""} ${summary}`, /^[1-9]\.\d+ [A-Z].*\.$/);
  });

  it("finds labels and finalizers by their names", () => {
    for (const label of labels) assert.equal(findLabel(label.key), label);
    for (const finalizer of finalizers) assert.equal(findFinalizer(finalizer.name), finalizer);
    assert.equal(findLabel("argocd.argoproj.io/sync-wave"), undefined);
    assert.equal(findFinalizer("resources-finalizer.argocd.argoproj.io/orphan"), undefined);
  });

  it("speaks in full sentences of finalizers", () => {
    for (const { summary, since, link, readOn, writer } of finalizers) {
      assert.match(summary, sentence);
      assert.match(readOn === "any resource" ? "Any" : readOn.join(), kinds);
      assert.equal(writer === "Argo CD", summary.endsWith("Argo CD writes it itself."));
      assert.ok(parseVersion(since) !== undefined);
      assert.match(link, documentation);
    }
  });
});

describe("a family of keys", () => {
  const members: readonly (readonly [key: string, family: string | undefined])[] = [
    ["link.argocd.argoproj.io/logs", "link.argocd.argoproj.io/NAME"],
    ["link.argocd.argoproj.io/", undefined],
    ["link.argocd.argoproj.io/a/b", undefined],
    ["linkXargocd.argoproj.io/a", undefined],
    [
      "notifications.argoproj.io/subscribe.on-sync-failed.slack",
      "notifications.argoproj.io/subscribe.[TRIGGER.]SERVICE",
    ],
    ["notifications.argoproj.io/subscribe.slack", "notifications.argoproj.io/subscribe.[TRIGGER.]SERVICE"],
    ["notifications.argoproj.io/subscribe", undefined],
    ["notifications.argoproj.io/subscriptions", "notifications.argoproj.io/subscriptions[SUFFIX]"],
    ["notifications.argoproj.io/subscriptions.team", "notifications.argoproj.io/subscriptions[SUFFIX]"],
    ["recipients.argocd-notifications.argoproj.io", "[TRIGGER.]recipients.argocd-notifications.argoproj.io"],
    [
      "on-sync-failed.recipients.argocd-notifications.argoproj.io",
      "[TRIGGER.]recipients.argocd-notifications.argoproj.io",
    ],
    ["argocd-image-updater.argoproj.io/update-strategy", "argocd-image-updater.argoproj.io/[ALIAS.]update-strategy"],
    [
      "argocd-image-updater.argoproj.io/web.update-strategy",
      "argocd-image-updater.argoproj.io/[ALIAS.]update-strategy",
    ],
    ["argocd-image-updater.argoproj.io/web.helm.image-tag", "argocd-image-updater.argoproj.io/ALIAS.helm.image-tag"],
    ["argocd-image-updater.argoproj.io/helm.image-tag", undefined],
    ["argocd-image-updater.argoproj.io/platforms", undefined],
    ["notice.argocd.argoproj.io/content", "notice.argocd.argoproj.io/content"],
    ["notice.argocd.argoproj.io/title", undefined],
  ];
  for (const [key, family] of members) {
    it(`${family === undefined ? "does not have" : `${family} has`} ${key}`, () => {
      assert.equal(findAnnotation(key)?.key, family);
    });
  }

  it("is told from a key by its words in capitals", () => {
    assert.ok(isFamily("link.argocd.argoproj.io/NAME") && !isFamily("argocd.argoproj.io/hook"));
    assert.equal(
      stemOf("notifications.argoproj.io/subscribe.[TRIGGER.]SERVICE"),
      "notifications.argoproj.io/subscribe.",
    );
    assert.equal(stemOf("argocd.argoproj.io/hook"), "argocd.argoproj.io/hook");
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
    ["argo.argoproj.io/hook", "argocd.argoproj.io/hook"],
    ["argocd.argo-cd.io/hook", "argocd.argoproj.io/hook"],
    ["argo-cd.io/hook", "argocd.argoproj.io/hook"],
    ["argocd.argoproj.com/hook", "argocd.argoproj.io/hook"],
    ["argocd.argoproj.dev/hook", "argocd.argoproj.io/hook"],
    ["argocd.argoproj.org/hook", "argocd.argoproj.io/hook"],
    ["argocd.dev/refresh", "argocd.argoproj.io/refresh"],
    ["argocd.argoprj.io/secret-type", "argocd.argoproj.io/secret-type"],
    ["argocd.argoproj.io/Hook-Type", "argocd.argoproj.io/hook"],
    ["argocd.io/hook-deletion-policy", "argocd.argoproj.io/hook-delete-policy"],
    ["argocd.argocj.io/hook", "argocd.argoproj.io/hook"],
    ["argoproj.io/sync-wave", "argocd.argoproj.io/sync-wave"],
    ["kustomize.toolkit.fluxcd.io/sync-wave", "argocd.argoproj.io/sync-wave"],
    ["sync-wave", "argocd.argoproj.io/sync-wave"],
    ["helm.sh/hooks", "helm.sh/hook"],
    ["helm.sh/hook-weigth", "helm.sh/hook-weight"],
    ["helm.sh/hook-deletion-policy", "helm.sh/hook-delete-policy"],
    ["argocd.argoproj.io/refesh", "argocd.argoproj.io/refresh"],
    ["argocd.argoproj.io/refresh-time-stamp", "argocd.argoproj.io/refresh-timestamp"],
    ["argocd.argoproj.io/hydrate-timestmap", "argocd.argoproj.io/hydrate-timestamp"],
    ["argocd.argoproj.io/ignore-health-check", "argocd.argoproj.io/ignore-healthcheck"],
    ["argocd.argoproj.io/manifest-generate-path", "argocd.argoproj.io/manifest-generate-paths"],
    ["argocd.argoproj.io/skipreconcile", "argocd.argoproj.io/skip-reconcile"],
    ["argocd.argoproj.io/managed-by-uri", "argocd.argoproj.io/managed-by-url"],
    ["argocd.io/tracking-id", "argocd.argoproj.io/tracking-id"],
    ["helm.sh/resource-polcy", "helm.sh/resource-policy"],
    ["notice.argocd.argoproj.io/sevrity", "notice.argocd.argoproj.io/severity"],
    ["pref.argocd.argoproj.io/default-veiw", "pref.argocd.argoproj.io/default-view"],
    ["argocd-image-updater.argoproj.io/image-lists", "argocd-image-updater.argoproj.io/image-list"],
    ["argocd-image-updater.argoproj.io/update-stategy", "argocd-image-updater.argoproj.io/update-strategy"],
    ["links.argocd.argoproj.io/logs", "link.argocd.argoproj.io/logs"],
    [
      "notification.argoproj.io/subscribe.on-sync-failed.slack",
      "notifications.argoproj.io/subscribe.on-sync-failed.slack",
    ],
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
    "argocd.argoproj.io/instance",
    "argocd.argoproj.io/secret-type",
    "argocd.argoproj.io/managed-by",
    "argocd.argoproj.io/managed-by-cluster-argocd",
    "argocd.argoproj.io/managed-by-url",
    "argocd.argoproj.io/refresh",
    "argocd.argoproj.io/refresh-timestamp",
    "argocd.argoproj.io/hydrate",
    "argocd.argoproj.io/hydrate-timestamp",
    "argocd.argoproj.io/hook-finalizer",
    "managed-by",
    "refresh",
    "hydrate",
    "argoproj.io/refresh",
    "link.argocd.argoproj.io/logs",
    "notice.argocd.argoproj.io/content",
    "pref.argocd.argoproj.io/default-view",
    "source-ref.argocd.argoproj.io/commit",
    "notifications.argoproj.io/subscribe.on-sync-failed.slack",
    "argocd-image-updater.argoproj.io/image-list",
    "ran.openshift.io/ztp-deploy-wave",
    "notice.argocd.argoproj.io/title",
    "argocd-image-updater.argoproj.io/web.registry-prefix",
    "notifications.argoproj.io/anything",
    "rollout.argoproj.io/revision",
    "workflows.argoproj.io/hook",
    "argoproj.io/name",
    "helm.sh/chart",
    "helm.sh/resource-policy",
    "meta.helm.sh/release-name",
    "kustomize.toolkit.fluxcd.io/prune",
    "kubernetes.io/description",
    "argocd.argocj.io/nothing",
    "example.com/hook-weight",
    "hooks",
    "wave",
    "",
    "/",
  ];
  for (const key of innocent) {
    it(`says nothing about ${JSON.stringify(key)}`, () => {
      assert.equal(meantKey(key), undefined);
    });
  }

  it("is surely misspelt where people write the right one into Git", () => {
    assert.equal(meantKey("argocd.argoproj.io/skip-reconsile")?.sure, true);
    assert.equal(meantKey("argocd.argoproj.io/tracking-ids")?.sure, false);
    assert.equal(meantKey("argocd.argoproj.io/Tracking-ID")?.sure, true);
  });

  it("is unknown only below Argo CD's own domain", () => {
    assert.ok(isUnknownKey("argocd.argoproj.io/notify-team"));
    assert.ok(!isUnknownKey("argocd.argoproj.io/depends-on"));
    assert.ok(!isUnknownKey("link.argocd.argoproj.io/logs"));
    assert.ok(!isUnknownKey("helm.sh/anything"));
  });

  it("belongs to Argo CD by its domain", () => {
    const tools = ["notifications", "argocd-notifications", "recipients.argocd-notifications", "argocd-image-updater"];
    const domains = [
      "argocd.argoproj.io",
      "Pref.argocd.argoproj.io",
      "helm.sh",
      ...tools.map((it) => `${it}.argoproj.io`),
    ];
    for (const domain of domains) assert.ok(isOwnKey(`${domain}/x`), domain);
    assert.ok(isOwnKey("recipients.argocd-notifications.argoproj.io"));
    for (const key of ["example.com/x", "hook", "notargocd.argoproj.io/x", "argoproj.io/x", "helm.sh.example.com/x"])
      assert.ok(!isOwnKey(key), key);
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
    ["Prune=true", "known", "Prune=true"],
    ["Prune=on", "known"],
    ["Delete=1", "known"],
    ["RespectIgnoreDifferences=false", "known"],
    ["Prune=no", "misspelt", "Prune=false"],
    ["Prun=n", "misspelt", "Prune=false"],
    ["Prune : 0 : x", "misspelt", "Prune=false"],
    ["Delete=never", "misspelt", "Delete=false"],
    ["Delete=disabled", "misspelt", "Delete=false"],
    ["ServerSideApply=off", "misspelt", "ServerSideApply=false"],
    ["ServerSideApply: True", "misspelt", "ServerSideApply=true"],
    ["skipdryrun", "misspelt", "SkipDryRunOnMissingResource=true"],
    ["NoDelete", "misspelt", "Delete=false"],
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
    ["Replace=on", "unknown"],
    ["Prune=maybe", "unknown"],
    ["Prune=", "unknown"],
    ["IgnoreExtraneous=false", "unknown"],
    ["=false", "unknown"],
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
    assert.equal(readOption(compareOptions, "ServerSideDiff=off").type, "misspelt");
    assert.equal(readOption(compareOptions, "ignore-extraneous=true").type, "misspelt");
  });

  it("is surely meant where only letters differ, and exactly where none does", () => {
    const readings = ["prune=false", "Prune=no", "SkipPrune", "Replace", "IgnoreExtraneous", "IgnoreExtraneous=true"];
    assert.deepEqual(
      readings.map((text) => {
        const reading = readOption(syncOptions, text);
        return "sure" in reading ? reading.sure : "exact" in reading ? reading.exact : undefined;
      }),
      [true, true, false, false, true, false],
    );
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
    assert.equal(nearest("hook", ["Hook", "hook"]), undefined);
  });

  const distances: readonly (readonly [text: string, word: string, isNear: boolean])[] = [
    ["hok", "hook", true],
    ["ohok", "hook", true],
    ["hxxk", "hook", false],
    ["hxxks", "hooks", true],
    ["hxxxs", "hooks", false],
    ["ohosk", "hooks", true],
    ["policyab", "policy", true],
    ["abpolicy", "policy", true],
    ["licy", "policy", false],
    ["plcy", "polcy", true],
    ["policies", "policy", false],
    ["a.b/c=d", "ab/c=d", true],
    ["a-b_c d", "abcd", true],
  ];
  for (const [text, word, isNear] of distances) {
    it(`of "${text}" is ${isNear ? "" : "not "}"${word}"`, () => {
      assert.equal(nearest(text, [word]), isNear ? word : undefined);
    });
  }
});

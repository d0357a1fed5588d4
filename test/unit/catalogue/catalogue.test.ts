import assert from "node:assert/strict";
import { applicationSyncOptions } from "../../../server/core/catalogue/application-sync-options.ts";
import { isFamily, stemOf } from "../../../server/core/catalogue/families.ts";
import { finalizers, findFinalizer } from "../../../server/core/catalogue/finalizers.ts";
import { catalogue, findAnnotation } from "../../../server/core/catalogue/index.ts";
import { insteadOfInvented, inventions } from "../../../server/core/catalogue/invented.ts";
import { meantKey } from "../../../server/core/catalogue/keys.ts";
import { findLabel, labels } from "../../../server/core/catalogue/labels.ts";
import { snippets } from "../../../server/core/catalogue/snippets.ts";
import { isKnownIn, latestVersion, parseVersion } from "../../../server/core/versions.ts";

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

  it("knows which annotations work on Pods", () => {
    const onPods = catalogue.filter(({ reachesPods }) => reachesPods).map(({ key }) => key);
    const own = ["ignore-resource-updates", "ignore-restart-policy"].map((name) => `argocd.argoproj.io/${name}`);
    assert.deepEqual(onPods, [...own, "link.argocd.argoproj.io/NAME"]);
  });

  it("says what Argo CD makes of each type of a Helm hook", () => {
    const items = findAnnotation("helm.sh/hook")?.value.items ?? [];
    const said = new Map(items.map(({ value, summary }) => [value, summary]));
    assert.equal(said.get("pre-install"), "Argo CD runs it as a PreSync hook.");
    assert.equal(said.get("pre-rollback"), "Argo CD ignores it.");
  });

  it("speaks in full sentences of snippets, and names them", () => {
    for (const { prefix, title, summary, body } of snippets) {
      assert.match(prefix, /^argocd-[a-z-]+$/);
      assert.match(title, /^[A-Z][^.]+$/);
      assert.match(summary, sentence);
      assert.match(body, /^\S.*\n(?:.*\n)+$/);
    }
  });

  it("gives no key to two lists", () => {
    const lists = [...catalogue, ...labels]
      .map(({ key }) => key)
      .concat(inventions.flatMap(([, ...names]) => names.map((name) => `argocd.argoproj.io/${name}`)));
    assert.equal(new Set(lists).size, lists.length);
  });

  it("speaks in full sentences of what invented keys should be", () => {
    for (const [advice] of inventions) assert.match(advice, /^[A-Z][^`]*\.$/);
  });

  it("knows an invention in another spelling, and only in the domain of Argo CD", () => {
    assert.match(insteadOfInvented("argocd.argoproj.io/ignoreDifferences") ?? "", /ignoreDifferences/);
    assert.equal(insteadOfInvented("example.com/ignore-differences"), undefined);
    assert.equal(insteadOfInvented("ignore-differences"), undefined);
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
    assert.equal(stemOf("[TRIGGER.]recipients.argocd-notifications.argoproj.io"), "");
    assert.equal(stemOf("argocd.argoproj.io/hook"), "argocd.argoproj.io/hook");
  });
});

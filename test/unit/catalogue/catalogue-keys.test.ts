import assert from "node:assert/strict";
import { isOwnKey, isUnknownKey, meantKey } from "../../../server/core/catalogue/keys.ts";

describe("a key that nobody reads", () => {
  const meant: readonly (readonly [string, string])[] = [
    ["argocd.argoproj.io/hook-deletion-policy", "argocd.argoproj.io/hook-delete-policy"],
    ["argocd.argoproj.io/hook-weight", "argocd.argoproj.io/sync-wave"],
    ["argocd.argoproj.io/image-list", "argocd-image-updater.argoproj.io/image-list"],
    ["argocd.argoproj.io/resource-policy", "helm.sh/resource-policy"],
    ["helm.sh/sync-wave", "argocd.argoproj.io/sync-wave"],
    [
      "notifications.argoproj.io/subscription.on-deployed.slack",
      "notifications.argoproj.io/subscribe.on-deployed.slack",
    ],
    ["argocd.argoproj.io/subscribe.on-deployed.slack", "notifications.argoproj.io/subscribe.on-deployed.slack"],
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
    "kustomize.toolkit.fluxcd.io/sync-wave",
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
    "argocd.argoproj.io/content",
    "argocd.argoproj.io/url",
    "notifications.argoproj.io/subscribe.{{ .trigger }}.slack",
    "example.com/subscription.on-deployed.slack",
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

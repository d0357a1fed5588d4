import assert from "node:assert/strict";
import { findAnnotation } from "../../../server/core/catalogue/index.ts";
import { findLabel } from "../../../server/core/catalogue/labels.ts";

/** What Argo CD reads as it is written, and what it does not, below each key: wrong ones with what was surely meant, if anything. */
const tables: readonly {
  readonly key: string;
  readonly right: readonly string[];
  readonly wrong: readonly (readonly [text: string, meant?: string])[];
}[] = [
  {
    key: "argocd.argoproj.io/sync-wave",
    right: ["5", "-5", "+1", "007", "-0", "9223372036854775807"],
    wrong: [
      [" 1", "1"],
      ["1 ", "1"],
      ["3\n", "3"],
      ["1.0"],
      ["1e3"],
      ["0x1"],
      ["1_000"],
      [""],
      ["one"],
      ["９"],
      ["9223372036854775808"],
    ],
  },
  {
    key: "argocd.argoproj.io/hook",
    right: ["PreSync", "PreSync, PostSync", "Skip", "PreDelete,PostDelete", "PreSync,"],
    wrong: [["presync"], ["PreSync;PostSync"], ["PreSync,Garbage"]],
  },
  { key: "argocd.argoproj.io/sync-options", right: ["Prune=false", ""], wrong: [["prune=false"], ["Prune = false"]] },
  { key: "helm.sh/resource-policy", right: ["keep", " keep "], wrong: [["Keep"], ["keep;delete"]] },
  {
    key: "argocd.argoproj.io/ignore-healthcheck",
    right: ["true", "false", "False", "no", ""],
    wrong: [["True", "true"], ["TRUE", "true"], [" true", "true"], ["yes"], ["1"]],
  },
  { key: "argocd.argoproj.io/ignore-restart-policy", right: ["true"], wrong: [["True", "true"]] },
  {
    key: "argocd.argoproj.io/skip-reconcile",
    right: ["1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"],
    wrong: [["yes"], ["tRUE", "true"], ["true ", "true"], ["on"], [""]],
  },
  { key: "argocd.argoproj.io/ignore-resource-updates", right: ["true", "f"], wrong: [["y"]] },
  { key: "argocd.argoproj.io/ignore-default-links", right: ["True"], wrong: [["enabled"]] },
  {
    key: "argocd.argoproj.io/tracking-id",
    right: ["shop:apps/Deployment:prod/web", "shop:/ConfigMap:prod/settings", "team_shop:/Namespace:/prod"],
    wrong: [["shop"], ["shop:Deployment:prod/web"], ["shop:apps/Deployment:web"], ["shop:apps/v1/Deployment:prod/web"]],
  },
  { key: "argocd.argoproj.io/installation-id", right: ["anything"], wrong: [] },
  { key: "argocd.argoproj.io/refresh", right: ["hard", "normal", "", "tru"], wrong: [] },
  { key: "argocd.argoproj.io/hydrate", right: ["hard", "anything"], wrong: [] },
  { key: "argocd.argoproj.io/application-set-refresh", right: ["true", "false", ""], wrong: [] },
  {
    key: "argocd.argoproj.io/deletion-approved",
    right: ["2026-01-31T12:00:00Z", "2026-01-31T12:00:00.123456789+02:00"],
    wrong: [["2026-01-31"], ["2026-01-31 12:00:00"], ["2026-13-31T12:00:00Z"], ["true"], [""]],
  },
  { key: "argocd.argoproj.io/refresh-timestamp", right: ["2026-01-31T12:00:00.5Z"], wrong: [["now"]] },
  {
    key: "argocd.argoproj.io/manifest-generate-paths",
    right: [
      ".",
      "/apps/shop;/shared",
      ".;../base",
      "a,b",
      "/my apps/shop",
      " . ;\n /shared\n",
      "/apps/*/values.yaml",
      "a:b",
    ],
    wrong: [
      ["/apps,/shared", "/apps;/shared"],
      ["., ../base", ".;../base"],
      [".,..,/shared", ".;..;/shared"],
      [". ../base", ".;../base"],
      [".:../base", ".;../base"],
      [".\n../base\n", ".;../base"],
      ["- .\n- /shared\n", ".;/shared"],
      ['[".", "/shared"]', ".;/shared"],
      ["/libs/**", "/libs"],
      [".;**", ".;."],
      ["/libs/**/values.yaml"],
      [""],
      [" ; "],
    ],
  },
  {
    key: "argocd.argoproj.io/managed-by-url",
    right: ["https://argocd.example.com", "http://localhost:8081/argocd?x=y", "HTTPS://a", ""],
    wrong: [
      ["argocd.example.com"],
      ["ftp://a"],
      ["javascript:alert(1)"],
      [" https://a.b", "https://a.b"],
      ["https://a b"],
    ],
  },
  { key: "argocd.argoproj.io/client-side-apply-migration-manager", right: ["helm"], wrong: [[""]] },
  {
    key: "link.argocd.argoproj.io/logs",
    right: ["https://a.b", "Logs|https://a.b/c|d", "https://a/b c", ""],
    wrong: [["Logs"], ["Logs|a.b"], ["a|b|https://c"], ["javascript:alert(1)"]],
  },
  { key: "notice.argocd.argoproj.io/content", right: ["Maintenance"], wrong: [[""], [" "]] },
  {
    key: "notice.argocd.argoproj.io/severity",
    right: ["info", " Warning ", "CRITICAL"],
    wrong: [["error"], ["warn"], ["criticla", "critical"]],
  },
  { key: "notice.argocd.argoproj.io/url", right: ["https://a"], wrong: [["a"]] },
  { key: "notice.argocd.argoproj.io/permanent", right: ["true", " TRUE ", "false"], wrong: [["yes"]] },
  { key: "notice.argocd.argoproj.io/icon", right: ["fa-bell", " fa-bell"], wrong: [["bell"], ["FA-BELL", "fa-bell"]] },
  { key: "notice.argocd.argoproj.io/scope", right: ["banner", "Both"], wrong: [["all"]] },
  {
    key: "pref.argocd.argoproj.io/default-view",
    right: ["tree", "network", "list", "pods"],
    wrong: [["Tree", "tree"], ["pod", "pods"], ["graph"]],
  },
  { key: "pref.argocd.argoproj.io/default-pod-sort", right: ["node"], wrong: [["parentresource", "parentResource"]] },
  { key: "notifications.argoproj.io/subscribe.on-sync-failed.slack", right: ["", "a", "a; b"], wrong: [] },
  {
    key: "notifications.argoproj.io/subscriptions",
    right: ["- trigger: [a]\n  destinations: []\n", "# note\n- a", "[]", ""],
    wrong: [["trigger: a"], ["on-sync-failed"]],
  },
  { key: "recipients.argocd-notifications.argoproj.io", right: ["slack:a, email:b"], wrong: [] },
  {
    key: "argocd-image-updater.argoproj.io/image-list",
    right: ["nginx", "web=ghcr.io/a/b:~1.2, db=postgres"],
    wrong: [[""], [" , "]],
  },
  {
    key: "argocd-image-updater.argoproj.io/write-back-method",
    right: ["argocd", "git", "git:secret:argocd/creds"],
    wrong: [["gitops"], [""]],
  },
  {
    key: "argocd-image-updater.argoproj.io/write-back-target",
    right: ["kustomization", "kustomization:../base", "helmvalues:/values.yaml"],
    wrong: [["kustomize"], ["helm"]],
  },
  {
    key: "argocd-image-updater.argoproj.io/web.update-strategy",
    right: ["semver", "Newest-Build", "digest", "latest"],
    wrong: [["newest"], ["semvr", "semver"]],
  },
  {
    key: "argocd-image-updater.argoproj.io/allow-tags",
    right: ["any", "regexp:^v", "Regexp:^(?i)v[]()]*\\($", "regexp:^(?P<n>[0-9]+)$"],
    wrong: [
      ["^v", "regexp:^v"],
      ["v*"],
      ["regexp:"],
      ["regex:^v"],
      ["regexp: ^v", "regexp:^v"],
      ["regexp:^(?!v)"],
      ["regexp:^(v)\\1$"],
      ["regexp:(["],
      ["regexp:v)"],
    ],
  },
  { key: "argocd-image-updater.argoproj.io/web.ignore-tags", right: ["*-rc*, latest"], wrong: [["*-rc*,regexp:^dev"]] },
  { key: "argocd-image-updater.argoproj.io/web.platforms", right: ["linux/amd64,linux/arm/v7"], wrong: [["linux"]] },
  { key: "argocd-image-updater.argoproj.io/force-update", right: ["true"], wrong: [["yes"]] },
  {
    key: "argocd-image-updater.argoproj.io/web.pull-secret",
    right: ["pullsecret:argocd/creds", "secret:argocd/creds#token", "env:TOKEN", "ext:/scripts/login.sh"],
    wrong: [["creds"], ["pullsecret:creds"], ["secret:argocd/creds"]],
  },
];

describe("the values of", () => {
  for (const { key, right, wrong } of tables) {
    const value = findAnnotation(key)?.value;
    describe(key, () => {
      for (const text of right) {
        it(`include ${JSON.stringify(text)}`, () => {
          assert.deepEqual(value?.check(text), undefined);
        });
      }
      for (const [text, meant] of wrong) {
        it(`do not include ${JSON.stringify(text)}${meant === undefined ? "" : `, but ${meant}`}`, () => {
          const problem = value?.check(text);
          assert.match(problem?.reason ?? "", /^(?:is|are|does not|contains|names|separates) .*[^.]$/);
          assert.equal(problem?.meant, meant);
        });
      }
    });
  }

  it("the label of Argo CD's Secrets are its types", () => {
    const value = findLabel("argocd.argoproj.io/secret-type")?.value;
    for (const text of ["cluster", "repository", "repo-creds", "repository-write", "repo-write-creds", "scm-creds"])
      assert.equal(value?.check(text), undefined);
    assert.deepEqual(
      ["Cluster", "repo-cred", "git"].map((text) => value?.check(text)?.meant),
      ["cluster", "repo-creds", undefined],
    );
  });

  it("a list say which item is wrong", () => {
    const value = findAnnotation("argocd.argoproj.io/hook")?.value;
    assert.equal(value?.check("PreSync,presync,x")?.reason, 'contains "presync", which is not a hook type');
  });
});

import assert from "node:assert/strict";
import { type ApplicationIdentity, buildApplication } from "../../../server/core/application/application.ts";
import { type CodeLensMode, codeLenses } from "../../../server/core/features/code-lens.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";
import { rosterOf } from "../../../server/core/roster/roster.ts";

const identity: ApplicationIdentity = { name: "shop", source: { type: "directory", path: "shop" }, namespace: "prod" };

interface LensOptions {
  readonly mode?: CodeLensMode;
  readonly more?: Partial<ApplicationIdentity>;
  /** The texts of the other files of the application. */
  readonly others?: readonly string[];
}

/** The titles of the lenses above the resources of a file, without the words that all of them begin with. */
function titlesOf(text: string, { mode = "always", more = {}, others = [] }: LensOptions = {}): string[] {
  const files = [text, ...others].map((it, index) => ({ name: `${index}.yaml`, file: openFile(it) }));
  const application = buildApplication(files, { ...identity, ...more });
  return codeLenses(rosterOf(application), "0.yaml", mode).map(({ title }) => title.replace(/^Argo CD: /, ""));
}

function policy(value: string): Readonly<Record<string, string>> {
  return { "argocd.argoproj.io/hook-delete-policy": value };
}

describe("the code lens above a resource", () => {
  const template = (annotations: string) =>
    `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: a\n  annotations:\n${annotations}`;
  const added = "    {{- toYaml .Values.annotations | nindent 4 }}\n";

  const cases: readonly (readonly [what: string, text: string, titles: readonly string[]])[] = [
    ["is short without annotations", manifest("Secret", "a"), ["Sync · wave 0"]],
    ["names the place in the order", manifest("Secret", "a", wave("-1")), ["Sync · wave -1 · 1st of 1"]],
    [
      "names a hook's phase and deletion",
      manifest("Job", "a", { ...hook("PreSync"), ...policy("HookSucceeded,HookFailed") }),
      ["PreSync hook · wave 0 · 1st of 1 · deleted after a successful or failed sync"],
    ],
    [
      "names every phase of a hook",
      manifest("Job", "a", hook("PostSync,PreSync")),
      ["PreSync + PostSync hook · wave 0 · 1st and 2nd of 2 · deleted before its next run"],
    ],
    [
      "says that a SyncFail hook runs only after a failure",
      manifest("Job", "a", hook("SyncFail")),
      ["SyncFail hook · wave 0 · only when the sync fails · deleted before its next run"],
    ],
    [
      "counts a hook that also runs after a failure only where nothing fails",
      manifest("Job", "a", hook("PostSync,SyncFail")),
      ["PostSync + SyncFail hook · wave 0 · 1st of 1 · only when the sync fails · deleted before its next run"],
    ],
    [
      "says what is known of policies from a template",
      manifest("Job", "a", { ...hook("PreSync"), ...policy("{{ .policy }}") }),
      ["PreSync hook · wave 0 · 1st of 1 · deletion known only after rendering"],
    ],
    [
      "says that no weight can be read where neither counts",
      manifest("Secret", "a", { "helm.sh/hook-weight": "heavy" }),
      ['Sync · wave 0 (the hook weight "heavy" is not a whole number) · 1st of 1'],
    ],
    [
      "says what a hook of the deletion before it is",
      manifest("Job", "a", hook("PreDelete")),
      ["PreDelete hook, only when the application is deleted, not ordered by waves"],
    ],
    [
      "names the Helm weight as the reason of a wave",
      manifest("Job", "a", { "helm.sh/hook": "post-install", "helm.sh/hook-weight": '"3"' }),
      ["PostSync hook · wave 3 (hook weight) · 1st of 1 · deleted before its next run"],
    ],
    [
      "says why a written wave does not count",
      manifest("Secret", "a", wave("first")),
      ['Sync · wave 0 ("first" is not a whole number) · 1st of 1'],
    ],
    [
      "says why the weight counts instead of a written wave",
      manifest("Secret", "a", { ...wave("first"), "helm.sh/hook-weight": '"2"' }),
      ['Sync · wave 2 (from helm.sh/hook-weight: "first" is not a whole number) · 1st of 1'],
    ],
    [
      "says that a Namespace is pulled forward",
      `${manifest("Namespace", "prod", wave("5"))}---\n${manifest("Secret", "a", wave("-2"))}`,
      ["Sync · wave -2 (pulled forward from wave 5 for Secret a) · 1st of 2", "Sync · wave -2 · 2nd of 2"],
    ],
    [
      "says from which phase a Namespace is pulled forward",
      `${manifest("Namespace", "prod")}---\n${manifest("Job", "a", hook("PreSync"))}`,
      [
        "PreSync · wave 0 (pulled forward from Sync wave 0 for Job a)",
        "PreSync hook · wave 0 · 2nd of 2 · deleted before its next run",
      ],
    ],
    [
      "says that a definition is pulled forward",
      `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: things.x.io\n  annotations:\n    argocd.argoproj.io/sync-wave: "1"\nspec: {group: x.io, names: {kind: Thing}, scope: Namespaced}\n---\napiVersion: x.io/v1\nkind: Thing\nmetadata: {name: a}\n`,
      ["Sync · wave 0 (pulled forward from wave 1 for Thing a) · 1st of 2", "Sync · wave 0"],
    ],
    [
      "says that a hook without a valid type is never applied",
      manifest("Job", "a", hook("presync")),
      ['never applied: "presync" is not a hook type'],
    ],
    [
      "says that an empty hook is never applied",
      manifest("Job", "a", hook('""')),
      ["never applied: the hook has no hook type"],
    ],
    [
      "says that a Helm test is never applied",
      manifest("Job", "a", { "helm.sh/hook": "test" }),
      ['never applied: Argo CD does not run the Helm hook "test"'],
    ],
    ["says that Skip is never applied", manifest("Job", "a", hook("Skip")), ["never applied (hook: Skip)"]],
    [
      "says that a deletion hook has no part in a sync",
      manifest("Job", "a", hook("PreDelete,PostDelete")),
      ["PreDelete + PostDelete hook, only when the application is deleted, not ordered by waves"],
    ],
    [
      "names both parts of a hook of sync and deletion",
      manifest("Job", "a", hook("PostSync,PostDelete")),
      [
        "PostSync hook (and PostDelete hook, only when the application is deleted) · wave 0 · 1st of 1 · deleted before its next run",
      ],
    ],
    [
      "says that an object that stands again is not applied",
      `${manifest("Secret", "a", wave("1"))}---\n${manifest("Secret", "a")}`,
      ["not applied: Secret a is declared again later, and the last one wins", "Sync · wave 0"],
    ],
    [
      "says that the default policy deletes no generated name",
      manifest("Job", "a-", hook("Sync")).replace("name:", "generateName:"),
      ["Sync hook · wave 0 · 1st of 1 · deleted by no sync, because its name is new every time"],
    ],
    [
      "says that a number for a value fails the whole application",
      manifest("Secret", "a", { "argocd.argoproj.io/sync-wave": "5" }),
      [
        'not applied: this stops the whole application: the annotation "argocd.argoproj.io/sync-wave" of Secret "a" is not a string',
      ],
    ],
    [
      "promises no run where another resource fails the whole application",
      `${manifest("Secret", "a", wave("1"))}---\n${manifest("Secret", "b", { "argocd.argoproj.io/sync-wave": "5" })}`,
      [
        "not applied: line 13 stops the whole application",
        'not applied: this stops the whole application: the annotation "argocd.argoproj.io/sync-wave" of Secret "b" is not a string',
      ],
    ],
    [
      "says that a wave from a template is not known",
      template("    argocd.argoproj.io/sync-wave: {{ .Values.wave | quote }}\n"),
      ["Sync · wave unknown (known only after rendering) · 1st of 1"],
    ],
    [
      "says that a hook from a template is not known",
      template("    argocd.argoproj.io/hook: {{ .Values.hook }}\n"),
      ["phase and wave are known only after rendering"],
    ],
    [
      "says what holds if a template adds no annotations",
      template(added),
      ["Sync · wave 0, unless the template adds annotations"],
    ],
    [
      "says it of a written wave too",
      template(`    argocd.argoproj.io/sync-wave: "4"\n${added}`),
      ["Sync · wave 4, unless the template adds annotations"],
    ],
    [
      "says it of a written hook too",
      template(`    argocd.argoproj.io/hook: PreSync\n${added}`),
      ["PreSync hook · wave 0 · deleted before its next run, unless the template adds annotations"],
    ],
    [
      "is sure where all is written that a template could add",
      template(
        `    argocd.argoproj.io/hook: PreSync\n    argocd.argoproj.io/sync-wave: "1"\n    argocd.argoproj.io/hook-delete-policy: HookFailed\n${added}`,
      ),
      ["PreSync hook · wave 1 · 1st of 1 · deleted after a failed sync"],
    ],
    ["is none above what has no apiVersion", "kind: Secret\nmetadata: {name: a}\n", []],
    ["is none above a Kustomization", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n", []],
    ["is none above values", "replicas: 1\n", []],
  ];
  for (const [what, text, titles] of cases) {
    it(what, () => {
      assert.deepEqual(titlesOf(text), titles);
    });
  }

  it("stands at the first key of each item of a List", () => {
    const text =
      "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n- kind: ConfigMap\n  apiVersion: v1\n";
    const application = buildApplication([{ name: "a", file: openFile(text) }], identity);
    const lenses = codeLenses(rosterOf(application), "a", "always");
    assert.deepEqual(
      lenses.map(({ span }) => text.slice(span.start, span.end)),
      ["apiVersion", "kind"],
    );
  });

  it("counts the whole application", () => {
    const others = [manifest("Secret", "b", wave("-1")), manifest("Job", "c", hook("SyncFail"))];
    assert.deepEqual(titlesOf(manifest("Secret", "a", wave("1")), { others }), ["Sync · wave 1 · 2nd of 2"]);
  });
});

describe("code lenses", () => {
  const plain = manifest("Secret", "a");
  const other = (key: string) => manifest("Secret", "b", { [key]: "'1'" });
  const cases: readonly (readonly [what: string, shown: number, options: LensOptions])[] = [
    ["are off when they are turned off", 0, { mode: "off", others: [other("argocd.argoproj.io/sync-wave")] }],
    ["are shown always if so wished", 1, { mode: "always" }],
    ["are not shown where nothing has to do with Argo CD", 0, { mode: "auto", others: [other("app/x")] }],
    [
      "are shown beside a resource with an annotation of Argo CD",
      1,
      { mode: "auto", others: [other("argocd.argoproj.io/x")] },
    ],
    ["are shown beside a Helm hook", 1, { mode: "auto", others: [other("helm.sh/hook")] }],
    ["are shown where an Application deploys the files", 1, { mode: "auto", more: { declared: true } }],
  ];
  for (const [what, shown, options] of cases) {
    it(what, () => {
      assert.equal(titlesOf(plain, options).length, shown);
    });
  }
});

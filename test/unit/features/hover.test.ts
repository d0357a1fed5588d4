import assert from "node:assert/strict";
import type { ArgoCdVersion } from "../../../server/core/versions.ts";
import { buildApplication } from "../../../server/core/application/application.ts";
import { hover } from "../../../server/core/features/hover.ts";
import { openAtCursor } from "../../support/cursor.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";
import { rosterOf } from "../../../server/core/roster/roster.ts";

/** What the hover at `$0` stands on, and its lines. */
function check(
  marked: string,
  version?: ArgoCdVersion,
): { readonly on: string; readonly lines: readonly string[] } | undefined {
  const { text, offset, file, application } = openAtCursor(marked);
  const found = hover(file, offset, rosterOf(application), "file.yaml", version);
  return found && { on: text.slice(found.span.start, found.span.end), lines: found.markdown.split("\n") };
}

const head = "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: a\n  annotations:\n";

describe("the hover on an annotation", () => {
  const cases: readonly (readonly [where: string, line: string, on: string, firstLine: RegExp])[] = [
    [
      "its key",
      "    argocd.argo$0proj.io/hook: Sync\n",
      "argocd.argoproj.io/hook",
      /^`argocd\.argoproj\.io\/hook`: Makes/,
    ],
    ["a key in quotes", '    "helm.sh/$0hook": x\n', '"helm.sh/hook"', /^`helm\.sh\/hook`: /],
    ["a wave", '    argocd.argoproj.io/sync-wave: "$01"\n', '"1"', /^`argocd\.argoproj\.io\/sync-wave`: Orders/],
    ["a hook type", "    argocd.argoproj.io/hook: Pre$0Sync\n", "PreSync", /^`PreSync`: Runs before/],
    ["one of several", "    argocd.argoproj.io/hook: 'Sync, Post$0Sync'\n", "PostSync", /^`PostSync`: Runs after/],
    ["the end of an item", "    argocd.argoproj.io/hook: Sync$0,Skip\n", "Sync", /^`Sync`: /],
    ["an unknown item", "    argocd.argoproj.io/hook: pre$0sync\n", "presync", /^`argocd\.argoproj\.io\/hook`: /],
    [
      "an option of Applications",
      "    argocd.argoproj.io/sync-options: CreateName$0space=true\n",
      "CreateNamespace=true",
      /^`CreateNamespace=true`: /,
    ],
    [
      "an item in a folded block",
      "    argocd.argoproj.io/sync-options: >-\n      Prune=false,\n      Delete=$0false\n",
      "Delete=false",
      /^`Delete=false`: /,
    ],
  ];
  for (const [where, line, on, firstLine] of cases) {
    it(`stands on ${where}`, () => {
      const found = check(head + line);
      assert.equal(found?.on, on);
      assert.match(found.lines[0] ?? "", firstLine);
      assert.match(found.lines.at(-1) ?? "", /^Since Argo CD \d\.\d+\. \[Documentation\]\(https:\/\/\S+\)$/);
    });
  }

  it("says that an older version ignores it", () => {
    const text = `${head}    argocd.argoproj.io/sync-options: Prune=co$0nfirm\n`;
    assert.match(check(text)?.lines.at(-1) ?? "", /^Since Argo CD 2\.14\. \[/);
    assert.match(
      check(text, { major: 2, minor: 13 })?.lines.at(-1) ?? "",
      /^Since Argo CD 2\.14, so Argo CD 2\.13 ignores it\. \[Documentation\]\(/,
    );
  });

  it("stands on what is written in the second document", () => {
    assert.equal(check(`kind: A\n---\n${head}    argocd.argoproj.io/hook: Pre$0Sync\n`)?.on, "PreSync");
  });

  const elsewhere: readonly (readonly [where: string, text: string, on: string, firstLine: RegExp])[] = [
    [
      "a field of the sync policy",
      "apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  syncPolicy:\n    automated:\n      pru$0ne: true\n",
      "prune",
      /^`spec\.syncPolicy\.automated\.prune`: /,
    ],
    [
      "an option of the sync policy",
      "apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  syncPolicy:\n    syncOptions:\n    - Create$0Namespace=true\n",
      "CreateNamespace=true",
      /^`CreateNamespace=true`: /,
    ],
    [
      "a label",
      "apiVersion: v1\nkind: Secret\nmetadata:\n  labels:\n    argocd.argoproj.io/sec$0ret-type: cluster\n",
      "argocd.argoproj.io/secret-type",
      /^`argocd\.argoproj\.io\/secret-type`: /,
    ],
    [
      "the value of a label",
      "apiVersion: v1\nkind: Secret\nmetadata:\n  labels:\n    argocd.argoproj.io/secret-type: clu$0ster\n",
      "cluster",
      /^`cluster`: /,
    ],
  ];
  for (const [where, text, on, firstLine] of elsewhere) {
    it(`stands on ${where}`, () => {
      const found = check(text);
      assert.equal(found?.on, on);
      assert.match(found.lines[0] ?? "", firstLine);
    });
  }

  it("says nothing of unknown fields, labels and values", () => {
    for (const text of [
      "apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  syncPolicy:\n    auto$0: x\n",
      "apiVersion: v1\nkind: Secret\nmetadata:\n  labels:\n    a$0: b\n",
      "apiVersion: v1\nkind: Secret\nmetadata:\n  labels:\n    argocd.argoproj.io/secret-type: x$0\n",
    ]) {
      assert.equal(check(text), undefined);
    }
  });

  const silent: readonly (readonly [where: string, text: string])[] = [
    ["another annotation", `${head}    app/$0x: y\n`],
    ["a label of that name", "apiVersion: v1\nkind: A\nmetadata:\n  labels:\n    argocd.argoproj.io/h$0ook: Sync\n"],
    ["a comment", `${head}    # argocd.argo$0proj.io/hook\n    a: b\n`],
    ["a blank", `${head}  $0  argocd.argoproj.io/hook: Sync\n`],
    ["an empty file", "$0"],
    ["a value of the chart", "kin$0d: 5\n"],
  ];
  for (const [where, text] of silent) {
    it(`says nothing on ${where}`, () => {
      assert.equal(check(text), undefined);
    });
  }
});

describe("the story of a resource", () => {
  /** The story on the kind of the first resource, without the marks of Markdown. */
  function storyOf(text: string): readonly string[] {
    const lines = check(text.replace("kind: ", "kind: $0"))?.lines ?? [];
    return lines.map((line) => line.replaceAll("**", "").replace(/^- /, ""));
  }

  it("says what runs before and after, what is waited for, and when it is deleted", () => {
    const others = [manifest("Job", "first", hook("PreSync")), manifest("Secret", "last", wave("5"))];
    assert.deepEqual(storyOf([manifest("ConfigMap", "settings", wave("2")), ...others].join("---\n")), [
      "ConfigMap settings",
      "In application shop.",
      "Sync, wave 2, 2nd of 3.",
      "After PreSync wave 0: Job first.",
      "Before Sync wave 5: Secret last.",
      "Argo CD continues at once, because nothing in this wave has a health check.",
      "Deleted with the application, in batch 2 of 2.",
    ]);
  });

  it("of a hook says when it is deleted", () => {
    assert.deepEqual(storyOf(manifest("Job", "a", { ...hook("PostSync"), ...wave("1") })), [
      "Job a",
      "In application shop.",
      "PostSync hook, wave 1, 1st of 1.",
      "Nothing runs before this wave.",
      "Nothing runs after this wave.",
      "Argo CD continues when Job a has succeeded.",
      "Deleted before its next run.",
    ]);
  });

  it("names four neighbours, and counts the others", () => {
    const many = (count: number, number: string): readonly string[] =>
      Array.from({ length: count }, (_, index) => manifest("Secret", `s${number}-${index}`, wave(number)));
    const lines = storyOf([manifest("ConfigMap", "a", wave("1")), ...many(4, "0"), ...many(6, "2")].join("---\n"));
    assert.deepEqual(lines.slice(2, 5), [
      "Sync, wave 1, 5th of 11.",
      "After Sync wave 0: Secret s0-0, Secret s0-1, Secret s0-2, Secret s0-3.",
      "Before Sync wave 2: Secret s2-0, Secret s2-1, Secret s2-2, Secret s2-3 and 2 more.",
    ]);
  });

  it("of a hook in several phases and in the deletion tells of each", () => {
    const text = manifest("Job", "a", { ...hook("PreSync,SyncFail,PreDelete,PostDelete") });
    assert.deepEqual(storyOf(`${text}---\n${manifest("Secret", "b")}`), [
      "Job a",
      "In application shop.",
      "PreSync hook, wave 0, 1st of 2.",
      "Nothing runs before this wave.",
      "Before Sync wave 0: Secret b.",
      "Argo CD continues when Job a has succeeded.",
      "SyncFail hook, wave 0, only when the sync fails.",
      "All SyncFail hooks start at once, and Argo CD waits for all of them to finish.",
      "PreDelete hook: runs when the application is deleted, before its resources are deleted.",
      "PostDelete hook: runs when the application is deleted, after its resources are deleted.",
      "Deleted before its next run.",
      "Before Argo CD 3.4, `PreDelete` and `PostDelete` in a list have no effect.",
    ]);
    assert.deepEqual(storyOf(manifest("Job", "a", hook("PostDelete"))), [
      "Job a",
      "PostDelete hook: runs when the application is deleted, after its resources are deleted.",
    ]);
  });

  it("of what comes before a failure hook says that nothing follows", () => {
    const lines = storyOf(`${manifest("Secret", "a")}---\n${manifest("Job", "b", hook("SyncFail"))}`);
    assert.deepEqual(lines.slice(2, 5), [
      "Sync, wave 0, 1st of 1.",
      "Nothing runs before this wave.",
      "Nothing runs after this wave.",
    ]);
  });

  it("of what a template may add to has no place in the deletion, and no phase where only rendering tells it", () => {
    const added = "    {{- toYaml .Values.annotations | nindent 4 }}\n";
    const last = "The template may add annotations. This is what happens if it adds none.";
    assert.deepEqual(storyOf(manifest("Secret", "a", wave("x")) + added), [
      "Secret a",
      "In application shop.",
      'Sync, wave 0 ("x" is not a whole number).',
      last,
    ]);
    assert.deepEqual(storyOf(manifest("Job", "a", hook("{{ .x }}")) + added), [
      "Job a",
      "Its phase and wave are known only after rendering.",
      last,
    ]);
  });

  it("ends where the whole application fails, or another one takes its place", () => {
    const number = manifest("Secret", "b", { "argocd.argoproj.io/sync-wave": "5" });
    assert.deepEqual(storyOf(`${manifest("Job", "a")}---\n${number}`), [
      "Job a",
      "Not applied: line 11 stops the whole application.",
    ]);
    assert.deepEqual(storyOf(manifest("Job", "a", hook("Skip"))), [
      "Job a",
      "Never applied, because its hook type is `Skip`. It is not pruned either.",
    ]);
    assert.deepEqual(storyOf(`${manifest("Job", "a")}---\n${manifest("Job", "a")}`).slice(0, 2), [
      "Job a",
      "Not applied: the same object is declared again in file.yaml, and the last one wins.",
    ]);
  });

  it("of a declared application says where it goes", () => {
    const { file } = openAtCursor(`${manifest("Job", "a")}$0`);
    const identity = {
      name: "shop",
      source: { type: "directory", path: "" },
      namespace: "prod",
      declared: true,
    } as const;
    const roster = rosterOf(buildApplication([{ name: "file.yaml", file }], identity));
    const { markdown } = hover(file, 23, roster, "file.yaml") ?? assert.fail();
    assert.equal(markdown.split("\n")[1], "- In application shop (namespace prod).");
  });

  it("of what stays in the cluster says so", () => {
    const story = (options: string): readonly string[] =>
      storyOf(manifest("Secret", "a", { "argocd.argoproj.io/sync-options": options })).slice(-2);
    assert.deepEqual(story("Prune=false"), [
      "Not pruned when it is removed from Git (Prune=false).",
      "Deleted with the application, in batch 1 of 1, which Prune=false does not prevent, but Delete=false would.",
    ]);
    assert.deepEqual(story("Prune=false,Delete=false"), [
      "Not pruned when it is removed from Git (Prune=false).",
      "Kept when the application is deleted.",
    ]);
    assert.deepEqual(story("Replace=true"), [
      "Argo CD does not wait for health after applying this wave.",
      "Deleted with the application, in batch 1 of 1.",
    ]);
  });

  const parts: readonly (readonly [what: string, text: string, line: RegExp])[] = [
    ["Skip", manifest("Job", "a", hook("Skip")), /Never applied, because its hook type is `Skip`/],
    ["a hook that is dropped", manifest("Job", "a", hook("x")), /Never applied: it is a hook without a hook type/],
    [
      "a deletion hook",
      manifest("Job", "a", hook("PreDelete")),
      /PreDelete hook: runs when the application is deleted/,
    ],
    ["a failure hook", manifest("Job", "a", hook("SyncFail")), /SyncFail hook, wave 0, only when the sync fails/],
    ["a weight", manifest("Job", "a", { "helm.sh/hook-weight": '"2"' }), /Sync, wave 2 \(from helm\.sh\/hook-weight\)/],
    [
      "a duplicate",
      `${manifest("Job", "a")}---\n${manifest("Job", "a")}`,
      /Not applied: the same object is declared again/,
    ],
    [
      "a number as value",
      manifest("Job", "a", { x: "5" }),
      /Not applied: this stops the whole application: .*"x" of Job "a" is not a string/,
    ],
    ["Prune=false", manifest("Job", "a", { "argocd.argoproj.io/sync-options": "Prune=false" }), /Not pruned when/],
    [
      "Prune=false, which is not for deletion",
      manifest("Job", "a", { "argocd.argoproj.io/sync-options": "Prune=false" }),
      /Deleted with the application, in batch 1 of 1, which Prune=false does not prevent, but Delete=false would\.$/,
    ],
    [
      "Prune=confirm",
      manifest("Job", "a", { "argocd.argoproj.io/sync-options": "Prune=confirm" }),
      /syncs wait until someone confirms that it is pruned/,
    ],
    [
      "Delete=confirm",
      manifest("Job", "a", { "argocd.argoproj.io/sync-options": "Delete=confirm" }),
      /in batch 1 of 1\. Nothing is deleted before someone has approved it \(Delete=confirm\)\.$/,
    ],
    [
      "Delete=false",
      manifest("Job", "a", { "argocd.argoproj.io/sync-options": "Delete=false" }),
      /Kept when the application is deleted\.$/,
    ],
    [
      "Delete=false in a Namespace that is deleted",
      `${manifest("Secret", "a", { "argocd.argoproj.io/sync-options": "Delete=false" }).replace("metadata:", "metadata:\n  namespace: prod")}---\n${manifest("Namespace", "prod")}`,
      /^Deleted with its Namespace when the application is deleted, which no option of its own prevents\.$/,
    ],
    [
      "Helm's keep",
      manifest("Job", "a", { "helm.sh/resource-policy": "keep" }),
      /Kept when .* \(helm\.sh\/resource-policy\)/,
    ],
    ["a hook from a template", manifest("Job", "a", hook("{{ .x }}")), /known only after rendering/],
    [
      "a Namespace that is pulled into another phase",
      `${manifest("Namespace", "prod", wave("5"))}---\n${manifest("Job", "a", hook("PreSync"))}`,
      /Pulled forward from Sync wave 5, because Job a needs it/,
    ],
    [
      "a Namespace that is pulled forward",
      `${manifest("Namespace", "prod", wave("5"))}---\n${manifest("Secret", "a", wave("-2"))}`,
      /Pulled forward from wave 5, because Secret a needs it/,
    ],
  ];
  for (const [what, text, line] of parts) {
    it(`tells of ${what}`, () => {
      assert.match(storyOf(text).join("\n"), new RegExp(line, "m"));
    });
  }

  it("of what a template may add to says what holds if it adds nothing", () => {
    const text = manifest("Job", "a", hook("PreSync"));
    assert.deepEqual(storyOf(`${text}    {{- toYaml .Values.annotations | nindent 4 }}\n`), [
      "Job a",
      "In application shop.",
      "PreSync hook, wave 0.",
      "The template may add annotations. This is what happens if it adds none.",
      "Deleted before its next run.",
    ]);
  });

  for (const [where, marked] of [
    ["kind", "apiVersion: v1\nki$0nd: Secret\nmetadata:\n  name: a\n"],
    ["name", "apiVersion: v1\nkind: Secret\nmetadata:\n  name: a$0\n"],
    ["generateName", "apiVersion: v1\nkind: Secret\nmetadata:\n  generateName: $0a-\n"],
    ["name in a List", "kind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n  metadata: {name: $0a}\n"],
    ["kind in JSON", '{"apiVersion": "v1", "kind": "Sec$0ret"}'],
  ] as const) {
    it(`stands on the ${where}`, () => {
      assert.match(check(marked)?.lines[0] ?? "", /^\*\*Secret/);
    });
  }

  it("does not stand on the name of something else", () => {
    assert.equal(
      check("apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n  - name: $0b\n"),
      undefined,
    );
  });

  it("shows names as they are: they make no links and load no pictures", () => {
    const named = "'![x](https://example.com/x.png) <b>'";
    const { lines = [] } = check(`apiVersion: v1\nkind: $0ConfigMap\nmetadata:\n  name: ${named}\n`) ?? {};
    assert.equal(lines[0], "**ConfigMap `![x](https://example.com/x.png`) `<b>`**");
    const other = check(
      `${manifest("Service", "a").replace("kind: ", "kind: $0")}---\napiVersion: v1\nkind: Job\nmetadata:\n  name: ${named}\n`,
    );
    assert.ok(!other?.lines.join("\n").includes("[x]"), other?.lines.join("\n"));
  });
});

import assert from "node:assert/strict";
import type { Application } from "../../../server/core/application/application.ts";
import { planChange } from "../../../server/core/features/plan/plan-change.ts";
import { groupChanges, planChangeMarkdown } from "../../../server/core/features/plan/plan-change-text.ts";
import type { PlanOptions } from "../../../server/core/sync/plan.ts";
import { applicationOf } from "../../support/applications.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";

const web = manifest("Service", "web");
const annotation = (key: string, value: string): Readonly<Record<string, string>> => ({
  [`argocd.argoproj.io/${key}`]: value,
});

/** What differs, one line for each resource. */
function linesOf(before: readonly string[], after: readonly string[]): string[] {
  return planChange(applicationOf(before), applicationOf(after)).map(
    ({ kinds, title, before: was = "-", after: now = "-", differences }) =>
      [`${kinds.join("+")} ${title}: ${was} > ${now}`, ...differences].join(" | "),
  );
}

describe("what changes in a plan", () => {
  const cases: readonly (readonly [
    title: string,
    before: readonly string[],
    after: readonly string[],
    lines: readonly string[],
  ])[] = [
    [
      "a resource that goes and has a finalizer: the sync does not go on while it is there",
      [web, manifest("Secret", "key").replace("metadata:", "metadata:\n  finalizers: [example.com/protect]")],
      [web],
      [
        "vanished Secret key: Sync · wave 0 > - | Pruned in Sync, wave 0, if pruning is on. " +
          "What comes after it waits until its finalizer example.com/protect has been removed.",
      ],
    ],
    ["nothing, whatever else is written", [web], [`# Hello\n${web}`], []],
    ["a resource that is new", [web], [web, manifest("Secret", "key")], ["appeared Secret key: - > Sync · wave 0"]],
    [
      "another wave",
      [manifest("Service", "web", wave("2"))],
      [web],
      ["moved Service web: Sync · wave 2 > Sync · wave 0 | Sync: wave 2 → 0."],
    ],
    [
      "a resource that becomes a hook",
      [manifest("Job", "load")],
      [manifest("Job", "load", hook("PreSync"))],
      [
        "moved+changed Job load: Sync · wave 0 > PreSync hook · wave 0 | Sync, wave 0 → PreSync, wave 0. | " +
          "Becomes a hook. | The existing object is deleted, then the hook is created.",
      ],
    ],
    [
      "a hook that becomes a resource, in its place",
      [manifest("Job", "load", hook("Sync"))],
      [manifest("Job", "load")],
      [
        "changed Job load: Sync hook · wave 0 > Sync · wave 0 | " +
          "Is no longer a hook: Argo CD now compares and prunes it.",
      ],
    ],
    [
      "other policies",
      [manifest("Job", "load", hook("Sync"))],
      [manifest("Job", "load", { ...hook("Sync"), ...annotation("hook-delete-policy", "HookSucceeded") })],
      [
        "changed Job load: Sync hook · wave 0 > Sync hook · wave 0 | " +
          "Delete policies: BeforeHookCreation → HookSucceeded.",
      ],
    ],
    [
      "a hook that is misspelt now",
      [manifest("Job", "load", hook("PreSync"))],
      [manifest("Job", "load", hook("presync"))],
      [
        "changed Job load: PreSync hook · wave 0 > never applied: it is a hook without a hook type that Argo CD runs | " +
          "No longer applied in a sync (never applied: it is a hook without a hook type that Argo CD runs).",
      ],
    ],
    [
      "a hook of the deletion too",
      [manifest("Job", "load", hook("PostSync"))],
      [manifest("Job", "load", hook("PostSync,PostDelete"))],
      ["changed Job load: PostSync hook · wave 0 > PostSync hook · wave 0 | Becomes a PostDelete hook."],
    ],
    [
      "a Namespace that a new hook pulls forward",
      [manifest("Namespace", "prod")],
      [manifest("Namespace", "prod"), manifest("Job", "load", { ...hook("PreSync"), ...wave("-1") })],
      [
        "moved Namespace prod: Sync · wave 0 > PreSync · wave -1 | Sync, wave 0 → PreSync, wave -1.",
        "appeared Job load: - > PreSync hook · wave -1",
      ],
    ],
    [
      "resources that are gone: pruned in swapped waves, the last one after everything",
      [
        web,
        manifest("Secret", "early", wave("-1")),
        manifest("Secret", "late", wave("4")),
        manifest("Secret", "last", annotation("sync-options", "PruneLast=true")),
        manifest("Secret", "kept", annotation("sync-options", "Prune=false")),
        manifest("Job", "load", hook("PreSync")),
        manifest("Job", "off", hook("Skip")),
      ],
      [web],
      [
        "vanished Job load: PreSync hook · wave 0 > - | Stays in the cluster if it is there: hooks are never pruned.",
        "vanished Secret early: Sync · wave -1 > - | Pruned in Sync, wave 4, if pruning is on.",
        "vanished Secret kept: Sync · wave 0 > - | Stays in the cluster (Prune=false).",
        "vanished Secret last: Sync · wave 0 > - | Pruned in Sync, wave 5, if pruning is on.",
        "vanished Secret late: Sync · wave 4 > - | Pruned in Sync, wave -1, if pruning is on.",
        "vanished Job off: never applied: its hook type is Skip > - | Was never applied.",
      ],
    ],
    [
      "resources that are gone, of which little is known or which a sync never applied",
      [
        web,
        manifest("Secret", "some", wave("{{ .wave }}")),
        manifest("Job", "unsure", hook("{{ .hook }}")),
        manifest("Job", "clean", hook("PostDelete")),
        manifest("Job", "typo", hook("presync")),
      ],
      [web],
      [
        "vanished Secret some: Sync · wave unknown > - | Pruned in Sync, in a wave known only after rendering, if pruning is on.",
        "vanished Job unsure: its phase is known only after rendering > - | Whether it is pruned is known only after rendering.",
        "vanished Job clean: only when the application is deleted > - | Stays in the cluster if it is there: hooks are never pruned.",
        "vanished Job typo: never applied: it is a hook without a hook type that Argo CD runs > - | Was never applied.",
      ],
    ],
    [
      "what is pruned last: after what the Sync phase applies, whatever hooks come then",
      [web, manifest("Secret", "last", annotation("sync-options", "PruneLast=true"))],
      [web, manifest("Secret", "late", wave("3")), manifest("Job", "load", { ...hook("PostSync"), ...wave("9") })],
      [
        "appeared Secret late: - > Sync · wave 3",
        "appeared Job load: - > PostSync hook · wave 9",
        "vanished Secret last: Sync · wave 0 > - | Pruned in Sync, wave 4, if pruning is on.",
      ],
    ],
    [
      "a wave that only rendering tells, before or now",
      [manifest("Service", "web", wave("{{ .wave }}")), manifest("Secret", "key", wave("1"))],
      [manifest("Service", "web", wave("1")), manifest("Secret", "key", wave("{{ .wave }}"))],
      [
        "moved Service web: Sync · wave unknown > Sync · wave 1 | Sync: wave unknown → 1.",
        "moved Secret key: Sync · wave 1 > Sync · wave unknown | Sync: wave 1 → unknown.",
      ],
    ],
    [
      "a name that is there twice: what is applied",
      [manifest("Secret", "key"), manifest("Secret", "key", wave("1"))],
      [manifest("Secret", "key", wave("2")), manifest("Secret", "key", wave("3"))],
      ["moved Secret key: Sync · wave 1 > Sync · wave 3 | Sync: wave 1 → 3."],
    ],
    [
      "another wave in two phases",
      [manifest("Job", "load", hook("PreSync,PostSync"))],
      [manifest("Job", "load", { ...hook("PreSync,PostSync"), ...wave("1") })],
      [
        "moved Job load: PreSync + PostSync hook · wave 0 > PreSync + PostSync hook · wave 1 | " +
          "PreSync, wave 0 and PostSync, wave 0 → PreSync, wave 1 and PostSync, wave 1.",
      ],
    ],
    [
      "one phase less",
      [manifest("Job", "load", hook("PreSync,PostSync"))],
      [manifest("Job", "load", hook("PreSync"))],
      [
        "moved Job load: PreSync + PostSync hook · wave 0 > PreSync hook · wave 0 | " +
          "PreSync, wave 0 and PostSync, wave 0 → PreSync, wave 0.",
      ],
    ],
    [
      "what is applied now, and is no hook of the deletion any more",
      [manifest("Job", "load", hook("Skip")), manifest("Job", "clean", hook("PreDelete"))],
      [manifest("Job", "load"), manifest("Job", "clean", hook("PostSync"))],
      [
        "changed Job load: never applied: its hook type is Skip > Sync · wave 0 | " +
          "Now applied: Sync · wave 0. Before: never applied: its hook type is Skip.",
        "changed Job clean: only when the application is deleted > PostSync hook · wave 0 | " +
          "Now applied: PostSync hook · wave 0. Before: only when the application is deleted. | Is no longer a PreDelete hook.",
      ],
    ],
    [
      "what was not applied and is not",
      [manifest("Job", "load", hook("Skip"))],
      [manifest("Job", "load", hook("presync"))],
      [
        "changed Job load: never applied: its hook type is Skip > never applied: it is a hook without a hook type that Argo CD runs | " +
          "No longer applied in a sync (never applied: it is a hook without a hook type that Argo CD runs).",
      ],
    ],
    [
      "policies that only rendering tells, and several",
      [manifest("Job", "load", { ...hook("Sync"), ...annotation("hook-delete-policy", "{{ .policy }}") })],
      [manifest("Job", "load", { ...hook("Sync"), ...annotation("hook-delete-policy", "HookSucceeded,HookFailed") })],
      [
        "changed Job load: Sync hook · wave 0 > Sync hook · wave 0 | " +
          "Delete policies: unknown → HookFailed, HookSucceeded.",
      ],
    ],
  ];
  for (const [title, before, after, lines] of cases) {
    it(title, () => {
      assert.deepEqual(linesOf(before, after), lines);
    });
  }

  /** What is said of resources that are gone, or that no sync applies any more, with the options of an Application. */
  function fatesWith(options: Partial<PlanOptions>, before: readonly string[], after: readonly string[]): string[] {
    const withOptions = (documents: readonly string[]): Application => {
      const application = applicationOf(documents);
      return { ...application, planOptions: { ...application.planOptions, ...options } };
    };
    return planChange(withOptions(before), withOptions(after)).map(
      ({ title, differences }) => `${title}: ${differences.at(-1) ?? ""}`,
    );
  }

  const old = manifest("Secret", "old");
  const asks = manifest("Secret", "asks", { ...annotation("sync-options", "Prune=confirm"), ...wave("1") });
  const retries = 5;

  it("tells what is pruned from how the application is synced", () => {
    const said = (options: Partial<PlanOptions>): string[] => fatesWith(options, [web, old], [web]);
    assert.deepEqual(said({ automated: { prune: true, retries } }), ["Secret old: Pruned in Sync, wave 0."]);
    assert.deepEqual(said({ automated: { prune: false, retries } }), [
      "Secret old: Stays in the cluster, and the application stays OutOfSync: automated syncs do not prune it (automated.prune).",
    ]);
    assert.deepEqual(said({ syncOptions: ["Prune=false"] }), [
      "Secret old: Stays in the cluster (Prune=false of the application).",
    ]);
    assert.deepEqual(said({ syncOptions: ["PruneLast=true"] }), [
      "Secret old: Pruned in Sync, wave 1, if pruning is on.",
    ]);
  });

  it("tells that no automated sync prunes everything, of which hooks are no part", () => {
    const said = (options: Partial<PlanOptions>, ...after: readonly string[]): string[] =>
      fatesWith(options, [old], after);
    const stays =
      "Secret old: Stays in the cluster until someone syncs by hand: no automated sync begins that would prune everything (automated.allowEmpty).";
    const pruned = "Secret old: Pruned in Sync, wave 0.";
    assert.deepEqual(said({ automated: { prune: true, retries } }), [stays]);
    assert.equal(said({ automated: { prune: true, retries } }, manifest("Job", "load", hook("Sync"))).at(-1), stays);
    assert.deepEqual(said({ automated: { prune: true, retries } }, manifest("Secret", "old", hook("PreSync"))), [
      stays,
    ]);
    assert.deepEqual(said({ automated: { prune: true, retries, allowEmpty: true } }), [pruned]);
    assert.equal(said({ automated: { prune: true, retries } }, manifest("Secret", "off", hook("Skip"))).at(-1), pruned);
    assert.deepEqual(said({}), ["Secret old: Pruned in Sync, wave 0, if pruning is on."]);
  });

  it("tells what waits for somebody who confirms", () => {
    assert.deepEqual(fatesWith({}, [web, old, asks], [web]), [
      "Secret old: Pruned in Sync, wave 1, if pruning is on. Before that, someone must confirm what is to be pruned with Prune=confirm.",
      "Secret asks: The sync waits until someone confirms that it is pruned (Prune=confirm).",
    ]);
  });

  it("tells what becomes of the object of a resource that is a hook now, or misspelt", () => {
    const job = manifest("Job", "load");
    const fate = (
      annotations: Readonly<Record<string, string>>,
      options: Partial<PlanOptions> = {},
    ): string | undefined =>
      fatesWith(options, [job, web], [manifest("Job", "load", annotations), web])[0]?.slice("Job load: ".length);
    assert.equal(fate(hook("presync")), "Pruned in Sync, wave 0, if pruning is on.");
    assert.equal(
      fate(hook("presync"), { syncOptions: ["Prune=false"] }),
      "Stays in the cluster (Prune=false of the application).",
    );
    assert.equal(fate(hook("PreSync")), "The existing object is deleted, then the hook is created.");
    assert.equal(
      fate({ ...hook("PreSync"), ...annotation("hook-delete-policy", "HookSucceeded") }),
      "The hook is applied to the existing object, which is deleted when the sync has succeeded.",
    );
    assert.equal(fate(hook("Sync")), "Pruned in Sync, wave 0, if pruning is on. Then the hook is created.");
    assert.equal(
      fate(hook("Sync"), { automated: { prune: false, retries } }),
      "The existing object is deleted, but the hook does not run in this sync, because it does not prune the object.",
    );
    const keeps = { automated: { prune: false, retries } };
    const succeeded = annotation("hook-delete-policy", "HookSucceeded");
    const applied = "The hook is applied to the existing object, which is deleted when the sync has succeeded.";
    assert.equal(fate({ ...hook("Sync"), ...succeeded }, keeps), applied);
    assert.equal(fate({ ...hook("PostSync"), ...succeeded }, keeps), applied);
    assert.equal(fate({ ...hook("PreSync,PostSync"), ...succeeded }), applied);
    assert.equal(fate(hook("PostSync"), keeps), "The existing object is deleted, then the hook is created.");
    assert.equal(
      fate({ ...hook("PreSync"), ...succeeded, ...annotation("sync-options", "Force=true,Replace=true") }),
      "The existing object is deleted, then the hook is created.",
    );
    assert.equal(fate(hook("SyncFail")), "Pruned in Sync, wave 0, if pruning is on.");
    assert.equal(
      fate({ ...hook("SyncFail"), ...succeeded }, keeps),
      "The existing object is deleted when the sync has succeeded.",
    );
    assert.equal(
      fate({ ...hook("SyncFail"), ...annotation("hook-delete-policy", "HookFailed") }, keeps),
      "Stays in the cluster, and the application stays OutOfSync: automated syncs do not prune it (automated.prune).",
    );
  });

  it("takes a resource that begins to declare the namespace of the application for the same object", () => {
    const declaring = (text: string): string => `${text}  namespace: prod\n`;
    const job = manifest("Job", "load");
    assert.deepEqual(linesOf([declaring(web), job], [web, declaring(manifest("Job", "load", hook("PreSync")))]), [
      "moved+changed Job load: Sync · wave 0 > PreSync hook · wave 0 | Sync, wave 0 → PreSync, wave 0. | " +
        "Becomes a hook. | The existing object is deleted, then the hook is created.",
    ]);
    assert.deepEqual(linesOf([manifest("Namespace", "prod")], [declaring(manifest("Namespace", "prod"))]), []);
    assert.deepEqual(linesOf([web], [`${web}  namespace: other\n`]), [
      "appeared Service web: - > Sync · wave 0",
      "vanished Service web: Sync · wave 0 > - | Pruned in Sync, wave 0, if pruning is on.",
    ]);
  });

  it("names as few resources as explain another order within a step", () => {
    // Of Secrets with one name in different namespaces only the input order decides.
    const inOrder = (namespaces: string): string[] =>
      Array.from(namespaces, (namespace) => `${manifest("Secret", "key")}  namespace: ${namespace}\n`);
    for (const [before, after, moved] of [
      ["abcd", "dabc", "d"],
      ["abcd", "bcda", "a"],
      ["abcdef", "acbdfe", "cf"],
      ["abcdef", "defabc", "def"],
      ["abc", "cba", "cb"],
    ] as const) {
      const changes = planChange(applicationOf(inOrder(before)), applicationOf(inOrder(after)));
      assert.deepEqual(
        changes.map(({ id, differences }) => [id, differences]),
        Array.from(moved, (namespace) => [`/Secret:${namespace}/key`, ["Applied at another position in its wave."]]),
      );
    }
  });

  it("says nothing of the Namespace that the sync creates, which has no manifest", () => {
    const [before, after] = [[web], [web, manifest("Secret", "key")]].map((it) =>
      applicationOf(it, { createNamespace: true }),
    );
    assert.ok(before !== undefined && after !== undefined);
    assert.deepEqual(
      planChange(before, after).map(({ title }) => title),
      ["Secret key"],
    );
  });

  it("is grouped, each resource once, and gives the tasks as they are now", () => {
    const changes = planChange(
      applicationOf([manifest("Job", "load"), web]),
      applicationOf([manifest("Job", "load", hook("PreSync,PostSync")), manifest("Secret", "key")]),
    );
    assert.deepEqual(
      groupChanges(changes).map(
        ({ heading, changes: some }) => `${heading}: ${some.map(({ title }) => title).join(", ")}`,
      ),
      ["New: Secret key", "Moved: Job load", "Gone: Service web"],
    );
    assert.deepEqual(changes[0]?.tasks, ["batch/Job:/load PreSync", "batch/Job:/load PostSync"]);
  });
});

describe("what changes, as Markdown", () => {
  it("is a table under each heading", () => {
    const changes = planChange(applicationOf([web]), applicationOf([manifest("Service", "web", wave("1"))]));
    assert.equal(
      planChangeMarkdown("shop", changes),
      [
        "## What changes in the sync of shop",
        "### Moved",
        "| Resource | Before | Now |  |\n| --- | --- | --- | --- |\n" +
          "| **Service web** | Sync · wave 0 | Sync · wave 1 | Sync: wave 0 → 1. |\n",
      ].join("\n\n"),
    );
  });

  it("begins with the notes, and has all sentences of a change in one cell", () => {
    const changes = planChange(
      applicationOf([manifest("Job", "load")]),
      applicationOf([manifest("Job", "load", hook("PreSync")), web]),
    );
    assert.equal(
      planChangeMarkdown("shop", changes, ["Only @half is known."]),
      "## What changes in the sync of shop\n\nOnly `@half` is known.\n\n### New\n\n" +
        "| Resource | Before | Now |  |\n| --- | --- | --- | --- |\n" +
        "| **Service web** |  | Sync · wave 0 |  |\n\n### Moved\n\n" +
        "| Resource | Before | Now |  |\n| --- | --- | --- | --- |\n" +
        "| **Job load** | Sync · wave 0 | PreSync hook · wave 0 | Sync, wave 0 → PreSync, wave 0. " +
        "Becomes a hook. The existing object is deleted, then the hook is created. |\n",
    );
  });

  it("has a heading for what changed in its place", () => {
    const changes = planChange(
      applicationOf([manifest("Job", "load", hook("Sync"))]),
      applicationOf([manifest("Job", "load")]),
    );
    assert.match(planChangeMarkdown("shop", changes), /\n### Changed\n\n\| Resource[^]*\*\*Job load\*\*/);
  });

  it("says so where nothing does", () => {
    assert.match(planChangeMarkdown("shop", []), /Nothing: the same resources are applied in the same order\.\n$/);
  });

  it("lets no name break the table or name anybody", () => {
    const named = manifest("Secret", '"a|b\\n<img> @team `x`"');
    const markdown = planChangeMarkdown("shop", planChange(applicationOf([]), applicationOf([named])));
    assert.ok(
      markdown.includes("| **Secret `a`&#124;`b\\u{a}<img>` `@team` `` `x` ``** |  | Sync · wave 0 |  |"),
      markdown,
    );
  });

  it("folds what is long", () => {
    const many = Array.from({ length: 201 }, (_, index) => manifest("Secret", `key-${index}`));
    const markdown = planChangeMarkdown("shop", planChange(applicationOf([]), applicationOf(many)));
    assert.match(markdown, /<details>\n<summary>New \(201\)<\/summary>\n\n\| Resource/);
    const fewer = planChangeMarkdown("shop", planChange(applicationOf([]), applicationOf(many.slice(1))));
    assert.match(fewer, /\n### New\n\n\| Resource/);
  });
});

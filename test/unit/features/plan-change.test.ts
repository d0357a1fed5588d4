import assert from "node:assert/strict";
import { planChange } from "../../../server/core/features/plan/plan-change.ts";
import { groupChanges, planChangeMarkdown } from "../../../server/core/features/plan/plan-change-text.ts";
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
  ];
  for (const [title, before, after, lines] of cases) {
    it(title, () => {
      assert.deepEqual(linesOf(before, after), lines);
    });
  }

  it("names as few resources as explain another order within a step", () => {
    // Of the four Secrets with one name in different namespaces only the input order decides.
    const inOrder = (...namespaces: readonly string[]): string[] =>
      namespaces.map((namespace) => `${manifest("Secret", "key")}  namespace: ${namespace}\n`);
    const changes = planChange(applicationOf(inOrder("a", "b", "c", "d")), applicationOf(inOrder("d", "a", "b", "c")));
    assert.deepEqual(
      changes.map(({ id, differences }) => [id, differences]),
      [["/Secret:d/key", ["Applied at another position in its wave."]]],
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
  });
});

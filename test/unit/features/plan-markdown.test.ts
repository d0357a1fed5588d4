import assert from "node:assert/strict";
import { buildApplication } from "../../../server/core/application/application.ts";
import { planMarkdown } from "../../../server/core/features/plan/plan-markdown.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { applicationOf } from "../../support/applications.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";
import { rosterOf } from "../../../server/core/roster/roster.ts";

describe("a plan as Markdown", () => {
  it("has a table for each step, what is never applied, and the deletion", () => {
    const application = applicationOf([
      manifest("Job", "migrate", { ...hook("PreSync"), ...wave("-1") }),
      manifest("Service", "web"),
      manifest("Job", "off", hook("Skip")),
      manifest("Job", "clean", hook("PostDelete")),
    ]);
    assert.equal(
      planMarkdown(rosterOf(application)),
      `## Sync plan of shop

Destination namespace unknown.

4 resources: 2 in a normal sync, 1 on deletion, 1 never applied.

### PreSync · wave -1

|  | Kind | Name | Namespace |  |
| --- | --- | --- | --- | --- |
| 1 | Job | migrate |  | hook, deleted before its next run |

Argo CD continues when Job migrate has succeeded.

### Sync · wave 0

|  | Kind | Name | Namespace |  |
| --- | --- | --- | --- | --- |
| 2 | Service | web |  |  |

Argo CD does not wait for health after applying this wave.

### Never applied

| Kind | Name | Namespace |  |
| --- | --- | --- | --- |
| Job | off |  | never applied: its hook type is Skip |

### When the application is deleted

1. Batch 1 of 1: Service web
   - Hooks that are still there are deleted too, each with the resources of its wave.
2. PostDelete hooks: Job clean
   - They are created all at once, when the resources are gone.
   - The deletion waits until they have succeeded, and forever if one hangs, fails each time, or can no longer be generated from Git.
   - Job clean stays in the cluster, as only HookSucceeded deletes a PostDelete hook afterwards.
`,
    );
  });

  it("folds the steps of a large application", () => {
    const many = Array.from({ length: 201 }, (_, index) => manifest("Secret", `key-${index}`));
    assert.match(
      planMarkdown(rosterOf(applicationOf(many))),
      /<details>\n<summary>Sync · wave 0 \(201\)<\/summary>\n\n\| {2}\| Kind/,
    );
    assert.match(planMarkdown(rosterOf(applicationOf(many.slice(1)))), /\n### Sync · wave 0\n\n\| {2}\| Kind/);
  });

  it("names eight resources of what is deleted together, and counts the others", () => {
    const deletion = (secrets: number): string | undefined => {
      const many = Array.from({ length: secrets }, (_, index) => manifest("Secret", `key-${index}`));
      const clean = manifest("Job", "clean", hook("PostDelete"));
      return planMarkdown(rosterOf(applicationOf([...many, clean]))).split("\n1. Batch 1 of 1: ")[1];
    };
    const eight = Array.from({ length: 8 }, (_, index) => `Secret key-${index}`).join(", ");
    assert.equal(deletion(8)?.split("\n")[0], eight);
    assert.equal(deletion(10)?.split("\n")[0], `${eight} and 2 more`);
    assert.doesNotMatch(planMarkdown(rosterOf(applicationOf([manifest("Secret", "key")]))), /is deleted/);
  });

  it("lets no name break a table, and names nobody", () => {
    const markdown = planMarkdown(rosterOf(applicationOf([manifest("Secret", '"a|b @team\\n# x"', wave("x|y"))])));
    assert.ok(
      markdown.includes('| 1 | Secret | `a`&#124;`b` `@team\\u{a}#` x |  | "`x`&#124;`y`" is not a whole number |'),
    );
    assert.ok(planMarkdown(rosterOf(applicationOf([manifest("Secret", '" - a "')]))).includes("| Secret | `-` a |"));
  });

  it("says that nothing is applied, and why", () => {
    assert.match(planMarkdown(rosterOf(applicationOf([]))), /\n\n0 resources\.\n\nNothing is applied\.\n$/);
    const source = { type: "directory", path: "/shop" } as const;
    const file = openFile(manifest("Secret", "key", { "argocd.argoproj.io/sync-wave": "1" }));
    const broken = buildApplication([{ name: "a.yaml", file }], {
      name: "shop",
      source,
      namespace: "prod",
      declared: true,
    });
    assert.equal(
      planMarkdown(rosterOf(broken)),
      "## Sync plan of shop\n\nDestination namespace prod.\n\n" +
        "Argo CD cannot generate the manifests, so it cannot sync this application. a.yaml, line 6: " +
        'The annotation "argocd.argoproj.io/sync-wave" of Secret "key" is not a string.\n',
    );
  });
});

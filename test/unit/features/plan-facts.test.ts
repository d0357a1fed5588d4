import assert from "node:assert/strict";
import { type ApplicationIdentity, buildApplication } from "../../../server/core/application/application.ts";
import { codeLenses } from "../../../server/core/features/code-lens.ts";
import { destinationWords } from "../../../server/core/features/plan/plan-facts.ts";
import { planMarkdown } from "../../../server/core/features/plan/plan-markdown.ts";
import { planOutline } from "../../../server/core/features/plan/plan-view.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { rosterOf } from "../../../server/core/roster/roster.ts";
import { storyOf } from "../../../server/core/features/story.ts";
import { applicationOf } from "../../support/applications.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";

describe("the facts of a plan", () => {
  const roster = rosterOf(
    applicationOf([
      manifest("Job", "migrate", { ...hook("PreSync"), ...wave("-1") }),
      manifest("Secret", "one", wave("0")),
      manifest("Secret", "two", wave("1")),
      manifest("Job", "tell", hook("SyncFail")),
      manifest("Job", "off", hook("Skip")),
    ]),
  );

  it("have the same numbers in lenses, hovers, cards and Markdown, and none for SyncFail hooks", () => {
    const tasks = planOutline(roster).steps.flatMap((step) => step.tasks);
    assert.deepEqual(
      tasks.map(({ name, number }) => [name, number]),
      [
        ["migrate", 1],
        ["one", 2],
        ["two", 3],
        ["tell", undefined],
      ],
    );
    const lenses = codeLenses(roster, "/shop/all.yaml", "always").map(({ title }) => title);
    const stories = roster.members.map((part) => storyOf(part, roster));
    const markdown = planMarkdown(roster);
    for (const [index, place] of ["1st", "2nd", "3rd"].entries()) {
      assert.ok(lenses[index]?.includes(` · ${place} of 3`), lenses[index]);
      assert.ok(stories[index]?.includes(`, ${place} of 3.`), stories[index]);
      const { kind = "", name = "" } = tasks[index] ?? {};
      assert.ok(markdown.includes(`| ${index + 1} | ${kind} | ${name} |`), markdown);
    }
    assert.match(lenses[3] ?? "", /wave 0 · only when the sync fails/);
    assert.match(stories[3] ?? "", /, only when the sync fails\./);
    assert.ok(markdown.includes("|  | Job | tell |"), markdown);
    assert.equal(planOutline(roster).resources, "5 resources: 3 in a normal sync, 1 on failure, 1 never applied");
  });

  it("say how many there are, and why that is not how many a sync applies", () => {
    const resourcesOf = (...documents: readonly string[]): string =>
      planOutline(rosterOf(applicationOf(documents))).resources;
    assert.equal(resourcesOf(), "0 resources");
    assert.equal(resourcesOf(manifest("Secret", "a")), "1 resource");
    assert.equal(
      resourcesOf(manifest("Secret", "a"), manifest("Job", "twice", hook("PreSync,PostSync"))),
      "2 resources: 3 in a normal sync (1 in several phases)",
    );
    assert.equal(
      resourcesOf(manifest("Secret", "a"), manifest("Job", "tell", hook("SyncFail"))),
      "2 resources: 1 in a normal sync, 1 on failure",
    );
    assert.equal(
      resourcesOf(manifest("Secret", "a"), manifest("Job", "later", hook('"{{ .Values.hook }}"'))),
      "2 resources: 1 in a normal sync, 1 with a phase that only rendering tells",
    );
  });

  it("name the destination namespace only where an Application or the user does", () => {
    const file = openFile(manifest("Secret", "a"));
    const wordsOf = (more: Partial<ApplicationIdentity>): string => {
      const source = { type: "directory", path: "/shop" } as const;
      const identity = { name: "shop", source, namespace: "default", ...more };
      return destinationWords(buildApplication([{ name: "a.yaml", file }], identity));
    };
    assert.equal(wordsOf({}), "destination namespace unknown");
    assert.equal(wordsOf({ declared: true, namespace: "prod" }), "destination namespace prod");
    assert.equal(wordsOf({ namespaceGiven: true }), "destination namespace default");
  });

  it("name what has no name", () => {
    const [step] = planOutline(
      rosterOf(
        applicationOf([manifest("Job", '""'), "apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: run-}\n"]),
      ),
    ).steps;
    assert.deepEqual(
      step?.tasks.map(({ name }) => name),
      ["(no name)", "run-..."],
    );
  });
});

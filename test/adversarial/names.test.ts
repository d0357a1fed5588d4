// Whatever a name is, it does nothing in what the core writes for people.
import assert from "node:assert/strict";
import { lanesOf } from "../../client/panel/lanes.ts";
import { drawPicture } from "../../client/panel/picture-svg.ts";
import {
  explainSync,
  hover,
  openFile,
  planChange,
  newProblems,
  planChangeMarkdown,
  planComment,
  planMarkdown,
  planMermaid,
  readLive,
  whatIf,
} from "../../server/core/index.ts";
import { complete } from "../../server/core/features/complete/complete.ts";
import { planOutline } from "../../server/core/features/plan/plan-view.ts";
import { rosterOf } from "../../server/core/roster/roster.ts";
import { buildApplication, type Application } from "../../server/core/application/application.ts";
import {
  assertMarkdown,
  assertMermaid,
  assertXml,
  hostileManifests,
  hostileWords,
  quoted,
} from "../support/hostile-words.ts";
import { hostileLiveText } from "../support/live-applications.ts";
import { planOf } from "../unit/panel/made-plans.ts";

const style = {
  ...{ font: '"Font"', background: "white", foreground: "black", quiet: "grey", card: "white", border: "grey" },
  tones: {},
  measure: (text: string): number => text.length,
};

/** The application of a file, which is named so too. */
function applicationOf(word: string, text: string): Application {
  const source = { type: "directory", path: "/shop" } as const;
  return buildApplication([{ name: `/shop/${word}.yaml`, file: openFile(text) }], {
    name: word,
    namespace: word,
    source,
  });
}

/** A resource that Argo CD cannot read: the value of an annotation is not a string. */
function stopping(word: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations:\n    ${quoted(word)}: 1\n`;
}

for (const [what, word] of Object.entries(hostileWords)) {
  describe(`a name that ${what}`, () => {
    const text = hostileManifests(word);
    const application = applicationOf(word, text);
    const roster = rosterOf(application);

    it("does nothing in Markdown", () => {
      assertMarkdown(planMarkdown(roster));
      const empty = applicationOf(word, "");
      assertMarkdown(planChangeMarkdown(word, planChange(empty, application), [`At "${word}", it failed: ${word}`]));
      assertMarkdown(planChangeMarkdown(word, planChange(application, empty), [word]));
      const note = `At "${word}", it failed: ${word}`;
      const problems = newProblems(empty, application);
      const changes = planChange(application, empty);
      assertMarkdown(planComment([{ name: word, changes, notes: [note], problems }], [note]));
      assertMarkdown(planComment([{ name: word, changes: [], notes: [], problems: [] }]));
      const stopped = planMarkdown(rosterOf(applicationOf(word, `${text}---\n${stopping(word)}`)));
      assert.match(stopped, /cannot sync this application/);
      assertMarkdown(stopped);
      for (const { id } of planOutline(roster).steps.flatMap(({ tasks }) => tasks))
        assertMarkdown(whatIf(application, [{ task: id }])?.markdown ?? "");
    });

    it("does nothing where the sync of a live Application stands", () => {
      for (const phase of ["Running", "Failed", "Succeeded"]) {
        const reading = readLive(hostileLiveText(word, phase));
        assert.ok("live" in reading);
        assertMarkdown(explainSync(reading.live, undefined).markdown);
        assertMarkdown(explainSync(reading.live, application).markdown);
      }
    });

    it("does nothing in a hover and in completion", () => {
      const file = application.files[0]?.file ?? openFile(text);
      for (const { index } of text.matchAll(/^(?:kind| {2}name| {2}annotations| {4}argocd.*): /gm))
        assertMarkdown(hover(file, index + 2, roster, `/shop/${word}.yaml`)?.markdown ?? "");
      for (const { index } of text.matchAll(/sync-wave: "/g))
        for (const { markdown } of complete(file, index + 'sync-wave: "'.length, application)) assertMarkdown(markdown);
    });

    it("does nothing in a hover on what something else stops", () => {
      const broken = { name: `/shop/${word}.bad.yaml`, file: openFile(stopping(word)) };
      const file = openFile(text);
      const source = { type: "directory", path: "/shop" } as const;
      const files = [{ name: "/shop/a.yaml", file }, broken];
      const stopped = buildApplication(files, { name: word, namespace: word, source });
      const { markdown = "" } = hover(file, text.indexOf("kind"), rosterOf(stopped), "/shop/a.yaml") ?? {};
      assert.match(markdown, /Not applied: .*stops the whole application/);
      assertMarkdown(markdown);
    });

    it("does nothing in Mermaid", () => {
      assertMermaid(planMermaid(roster));
      const stopped = planMermaid(rosterOf(applicationOf(word, `${text}---\n${stopping(word)}`)));
      assert.match(stopped, /cannot sync this application/);
      assertMermaid(stopped);
    });

    it("does nothing in a picture", () => {
      const lanes = lanesOf(planOf({ "Sync/0": [word] }));
      const marks = { [`/ConfigMap:/${word} Sync`]: { kind: "failed", words: word } } as const;
      assertXml(drawPicture({ title: word, lanes, marks, needs: "shown" }, style).svg);
    });
  });
}

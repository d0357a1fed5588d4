import assert from "node:assert/strict";
import { withFolder } from "../cli/run-cli.ts";
import { charts, type Harm, type HostileChart } from "./hostile-charts.ts";
import { annotated } from "./hostile-texts.ts";
import { runLimited } from "./run-limited.ts";

const tooLong = "What it prints is not known here.";
const notHere = 'The resources of the chart "sub" 1.0.0 are not known: it is not in this workspace.';
const notUnpacked =
  "This packed chart cannot be unpacked here, so its resources are not known: it is too large, or another form of archive than Helm writes.";
const tooMuch = `There are more charts and values in this chart than in any real one. ${tooLong}`;

const printsTooMuch = "Something that this template prints is not read because the chart prints too much.";

const tooManyRules =
  "This has too many rules for so many files: some that Helm leaves out are taken for parts of the chart.";

/** The end of what `plan` says of each. */
const answers: Readonly<Record<Harm, string>> = {
  "a loop": `error calling until: A list of numbers is too long. ${tooLong}`,
  "loops in loops": `Rendering stopped, because it takes longer than that of any real chart. ${tooLong}`,
  "values that are templates of themselves": `Templates, blocks and parentheses are nested too deeply. ${tooLong}`,
  "a text that is repeated": `error calling repeat: A text is too long. ${tooLong}`,
  widths: `Rendering stopped, because it takes longer than that of any real chart. ${tooLong}`,
  "a regular expression": `error calling regexReplaceAll: A regular expression takes too long. ${tooLong}`,
  "huge values": 'A manifest must have a "kind".',
  "texts that are printed again and again": printsTooMuch,
  "documents without end": 'A manifest must have a "kind".',
  "broken texts that are printed": printsTooMuch,
  "values of aliases of aliases": "The document on line 1 is not read because its aliases stand for too many values.",
  "deep values": "The document on line 1 is not read because it is nested more than 200 levels deep.",
  "files outside": "Helm stops at this template: error calling fail: |. It is shown as it is written.",
  "marks of what is unknown": "ConfigMap  …\\u{e001}\\u{e000}…",
  templates: "Only the first 10,000 of 10,001 files in this folder are read. Split it into several applications.",
  "a refused rule": `it refuses line 1 of .helmignore, "**/*.md". A rule has no "**" there, and closes its brackets.`,
  "rules for ignored files": tooManyRules,
  "rules and files": tooManyRules,
  "charts in charts": "ConfigMap  c9",
  "names for charts": tooMuch,
  "imported values": tooMuch,
  "a packed chart that is huge": notUnpacked,
  "packed charts that are huge": notHere,
  "packed charts in a packed chart that are huge": notUnpacked,
  "packed charts in packed charts": notUnpacked,
  "a packed chart of many files":
    "Only the first 10,000 of 30,002 files in this folder are read. Split it into several applications.",
  "a packed chart that leads out": notUnpacked,
  "a packed chart of links": "ConfigMap  inside",
  "half a packed chart": notUnpacked,
};

/** What is wrong in a file beside the charts, which must be found whatever they are. */
const beside = { "other/a.yaml": annotated('    argocd.argoproj.io/sync-wave: "x"\n') };

function below(folder: string, chart: HostileChart): HostileChart {
  return Object.fromEntries(Object.entries(chart).map(([path, content]) => [`${folder}/${path}`, content]));
}

describe("the plan of a chart", () => {
  for (const [name, answer] of Object.entries(answers)) {
    it(`with ${name} says: ${answer}`, async () => {
      const chart = charts[name as Harm]();
      await withFolder({ ".git/HEAD": "ref: refs/heads/main\n", ...beside, ...below("chart", chart) }, async (cwd) => {
        const { stdout, stderr } = await runLimited(["plan", "chart"], cwd);
        const last = stdout.trimEnd().split("\n").at(-1) ?? "";
        assert.deepEqual([last.slice(-answer.length), stderr], [answer, ""]);
      });
    });
  }

  it("costs no other file its findings", async () => {
    const files: Record<string, string | Buffer> = { ".git/HEAD": "ref: refs/heads/main\n", ...beside };
    for (const [name, chart] of Object.entries(charts)) {
      // Thousands of files only take time here.
      if (name !== "templates") Object.assign(files, below(name.replaceAll(" ", "-"), chart()));
    }
    await withFolder(files, async (cwd) => {
      const { stdout } = await runLimited(["lint", "."], cwd);
      assert.match(stdout, /^other\/a\.yaml:6:35 error "x" is not a whole number/m);
    });
  });
});

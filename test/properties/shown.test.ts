// What makes texts safe to show does so with any text.
import assert from "node:assert/strict";
import fc from "fast-check";
import { drawPicture } from "../../client/panel/picture-svg.ts";
import { exact, padded, shown, shownDocument, shownJson, shownPath } from "../../server/cli/shown.ts";
import { formatFindingsForGithub } from "../../server/cli/lint/github.ts";
import { formatFindingsForGitlab } from "../../server/cli/lint/gitlab.ts";
import { formatFindingsAsJunit } from "../../server/cli/lint/junit.ts";
import { formatFindingsAsSarif } from "../../server/cli/lint/sarif.ts";
import { formatFindingsAsText, formatFindingsConcisely } from "../../server/cli/lint/text.ts";
import { visible, visibleJson, visibleLines } from "../../server/core/index.ts";
import { inMarkdown, markdownTable } from "../../server/core/features/plan/markdown.ts";
import { planMermaid } from "../../server/core/features/plan/plan-mermaid.ts";
import { rosterOf } from "../../server/core/roster/roster.ts";
import { label } from "../../server/protocol/index.ts";
import { applicationOf } from "../support/applications.ts";
import {
  assertJson,
  assertLog,
  assertMarkdown,
  assertMermaid,
  assertShown,
  assertXml,
  hostileWords,
  quoted,
} from "../support/hostile-words.ts";
import { manifest } from "../support/manifests.ts";

/** Any code points, halves of pairs too, and often what means something. */
const anyText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
      fc.constantFrom(...Array.from("`|*_[]()<>!&#@:/\\~$^-+=.;%{}\"' \n\r\t\u001b1aw\u0301")),
      fc.constantFrom("##[", "::", "\n::error::x", "](", "$(", "://", "www.", "GH-1", "\u202e", "\ud800", "\udc00"),
      fc.constantFrom(...Object.values(hostileWords).filter(({ length }) => length < 500)),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(""));

function holds(check: (text: string) => void, numRuns = 400): void {
  fc.assert(
    fc.property(anyText, (text) => {
      check(text);
    }),
    { numRuns },
  );
}

describe("any text, made safe", () => {
  it("is seen in one line, and the same when it is made safe again", () => {
    holds((text) => {
      assertShown(visible(text));
      assert.ok(!visible(text).includes("\n"));
      if (visible(text).length <= 1000) assert.equal(visible(visible(text)), visible(text));
    });
  }).timeout(20_000);

  it("puts no mark on what stands before it", () => {
    assert.equal(visible("\u{16ff0}\u0301"), "\\u{16ff0}\u0301");
    holds((text) => {
      assert.doesNotMatch(visible(text), /^\p{M}/u);
    });
  }).timeout(20_000);

  it("keeps what a reader sees anyway", () => {
    const seen = fc.string({ unit: fc.constantFrom(...Array.from("abc ÄéЖ日本🚀→·…\"'`|<>")), maxLength: 900 });
    fc.assert(fc.property(seen, (text) => visible(text) === text));
  });

  it("is seen in its lines", () => {
    holds((text) => {
      assertShown(visibleLines(text).replaceAll("\t", ""));
      assert.equal(visibleLines(text).split("\n").length, text.split("\n").length);
    });
  }).timeout(20_000);

  it("is the same value in JSON", () => {
    holds((text) => {
      const value = { [text]: [text, { text }] };
      assertShown(visibleJson(value));
      assert.deepEqual(JSON.parse(visibleJson(value)), value);
      assert.deepEqual(assertJson(shownJson(value).safe), value);
    });
  }).timeout(20_000);

  it("gives no command to what reads a log, wherever it stands", () => {
    holds((text) => {
      assertLog(shown`${text}:${text} ${text}\n${text}::${text}\n  ${padded(text, 9)}`.safe);
      assertLog(shown`${shown`${text}`}${exact(visible(text))}${shownPath(text)}`.safe);
      assertLog(shownDocument(text.replaceAll("\t", "")).safe);
    });
  }).timeout(20_000);

  it("does nothing in Markdown", () => {
    holds((text) => {
      assertMarkdown(inMarkdown`${text}\n\n## a ${text}\n\n- **${text}**: ${text}`.markdown);
      assertMarkdown(markdownTable(["a", ""], [[text, inMarkdown`**${text}**`]]).markdown);
    });
  }).timeout(20_000);

  it("does nothing in Mermaid", () => {
    holds((text) => {
      assertMermaid(planMermaid(rosterOf(applicationOf([manifest("Secret", quoted(text))]))));
    });
  }).timeout(20_000);

  it("does nothing in XML", () => {
    const style = { font: "a", background: "a", foreground: "a", quiet: "a", card: "a", border: "a", tones: {} };
    holds((title) => {
      const content = { title, lanes: [], marks: {}, needs: "hidden" } as const;
      assertXml(drawPicture(content, { ...style, measure: ({ length }) => length }).svg);
    });
  }).timeout(20_000);

  it("makes neither links nor icons in the titles and messages of an editor", () => {
    holds((text) => {
      assertShown(label(text));
      assert.doesNotMatch(label(text), /\]\(|\$\(/);
    });
  }).timeout(20_000);

  it("stays in its place in the findings for people and for services", () => {
    holds((text) => {
      const place = { line: 1, column: 1, endLine: 1, endColumn: 2 };
      const finding = {
        file: text,
        message: text,
        fixes: [text],
        rule: "unknown-option",
        severity: "error",
        related: [{ ...place, file: text, message: text }],
        excerpt: { before: text, marked: text, after: text },
        repairs: [{ title: text, preferred: true, edits: [{ ...place, file: text, text }] }],
        ...place,
      } as const;
      const root = process.cwd();
      const report = { findings: [finding], files: [text], fixableCount: 0, fixedFiles: [], root, complaints: [text] };
      for (const format of [formatFindingsAsText, formatFindingsConcisely])
        assertShown(format(report, (_, it) => shown`${it}`).safe);
      const junit = formatFindingsAsJunit(report, "error").safe;
      assertShown(junit);
      assertXml(junit.replace(/^<\?xml [^>]*\?>\n/, ""));
      assertJson(formatFindingsForGitlab(report).safe);
      const { safe } = formatFindingsForGithub(report);
      assertShown(safe);
      assert.match(safe, /^::error file=[^:,\n]*,line=1,endLine=1,col=1,endColumn=1,title=unknown-option::[^\n]*\n$/);
      const sarif = assertJson(formatFindingsAsSarif(report).safe) as Sarif;
      const [result] = sarif.runs[0]?.results ?? [];
      const uri = result?.locations[0]?.physicalLocation.artifactLocation.uri ?? "";
      assert.match(uri, /^(?:file:\/\/)?(?:[\w.!~*'()/-]|%[\dA-F]{2}|[:@$&+;=,])*$/);
      assert.ok(uri.startsWith("file:///") || !uri.includes(":"), uri);
      assert.doesNotMatch(result?.message.text ?? "](", /\]\(/);
      assertShown(result?.message.text ?? "");
    }, 200);
  }).timeout(20_000);
});

interface Sarif {
  readonly runs: readonly {
    readonly results: readonly {
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
      }[];
    }[];
  }[];
}

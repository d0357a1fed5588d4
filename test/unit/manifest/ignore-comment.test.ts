import assert from "node:assert/strict";
import { ignoreCommentsIn } from "../../../server/core/manifest/ignore-comment.ts";

const next = "argocd-annotations-ignore-next-line";
const whole = "argocd-annotations-ignore-file";

/** Each comment as `scope [text] (rules) > what stands before the place for further names | the line that it is about`. */
function commentsIn(text: string): string[] {
  return ignoreCommentsIn(text).map(({ scope, span, rules, namesEnd, line }) => {
    for (const rule of rules) assert.equal(text.slice(rule.span.start, rule.span.end), rule.id);
    const written = text.slice(span.start, span.end).replace(next, "NEXT").replace(whole, "FILE");
    const names = text.slice(text.lastIndexOf("-", namesEnd) + 1, namesEnd);
    const about = line === undefined ? "nothing" : text.slice(line.start, line.end);
    return `${scope} [${written}] (${rules.map(({ id }) => id).join(" ")}) > ${names} | ${about}`;
  });
}

describe("a comment that suppresses findings", () => {
  const cases: readonly (readonly [what: string, text: string, comments: readonly string[]])[] = [
    ["is about the next line", `# ${next}\na: 1\nb: 2\n`, ["next line [# NEXT] () > line | a: 1"]],
    ["may be about an empty line", `# ${next}\n\nb: 2\n`, ["next line [# NEXT] () > line | "]],
    ["names rules", `# ${next} a,b  c, d \nx: 1`, ["next line [# NEXT a,b  c, d] (a b c d) > line a,b  c, d | x: 1"]],
    ["may have a reason", `#${next} a -- b, c\nx: 1`, ["next line [#NEXT a -- b, c] (a) > line a | x: 1"]],
    ["may have nothing but a reason", `# ${next} --\nx: 1`, ["next line [# NEXT --] () > line | x: 1"]],
    ["has no reason behind other dashes", `# ${next} a--b\nx: 1`, ["next line [# NEXT a--b] (a--b) > b | x: 1"]],
    ["may be behind a value", `a: 1 \t# ${next}\nb: 2`, ["next line [# NEXT] () > line | b: 2"]],
    ["is about nothing at the end", `a: 1\n# ${next}`, ["next line [# NEXT] () > line | nothing"]],
    ["is about an empty line at the end", `# ${next}\n`, ["next line [# NEXT] () > line | "]],
    ["is not about comments", `# ${next}\n  # x\n{{- /* y */}}\na: 1`, ["next line [# NEXT] () > line | a: 1"]],
    [
      "is about the same line as the one above it",
      `# ${next} a\n# ${next} b\nx: 1\n# ${next} c\ny: 1`,
      [
        "next line [# NEXT a] (a) > line a | x: 1",
        "next line [# NEXT b] (b) > line b | x: 1",
        "next line [# NEXT c] (c) > line c | y: 1",
      ],
    ],
    ["is about lines of Windows", `# ${next} a\r\nx: 1\r\n`, ["next line [# NEXT a] (a) > line a | x: 1"]],
    ["is about the whole file", `# ${whole} a\nx: 1`, ["file [# FILE a] (a) > file a | nothing"]],
    [
      "may be one of Helm",
      `  {{- /* ${next} a -- b */ -}} # c\nx: 1`,
      ["next line [{{- /* NEXT a -- b */ -}}] (a) > line a | x: 1"],
    ],
    ["may be one of Helm without blanks", `{{/*${whole}*/}}\n`, ["file [{{/*FILE*/}}] () > file | nothing"]],
    ["may be one of Helm that goes on", `{{/* ${next} a \n*/}}\n`, ["next line [{{/* NEXT a] (a) > line a | */}}"]],
    ["is none inside a word", `a#${next}\n#x ${next}\n# ${next}s\n# ${next}-a\n# ${whole}_\n`, []],
  ];
  for (const [what, text, comments] of cases) {
    it(what, () => {
      assert.deepEqual(commentsIn(text), comments);
    });
  }
});

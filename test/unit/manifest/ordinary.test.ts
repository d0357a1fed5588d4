import assert from "node:assert/strict";
import { readOrdinary } from "../../../server/core/manifest/ordinary/read-ordinary.ts";
import { readYaml } from "../../../server/core/manifest/parse-yaml.ts";
import { maskTemplate } from "../../../server/core/manifest/template.ts";

/** What both readers make of a document; the first one `undefined` where it leaves the document to the other. */
function readBoth(text: string): { readonly ordinary: unknown; readonly yaml: unknown } {
  const { text: masked, actions } = maskTemplate(text);
  const part = { start: 0, end: text.length };
  return { ordinary: readOrdinary({ text, masked, actions }, part), yaml: readYaml({ text, masked, actions }, part) };
}

describe("an ordinary document", () => {
  const cases: readonly (readonly [what: string, text: string])[] = [
    ["nothing", ""],
    ["comments alone", "# one\n---\n# two\n"],
    ["markers around it", "# one\n--- # two\na: 1\n... # three\n\n"],
    ["mappings in mappings", "a:\n  b:\n      c: 1\n  d: 2\ne: 3"],
    ["a list in the column of its key", "a:\n- 1\n- b: 2\n  c:\n  - 3\nd: 4\n"],
    ["a list further right", "a:\n    - 1\n    - 2\n"],
    ["lists in lists", "- - a\n  - b\n-\n  - c\n- d: 1\n"],
    ["an item below its dash", "-\n  a: 1\n-\n  b\n"],
    ["values that are missing", "a:\nb: \n- 1\nc: \n"],
    ["missing values and comments", "a: # one\n  # two\nb:\n  - # three\n  # four\n  -\n"],
    ["a missing value below a comment", "- a\n  # above the dash\n-\n# at the end\n"],
    ["carriage returns", "a: 1\r\nb:\r\n  - |\r\n    x\r\n\r\n  - 'y\r\n\r\n    z'\r\n"],
    ["no line break at its end", "a:\n  - |\n    x"],
    ["blanks at the ends of lines", "a: 1 \nb:  \n  c: 'x'\t# note\n  \n"],
    [
      "comments further left and right",
      "a:\n  b: 1\n      # part of b\n  # of a\n# of none\n  c:\n    d: 1\n   # of c\n# of none\n",
    ],
    ["a comment that ends a collection of a collection", "a:\n  b:\n    c: 1\n    # note\n   # note\n"],
    ["a comment far right below one that is not", "a:\n  b: 1\n  # of a\n      # of a\n"],
    ["a comment below a block", "a:\n  b: |\n    x\n   # note\n  # note\n"],
    ["quotes in quotes", "'it''s': \"a \\\"b\\\" \\\\ \\t\\x41\\u00e9\\N\\_\\/\"\n"],
    ["comments above collections", "a:\n  # note\n  b: 1\nc:\n  # note\n  - 1\n-".slice(0, -1)],
    ["every escape", 'a: "\\0\\a\\b\\e\\f\\n\\r\\t\\v\\N\\_\\L\\P\\ \\"\\/\\\\\\\t\\x7e\\u20AC"\n'],
    ["scalars over several lines", "a: one\n  two\n\n\n  three # note\nb: 'x\n  y''\n\n  z'\nc: \"x \n   y\\n\n  \"\n"],
    [
      "escaped line breaks, as PyYAML writes them",
      'a: "one\\\n  \\ two \\\r\n    three\\\\\\\n  four\\\\\n  five\\\n  \\\n  "\nb: "\\\n  x"\n',
    ],
    ["quoted scalars that begin or end with a line break", "a: '\n  x\n\n  '\nb: \"\n\n  x\"\n"],
    ["a scalar below its key", "a:\n  x\nb:\n  'y'\nc:\n  [1,\n   2]\nd:\n  |\n  z\n"],
    ["text that looks like something else", "a: x:y\nb: -1\nc: http://x#y\nd: a - b\ne: ?x\nf: :8080\ng: '# no'\n"],
    ["braces and brackets", "a: {b: 1, 'c': [x, \"y\"], d: {}} # note\ne: []\nf: [a, ]\n"],
    ["braces over several lines", "a: [\n  b,\n  {c: 1,\n   d: 2}\n]\ne: {\n  f: 1 }\n"],
    ["JSON without indentation", '{\n"a":\n[\n1\n]\n}\n'],
    ["JSON", '{"a": {"b": [1, true, null]},\n\t"c" : "d\\u00e9"}\n'],
    ["literal blocks", "a: |\n  x\n   y\n\n  z\n\nb: |-\n  x\n\nc: |+ # note\n  x\n\n\nd: |\n\ne: |+\n\nf: 1\n"],
    ["folded blocks", "a: >\n  x\n  y\n\n  z\n   more\n\n   more\n  w\n\n  \tx\nc: >-\n\n  x\n\n\n  y\n"],
    ["a block with blanks at its end", "a: |\n  x\n     \n  \nb: |\n  x\n  "],
    [
      "template actions",
      'a: {{ .a }}\n{{- if .b }}\nb: "x {{ .c }}"\n{{- end }}\nc: {{/*\n  d */}}\nd: |\n  {{ .e }}\n',
    ],
    ["placeholders", "a: ${X}\nb: '<path:x>'\nc: |\n  $X\n"],
    ["values of every type", "a: yes\nb: 1_000\nc: ~\nd: .inf\ne: 0x1F\nf: nope\ng: ''\n"],
    ["keys that are the same", "a: 1\na: 2\n"],
    ["a quoted <<", "'<<': 1\n"],
    ["a root further right", "  a: 1\n  b: 2\n # note\n"],
  ];
  for (const [what, text] of cases) {
    it(`is read with ${what}`, () => {
      const { ordinary, yaml } = readBoth(text);
      assert.deepEqual(ordinary, yaml);
    });
  }

  it("is read as the yaml package reads it, or left to it, with any character too many or too few", () => {
    const characters = [" ", "\n", "#", ":", "-", "'", '"', ",", "]", "}", "\t", "\\", "\r\n", "{", "[", "|", "x"];
    for (const [index, [, text]] of cases.entries()) {
      for (let at = 0; at < text.length; at++) {
        const character = characters[(index + at) % characters.length] ?? "";
        const changed = at % 2 === 0 ? character + text.charAt(at) : "";
        const { ordinary, yaml } = readBoth(text.slice(0, at) + changed + text.slice(at + 1));
        assert.deepEqual(ordinary ?? yaml, yaml);
      }
    }
  });

  it("is read though it is long", () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `k${index}:\n  - {a: [b, "c"]}\n  # note\n`).join("");
    const { text: masked, actions } = maskTemplate(text);
    assert.notEqual(readOrdinary({ text, masked, actions }, { start: 0, end: text.length }), undefined);
  });
});

describe("a document that is not ordinary", () => {
  const cases: readonly (readonly [what: string, text: string])[] = [
    ["an anchor", "a: &x 1\n"],
    ["an alias", "a: *x\n"],
    ["a tag", "a: !!str 1\n"],
    ["a merge key", "<<: 1\n"],
    ["a merge key in braces", "a: {<<: 1}\n"],
    ["a complex key", "? a\n: b\n"],
    ["a key in brackets", "[a]: b\n"],
    ["a directive", "%YAML 1.1\n---\na: 1\n"],
    ["a byte order mark", "\uFEFFa: 1\n"],
    ["a scalar alone", "a\n"],
    ["a carriage return alone", "a: 1\rb: 2\n"],
    ["a tab before a key", "a:\n\tb: 1\n"],
    ["a second document", "a: 1\n---\nb: 2\n"],
    ["content behind the end", "a: 1\n...\nb: 2\n"],
    ["content behind the marker", "--- a: 1\n"],
    ["a key without a colon", "a: 1\nb\n"],
    ["a mapping in a line", "a: b: c\n"],
    ["a list in a line", "a: - b\n"],
    ["a key in the wrong column", "a:\n    b: 1\n  c: 2\n"],
    ["a list below a value", "a: 1\n- b\n"],
    ["something behind a quote", "a: 'b' c\n"],
    ["an open quote", 'a: "b\nc: 1\n'],
    ["an unknown escape", 'a: "\\y"\n'],
    ["half an escape", 'a: "\\x4"\n'],
    ["an escaped line break above an empty line", 'a: "b\\\n\n  c"\n'],
    ["an open bracket", "a: [b\nc: 1\n"],
    ["a line in brackets that stands too far left", "a:\n  b: [\n c,\n  ]\n"],
    ["a closing bracket that stands too far left", "- a: [\n  b\n ]\n"],
    ["two closing brackets that stand too far left", "a: [\n  [b\n]]\n"],
    ["a marker in brackets", "[a,\n--- b]\n"],
    ["a pair in brackets", "a: [b: c]\n"],
    ["a key alone in braces", "a: {b}\n"],
    ["nothing between commas", "a: [b,, c]\n"],
    ["a comment in brackets", "a: [b, # note\n  c]\n"],
    ["an indentation indicator", "a: |2\n   b\n"],
    ["more blanks above a block than in it", "a: |\n    \n  b\n"],
    ["a tab below a block", "a: |\n  b\n\tc\n"],
    ["a comment behind the first line of a scalar", "a: b # note\n  c\n"],
    ["a comment between the lines of a scalar", "a: b\n  # note\n  c\n"],
    ["a comment further left between the lines of a scalar", "a: b\n# note\n  c\n"],
    ["a comment above a scalar", "a:\n#note\n  b\nc: 1\n"],
    ["a comment above braces", "a:\n  # note\n  {b: 1}\n"],
    ["a reserved character", "a: @b\n"],
    ["more levels than anyone writes", `a: ${"[".repeat(120)}${"]".repeat(120)}\n`],
  ];
  for (const [what, text] of cases) {
    it(`is left to the yaml package with ${what}`, () => {
      assert.equal(readBoth(text).ordinary, undefined);
    });
  }

  it("never takes long", () => {
    const texts = [
      "- ".repeat(200_000),
      "[".repeat(200_000),
      "...\n".repeat(100_000),
      "'".repeat(200_001),
      "a: |\n" + " \n".repeat(200_000),
    ];
    for (const text of texts) {
      readOrdinary({ text, masked: text, actions: [] }, { start: 0, end: text.length });
    }
  });
});

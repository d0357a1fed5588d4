import fc from "fast-check";

/** Values as they stand behind a key or a dash; `~` is where a further line begins. */
const values: readonly string[] = [
  ...["v", "a b", "'q'", '"d"', '"a\\tb\\u00e9"', "5", "v # note", "${X}", "{{ .a }}", "<x>", "1_0", "", "-x", ":8080"],
  ...["{a: b, c: [d, 'e']}", "[x, y]", "[]", "{}", "[~  a,~]", "[~  a,~  {b: c},~  ]", "{a: b} # note", '{"a":1}'],
  ...[
    "|~   one~~    two~",
    ">-~  one~  two~~~   three~",
    "|+~  one~~",
    ">+~  one~~~",
    "|-~  one # two",
    "|~",
    "> # note~ one",
  ],
  ...[
    "one~  two",
    "one~~    two # note",
    "'one~  two''~~ three'",
    '"one ~   two\\n~  "',
    '"one\\~  \\ two"',
    '"one \\~\\~  two\\\\~ \\~~  "',
  ],
  ...["~  below", "~  'below'", "~  [x,~   y]", "~  |~   below", "# note~  below"],
];

const keys: readonly string[] = ["k", "a.b/c", "'q'", '"d"', "<<", "kind", "{{ .k }}"];

/** What may stand between two lines. */
const noise: readonly string[] = [
  "",
  "",
  "",
  "",
  "",
  "",
  "\n",
  "# note\n",
  "  # note\n",
  "      # note\n",
  "   \n",
  "{{- if .x }}\n",
];

/** A collection whose lines begin in a column, and which is nested so deep at most. */
function collection(depth: number, column: number): fc.Arbitrary<string> {
  const pad = " ".repeat(column);
  const value = fc.constantFrom(...values).map((text) => (text === "" ? "" : ` ${text}`).replaceAll("~", `\n${pad}`));
  const inline = fc.record({ key: fc.constantFrom(...keys), value });
  const nested =
    depth === 0
      ? inline
      : fc.record({
          key: fc.constantFrom(...keys),
          value: fc
            .tuple(fc.constantFrom("", " ", " # note"), fc.constantFrom(0, 1, 2, 2, 4))
            .chain(([rest, step]) => collection(depth - 1, column + step).map((below) => `${rest}\n${below}`)),
        });
  const entries = fc.array(fc.tuple(fc.constantFrom(...noise), fc.oneof(inline, nested)), {
    minLength: 1,
    maxLength: 3,
  });
  const map = entries.map((all) => all.map(([before, it]) => `${before}${pad}${it.key}:${endLine(it.value)}`).join(""));
  const compact =
    depth === 0 ? inline : collection(depth - 1, column + 2).map((below) => ({ value: ` ${below.trimStart()}` }));
  const items = fc.array(fc.tuple(fc.constantFrom(...noise), fc.oneof(inline, nested, compact)), {
    minLength: 1,
    maxLength: 3,
  });
  const list = items.map((all) => all.map(([before, it]) => `${before}${pad}-${endLine(it.value)}`).join(""));
  return fc.oneof({ weight: 2, arbitrary: map }, { weight: 1, arbitrary: list });
}

function endLine(value: string): string {
  return value.endsWith("\n") ? value : `${value}\n`;
}

/** Documents made of what manifests are made of, in every combination. */
export const generatedDocument: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom("", "---\n", "--- # note\n", "# note\n---\n"), fc.constantFrom(0, 0, 0, 2), fc.nat({ max: 3 }))
  .chain(([head, column, depth]) => collection(depth, column).map((text) => head + text));

/** What is put into a text to spoil it. */
const pieces: readonly string[] = [
  ...[
    "\n",
    "\n\n",
    " ",
    "  ",
    "    ",
    "\t",
    "- ",
    "- a",
    "- - b\n",
    ": ",
    ":",
    "a: b\n",
    "a:\n",
    "  b: c\n",
    "    - d\n",
  ],
  ...["#", "# note\n", " # note", "  # note\n", "\r\n", "\r", "'", '"', "''", "\\", "|", "|\n", ">-\n", "|+\n", "|2\n"],
  ...[
    "{",
    "}",
    "[",
    "]",
    ",",
    "---\n",
    "...\n",
    "---",
    "&a ",
    "*a",
    "!!str ",
    "<<: *a\n",
    "? ",
    "%",
    "@",
    "`",
    "~",
    "\uFEFF",
  ],
  ...["{{ .x }}", "{{ end }}", "{{/* a\n b */}}", "é", "\u001F", "\u2028", "\u0000", "\u0085", "\u0002"],
];

/** One way to spoil a text, at a fraction of it. */
interface Damage {
  readonly kind: "insert" | "delete" | "replace" | "indent" | "outdent" | "repeat line" | "cut" | "carriage returns";
  readonly at: number;
  readonly length: number;
  readonly piece: string;
}

const damages: fc.Arbitrary<readonly Damage[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Damage["kind"]>(
      ...(["insert", "delete", "replace", "indent", "outdent", "repeat line", "cut", "carriage returns"] as const),
    ),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 1, max: 4 }),
    piece: fc.constantFrom(...pieces),
  }),
  { maxLength: 4 },
);

/** A text, and the same text spoilt in a few places. */
export function spoilt(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(text, damages).map(([whole, all]) => all.reduce(spoil, whole));
}

function spoil(text: string, { kind, at: fraction, length, piece }: Damage): string {
  const at = Math.floor(fraction * text.length);
  const line = text.lastIndexOf("\n", at - 1) + 1;
  const lineEnd = text.indexOf("\n", at) + 1 || text.length;
  switch (kind) {
    case "insert":
      return text.slice(0, at) + piece + text.slice(at);
    case "delete":
      return text.slice(0, at) + text.slice(at + length);
    case "replace":
      return text.slice(0, at) + piece + text.slice(at + length);
    case "indent":
      return text.slice(0, line) + " ".repeat(length) + text.slice(line);
    case "outdent":
      return text.slice(0, line) + text.slice(line).replace(/^ {1,2}/, "");
    case "repeat line":
      return text.slice(0, lineEnd) + text.slice(line);
    case "cut":
      return text.slice(0, at);
    case "carriage returns":
      return text.replaceAll("\n", "\r\n");
  }
}

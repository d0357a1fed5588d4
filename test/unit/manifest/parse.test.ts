import assert from "node:assert/strict";
import { nodeAt, type Node, type Span } from "../../../server/core/manifest/node.ts";
import { parseDocumentText } from "../../../server/core/manifest/parse.ts";

/** A text without its marks `«` and `»`, and what they mark. */
function unmark(marked: string): { readonly text: string; readonly span: Span } {
  const start = marked.indexOf("«");
  const text = marked.replace("«", "");
  const end = text.indexOf("»");
  return { text: text.replace("»", ""), span: { start, end } };
}

function rootOf(text: string): Node | undefined {
  return parseDocumentText(text).root;
}

/** What a node holds, without places. */
function plainOf(node: Node | undefined): unknown {
  if (node === undefined) return undefined;
  if (node.type === "list") return node.items.map(plainOf);
  if (node.type === "map") return node.entries.map(({ key, value }) => [key.text, plainOf(value)]);
  return node.scalarType === "unknown" ? { unknown: node.text } : node.text;
}

describe("where a value stands", () => {
  const values: readonly (readonly [what: string, marked: string, style: string])[] = [
    ["a plain value", "key: «value»\n", "plain"],
    ["a plain value before a comment", "key: «a b» # note\n", "plain"],
    ["a value in double quotes", 'key: «"va\\"lue"» # note\n', "double"],
    ["a value in single quotes", "key: «'it''s'»\n", "single"],
    ["a value behind a quoted key", '"key": «1»\n', "plain"],
    ["a value with CRLF", "key: «value»\r\nother: 1\r\n", "plain"],
    ["a value after a byte order mark", "\uFEFFkey: «value»\n", "plain"],
    ["a value after a document marker", "--- # note\nkey: «value»\n", "plain"],
    ["a value after other scripts", "one: \u{1F680}é\nkey: «value»\n", "plain"],
    ["a value in braces", "{one: 1, key: «value», two: 2}", "plain"],
    ["a value in JSON", '{"one": [1], "key": «"value"»}', "double"],
    ["a value on the next line", "key:\n  «value»\n", "plain"],
    ["a value with an anchor", "key: &anchor «value»\n", "plain"],
    ["a value with a tag", "key: !!str «5»\n", "plain"],
    ["an alias", "one: &a 1\nkey: «*a»\n", "plain"],
    ["a literal block", "key: «|-\n  one\n  two\n»other: 1\n", "literal"],
    ["a folded block", "key: «>\n  one\n»", "folded"],
    ["a value that is a Helm action", "key: «{{ .Values.wave | quote }}»\n", "plain"],
    ["a quoted Helm action", 'key: «"{{ .Values.wave }}"»\n', "double"],
    ["nothing", "key:«»\nother: 1\n", "empty"],
  ];
  for (const [what, marked, style] of values) {
    it(`is exact for ${what}`, () => {
      const { text, span } = unmark(marked);
      const node = nodeAt(rootOf(text), "key");
      assert.deepEqual(node?.span, span);
      if (node.type === "scalar") assert.equal(node.style, style);
    });
  }

  it("is exact for list items and keys", () => {
    const text = "list:\n  - one\n  - 'two'\n  - [a, \"b\"]\n";
    const list = nodeAt(rootOf(text), "list");
    assert.ok(list?.type === "list");
    assert.deepEqual(
      list.items.map(({ span }) => text.slice(span.start, span.end)),
      ["one", "'two'", '[a, "b"]'],
    );
    const quoted = rootOf('{"a key" : 1}');
    assert.ok(quoted?.type === "map");
    assert.deepEqual(quoted.entries[0]?.key.span, { start: 1, end: 8 });
  });
});

describe("what a document says", () => {
  const cases: readonly (readonly [what: string, text: string, value: unknown])[] = [
    ["nothing in an empty text", "", undefined],
    ["nothing in comments alone", "# one\n---\n# two\n", undefined],
    ["a scalar", "hello", "hello"],
    [
      "an alias",
      "a: &x 1\nb: *x\n",
      [
        ["a", "1"],
        ["b", "1"],
      ],
    ],
    [
      "an anchor that is set again",
      "a: &x 1\nb: &x 2\nc: *x\n",
      [
        ["a", "1"],
        ["b", "2"],
        ["c", "2"],
      ],
    ],
    [
      "an alias of an alias' mapping",
      "a: &x {k: v}\nb: &y [*x]\nc: *y\n",
      [
        ["a", [["k", "v"]]],
        ["b", [[["k", "v"]]]],
        ["c", [[["k", "v"]]]],
      ],
    ],
    [
      "an alias without an anchor",
      "a: *x\nb: 1\n",
      [
        ["a", { unknown: "" }],
        ["b", "1"],
      ],
    ],
    ["an alias inside its own anchor", "a: &x [1, *x]\n", [["a", ["1", { unknown: "" }]]]],
    [
      "a merge key",
      "a: &x {k: v}\nb:\n  <<: *x\n  own: 1\n",
      [
        ["a", [["k", "v"]]],
        [
          "b",
          [
            ["k", "v"],
            ["own", "1"],
          ],
        ],
      ],
    ],
    ["a quoted << as any key", "'<<': {k: v}\n", [["<<", [["k", "v"]]]]],
    ["a merge of no mapping", "<<: 5\nb: 1\n", [["b", "1"]]],
    [
      "duplicate keys",
      "a: 1\na: 2\n",
      [
        ["a", "1"],
        ["a", "2"],
      ],
    ],
    ["keys that are no scalars", "? [a]\n: 1\nb: 2\n", [["b", "2"]]],
    [
      "a key named like a method",
      "toString: 1\n__proto__: 2\n",
      [
        ["toString", "1"],
        ["__proto__", "2"],
      ],
    ],
    ["a tab before a comment", "a: 1\t# note\n", [["a", "1"]]],
    ["a directive", "%YAML 1.1\n---\na: 1\n", [["a", "1"]]],
  ];
  for (const [what, text, value] of cases) {
    it(`is read with ${what}`, () => {
      assert.deepEqual(plainOf(rootOf(text)), value);
    });
  }

  const lastWins: readonly (readonly [what: string, text: string, value: string])[] = [
    ["of duplicates the last", "k: 1\nk: 2\n", "2"],
    ["an own key after a merge", "x: &x {k: 1}\nm: {<<: *x, k: 2}\n", "2"],
    ["a merge after an own key", "x: &x {k: 1}\nm: {k: 2, <<: *x}\n", "1"],
    ["of merged mappings the first", "x: &x {k: 1}\ny: &y {k: 2}\nm: {<<: [*x, *y]}\n", "1"],
  ];
  for (const [what, text, value] of lastWins) {
    it(`takes ${what}, as Argo CD does`, () => {
      const root = rootOf(text);
      assert.equal(plainOf(nodeAt(root, "m", "k") ?? nodeAt(root, "k")), value);
    });
  }
});

describe("broken YAML", () => {
  const cases: readonly (readonly [what: string, text: string, value: unknown])[] = [
    [
      "a key that is being typed",
      "a: 1\nb\nc: 2\n",
      [
        ["a", "1"],
        ["b", ""],
        ["c", "2"],
      ],
    ],
    [
      "an open bracket",
      "a: 1\nb: [x\n",
      [
        ["a", "1"],
        ["b", ["x"]],
      ],
    ],
    [
      "an open quote",
      'a: 1\nb: "x\n',
      [
        ["a", "1"],
        ["b", "x"],
      ],
    ],
    ["a bad indent", "a: 1\n  b: 2\nc: 3\n", undefined],
    ["a tab as indent", "a:\n\tb: 1\nc: 2\n", undefined],
  ];
  for (const [what, text, value] of cases) {
    it(`with ${what} is read as far as it goes, and the fault is told`, () => {
      const { root, error } = parseDocumentText(text);
      if (value !== undefined) assert.deepEqual(plainOf(root), value);
      assert.ok(root?.type === "map" && nodeAt(root, "a") !== undefined);
      assert.notEqual(error, undefined);
    });
  }
});

describe("a document with line breaks of YAML 1.1", () => {
  const breaks = ["\r", "\u0085", "\u2028", "\u2029"];
  for (const it_ of breaks) {
    it(`is not read where ${JSON.stringify(it_)} may end a comment or a value`, () => {
      for (const text of [
        `a: b # c${it_}d: e\n`,
        `a: b${it_}d: e`,
        `a: "b" # c${it_}d: e`,
        `a: "b${it_}" # c${it_}d: e`,
      ])
        assert.match(parseDocumentText(text).refusal ?? "", /line breaks that only readers of YAML 1\.1 see/, text);
    });

    it(`is read where ${JSON.stringify(it_)} is in quotes`, () => {
      assert.equal(parseDocumentText(`a: "b${it_}c"\r\nd: e # f\r\n`).refusal, undefined);
    });
  }
});

describe("what is made to break a reader", () => {
  // Mocha keeps whole stack traces, and a stack that overflows is long.
  const { stackTraceLimit } = Error;
  before(() => (Error.stackTraceLimit = 10));
  after(() => (Error.stackTraceLimit = stackTraceLimit));

  const deep: Readonly<Record<string, string>> = {
    "10,000 brackets": "[".repeat(10_000),
    "3,000 dashes": `${"- ".repeat(3000)}a`,
  };
  for (const [name, text] of Object.entries(deep)) {
    it(`${name} in one another are too deep, and the reader says so`, () => {
      const { root, error, refusal } = parseDocumentText(text);
      assert.deepEqual([root, error, refusal], [undefined, undefined, "it is nested more than 200 levels deep"]);
    });
  }

  const levels = (count: number, write: (level: number) => string): string =>
    ["k0: &a0 {x: 1}", ...Array.from({ length: count }, (_, level) => write(level))].join("\n");
  const multiplied: Readonly<Record<string, string>> = {
    "aliases of aliases of aliases": levels(30, (it) => `k${it + 1}: &a${it + 1} [${`*a${it},`.repeat(9)}]`),
    "merges of merges of merges": levels(60, (it) => `k${it + 1}: &a${it + 1} {<<: [*a${it}, *a${it}]}`),
    "merges that grow with every line": levels(400, (it) => `k${it + 1}: &a${it + 1} {<<: *a${it}, x${it}: 1}`),
  };
  for (const [name, text] of Object.entries(multiplied)) {
    it(`${name} are not read, and the reader says so`, () => {
      const { root, error, refusal } = parseDocumentText(text);
      assert.deepEqual([root, error, refusal], [undefined, undefined, "its aliases stand for too many values"]);
    });
  }

  it("aliases of a long text are not read, and the reader says so", () => {
    const text = `k: &a ${"x".repeat(10_000)}\nl: [${"*a,".repeat(1001)}]\n`;
    const { root, refusal } = parseDocumentText(text);
    assert.deepEqual([root, refusal], [undefined, "its aliases stand for too much text"]);
  });

  it("aliases that nest make nothing deeper than what is written so", () => {
    const wrap = (inner: string): string => `${"[".repeat(150)}${inner}${"]".repeat(150)}`;
    const root = rootOf(`a: &a ${wrap("x")}\nb: &b ${wrap("*a ")}\nc: [*a , *b ]\n`);
    const depthOf = (node: Node | undefined): number =>
      node?.type === "list" ? 1 + Math.max(0, ...node.items.map(depthOf)) : 0;
    assert.deepEqual(
      ["a", "b", "c"].map((key) => depthOf(nodeAt(root, key))),
      [150, 150, 151],
    );
  });

  it("a mapping that merges itself is empty there", () => {
    assert.deepEqual(plainOf(rootOf("a: &x\n  <<: *x\n  b: 1\n")), [["a", [["b", "1"]]]]);
  });
});

describe("lines that stand further left than YAML wants them", () => {
  const read: readonly (readonly [what: string, text: string, holds: unknown])[] = [
    [
      "in double quotes",
      'a: "x,\ny"\nb: 1\n',
      [
        ["a", "x, y"],
        ["b", "1"],
      ],
    ],
    ["in single quotes of an item", "a:\n  - 'x\n\n y'\n  - z\n", [["a", ["x\ny", "z"]]]],
    [
      "in brackets",
      "a:\n  b: [1,\n2,\n\t3\n]\nc: 4\n",
      [
        ["a", [["b", ["1", "2", "3"]]]],
        ["c", "4"],
      ],
    ],
    [
      "in braces of an item",
      "- {a: 1,\nb: [\n2]\n}\n",
      [
        [
          ["a", "1"],
          ["b", ["2"]],
        ],
      ],
    ],
  ];
  for (const [what, text, holds] of read) {
    it(`are read as Argo CD reads them: ${what}`, () => {
      const { error, root } = parseDocumentText(text);
      assert.equal(error, undefined);
      assert.deepEqual(plainOf(root), holds);
    });
  }

  it("keep their place", () => {
    const { text, span } = unmark('a: «"x\ny"»\nb: 1\n');
    const root = rootOf(text);
    assert.deepEqual(root?.type === "map" ? root.entries[0]?.value.span : undefined, span);
  });

  const refused = ['a: "x\n---\ny"\n', 'a: "x\nb: 1\n', '"a\nb": 1\n', "a: [b\nc: 1\n", "a: {b: [\n1}\n]\n"];
  for (const text of refused) {
    it(`are refused where Argo CD refuses them: ${JSON.stringify(text)}`, () => {
      assert.notEqual(parseDocumentText(text).error, undefined);
    });
  }
});

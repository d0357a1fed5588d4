import assert from "node:assert/strict";
import { textsPacked } from "../../server/workspace/packed-chart.ts";
import { packed, type Packed } from "../support/packed.ts";

/** A header of pax that says something of the next entry, or of all. */
function pax(type: "x" | "g", ...lines: readonly string[]): Packed {
  const records = lines.map((line) => {
    const length = line.length + 4;
    return `${length} ${line}\n`;
  });
  return { name: "PaxHeader", type, content: records.join("") };
}

function pathsIn(...entries: readonly Packed[]): readonly string[] | undefined {
  const texts = textsPacked(packed(entries));
  return texts && [...texts].map(([path, text]) => `${path}: ${text}`);
}

const long = `sub/templates/${"l".repeat(120)}.yaml`;

describe("a packed chart", () => {
  const cases: readonly (readonly [what: string, entries: readonly Packed[], paths: readonly string[] | undefined])[] =
    [
      ["has files below any folder", [{ name: "./values.yaml", content: "a" }], ["values.yaml: a"]],
      ["may come from Windows", [{ name: "sub\\templates\\a.yaml", content: "a" }], ["templates/a.yaml: a"]],
      ["has the later one of two files", [1, 2].map((it) => ({ name: "s/a", content: `${it}` })), ["a: 2"]],
      ["has nothing behind its links", [{ name: "s/a", type: "2", link: "/etc/passwd" }], ["a: "]],
      [
        "has links in the place of files",
        [
          { name: "s/a", content: "1" },
          { name: "s/a", type: "1", link: "b" },
        ],
        ["a: "],
      ],
      [
        "has long names",
        [
          { name: "@LongLink", type: "L", content: `${long}\0` },
          { name: long.slice(0, 99), content: "a" },
        ],
        [`${long.slice(4)}: a`],
      ],
      ["has the names of pax", [pax("x", "path=sub/b"), { name: "sub/a", content: "a" }], ["b: a"]],
      [
        "has no names from comments",
        [pax("x", "comment=x\n12 path=s/c", "path=sub/b"), { name: "sub/a", content: "a" }],
        ["b: a"],
      ],
      ["has no names for all", [pax("g", "path=sub/b"), { name: "sub/a", content: "a" }], ["a: a"]],
      [
        "has no names for links",
        [
          { name: "@", type: "K", content: "sub/b\0" },
          { name: "sub/a", content: "a" },
        ],
        ["a: a"],
      ],
    ];

  for (const [what, entries, paths] of cases) {
    it(what, () => {
      assert.deepEqual(pathsIn(...entries), paths);
    });
  }

  for (const name of ["s/../../a", "s/..", "s//a", "a", "Chart.yaml", "s/C:/a", "s/./..a/../../b", "s\\..\\a"]) {
    it(`is refused for the name "${name}", as Helm does`, () => {
      assert.equal(pathsIn({ name: "s/Chart.yaml", content: "a" }, { name, content: "a" }), undefined);
    });
  }
});

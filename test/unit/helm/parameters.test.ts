import assert from "node:assert/strict";
import { setParameters } from "../../../server/core/helm/chart/parameters.ts";
import { isList, isMap, mapOf, plain, typeOf, type Value } from "../../../server/core/helm/value/value.ts";

function plainOf(value: Value): unknown {
  if (isMap(value)) return Object.fromEntries([...value.entries].map(([key, inner]) => [key, plainOf(inner)]));
  if (isList(value)) return value.map(plainOf);
  // All integers of parameters have 64 bits.
  return typeOf(value) === "int64" ? Number(plain(value)) : value;
}

// What Helm 4.1.4 makes of `--set` over `a: { b: 1 }, l: [1, { x: 2 }], s: str`, given as values.
const read: readonly (readonly [name: string, value: string, values: unknown])[] = [
  ["x", "True", { x: true }],
  ["x", "NULL", { x: null }],
  ["x", "{}", { x: [""] }],
  ["x", "+5", { x: 5 }],
  ["x", "-0", { x: 0 }],
  ["x", "-012", { x: -12 }],
  ["x", "007", { x: "007" }],
  ["x", "1.5", { x: "1.5" }],
  ["x", "9223372036854775808", { x: "9223372036854775808" }],
  ["x", "a\\", { x: "a" }],
  ["x", "a\\\\b", { x: "a\\b" }],
  ["x", "{a\\,b,c\\}, 1 ,2}", { x: ["a,b", "c}", " 1 ", 2] }],
  ["x", "{a},b={c}", { x: ["a"], b: ["c"] }],
  ["x\\.y", "", { "x.y": "" }],
  ["a=b", "c", { a: "b=c" }],
  ["x[0][1]", "7", { x: [[null, 7]] }],
  ["x[+1]", "7", { x: [null, 7] }],
  ["x[01].y", "7", { x: [null, { y: 7 }] }],
  // Helm takes the end of what it reads for the end of the list, too.
  ["x[0].y", "", { x: [] }],
  ["x[0].y", "{}", { x: [{ y: [""] }] }],
  [".x", "7", {}],
];

const refused: readonly (readonly [name: string, value: string, problem: string])[] = [
  ["x", "{a", "a list does not end with }"],
  ["x", "{a}b", 'key "b" has no value'],
  ["x.", "7", 'key map "x" has no value'],
  ["x[a]", "7", '"a" is no index'],
  ["x[-1]", "7", "an index of -1 is not allowed"],
  ["x[65537]", "7", "an index of 65537 is more than 65536"],
  ["x[0]a", "7", 'there is "a" after the end of an index'],
  ["x,y", "7", 'key "x" has no value (cannot end with ,)'],
  [
    "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z.1.2.3.4.5.6",
    "7",
    "it has more than 30 keys inside each other",
  ],
];

describe("a parameter of a chart", () => {
  for (const [name, value, expected] of read) {
    it(`is read as Helm reads it: ${name}=${value}`, () => {
      const values = mapOf();
      assert.deepEqual(setParameters(values, [{ name, value, as: "what it looks like" }]), []);
      assert.deepEqual(plainOf(values), expected);
    });
  }

  for (const [name, value, problem] of refused) {
    it(`is refused where Helm refuses it: ${name}=${value}`, () => {
      const parameter = { name, value, as: "what it looks like" } as const;
      assert.deepEqual(setParameters(mapOf(), [parameter]), [{ parameter, problem }]);
    });
  }

  it("is refused where what was set before has another type", () => {
    const all = (...names: readonly string[]) =>
      setParameters(
        mapOf(),
        names.map((name) => ({ name, value: "1", as: "string" })),
      ).map(({ problem }) => problem);
    assert.deepEqual(all("a", "a.b"), ['there is no mapping at "a"']);
    assert.deepEqual(all("a", "a[0]"), ['there is no list at "a"']);
    assert.deepEqual(all("a[0]", "a[0][0]"), ["there is no list at the index 0"]);
    assert.deepEqual(all("a[0]", "a[0].b"), []);
  });
});

import assert from "node:assert/strict";
import type { ScalarType } from "../../../server/core/manifest/node.ts";
import { parseDocumentText } from "../../../server/core/manifest/parse.ts";
import { typeOfPlain } from "../../../server/core/manifest/scalar.ts";

describe("the type that Argo CD gives to a plain scalar", () => {
  const table: Readonly<Record<Exclude<ScalarType, "unknown">, readonly string[]>> = {
    boolean: ["y", "n", "Y", "N", "yes", "No", "YES", "on", "Off", "OFF", "true", "True", "FALSE"],
    null: ["", "~", "null", "Null", "NULL"],
    number: [
      ...["0", "-1", "+1", "007", "08", "0o17", "0x1F", "0b1", "1_000", "-1_0"],
      ...["1e3", "1.0", ".5", "1.", "-2.5E-3", ".inf", "-.Inf", ".NaN", "18446744073709551616"],
    ],
    string: [
      ...["1:30", "2024-01-01", "5a", "=", "-", "+", ".", "_1", ".1_0", "yEs", "tRue", "nULL", "one", "1.2.3"],
      ...["0xg", "0b2", "1e", "--1", "1 ", "PreSync", "$5", "1,000"],
    ],
  };
  for (const [type, texts] of Object.entries(table)) {
    for (const text of texts) {
      it(`${JSON.stringify(text)} is a ${type}`, () => {
        assert.equal(typeOfPlain(text), type);
      });
    }
  }

  const written: readonly (readonly [string, ScalarType, string])[] = [
    ["yes", "boolean", "yes"],
    ["!!binary UHJlU3luYw==", "unknown", "UHJlU3luYw=="],
    ['"yes"', "string", "yes"],
    ["'1_000'", "string", "1_000"],
    ["!!str 5", "string", "5"],
    ["!!int 5", "number", "5"],
    ["", "null", ""],
    ["&anchor 5", "number", "5"],
    ["# nothing", "null", ""],
    ["5 # five", "number", "5"],
    ["|\n  5", "string", "5\n"],
    [">-\n  a\n  b", "string", "a b"],
    ["a\n  b", "string", "a b"],
    ["${WAVE}", "unknown", "${WAVE}"],
    ['"$(WAVE)"', "unknown", "$(WAVE)"],
    ["<path:secret/data/app#key>", "unknown", "<path:secret/data/app#key>"],
    ["$WAVE", "unknown", "$WAVE"],
    ["<WAVE>", "unknown", "<WAVE>"],
    [`"[[ .wave ]]"`, "unknown", "[[ .wave ]]"],
    ["__WAVE__", "unknown", "__WAVE__"],
    ["$5", "string", "$5"],
    ['"\\x31"', "string", "1"],
  ];
  for (const [text, type, value] of written) {
    it(`reads the value written as ${JSON.stringify(text)} as the ${type} ${JSON.stringify(value)}`, () => {
      const { root } = parseDocumentText(`key: ${text}\n`);
      const node = root?.type === "map" ? root.entries[0]?.value : undefined;
      assert.ok(node?.type === "scalar");
      assert.deepEqual([node.scalarType, node.text], [type, value]);
    });
  }
});

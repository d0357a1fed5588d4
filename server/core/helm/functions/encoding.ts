import { adler32, base32, base32Bytes, base64, base64Bytes } from "../encode.ts";
import { sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { takeSteps } from "../evaluate/budget.ts";
import type { Call } from "../evaluate/function-table.ts";
import { bytesOf, textOf } from "../value/bytes.ts";
import { textWriter } from "../value/rendered-text.ts";
import { isList, isMap, isUnknown, mapOf, type Value } from "../value/value.ts";
import { printedJson } from "../yaml/print-json.ts";
import { printedToml } from "../yaml/print-toml.ts";
import { printedYaml } from "../yaml/print-yaml.ts";
import { readJsonValue } from "../yaml/read-json.ts";
import { isNotYaml, type NotYaml, readShortYaml } from "../yaml/read-yaml.ts";
import { templateFailure } from "../evaluate/failure.ts";
import { functionsThat, type NamedFunctions } from "./define.ts";
import { text } from "./given.ts";

/** What reads and prints other languages, and hashes. Mirrors pkg/engine/funcs.go of Helm, and crypto.go and strings.go of sprig. */
export const encoding: NamedFunctions = [
  ...functionsThat("decides", {
    "toYaml mustToYaml toYamlPretty": ([value = null], call) => asYaml(value, call),
    "toJson mustToJson": ([value = null]) => printedJson(value, { html: "escaped", indent: "" }),
    "toRawJson mustToRawJson": ([value = null]) => printedJson(value, { html: "as it is", indent: "" }),
    "toPrettyJson mustToPrettyJson": ([value = null]) => printedJson(value, { html: "escaped", indent: "  " }),
    "toToml mustToToml": ([value = null]) => printedToml(value),
    fromYaml: ([value = null], call) => read(value, yaml, "map", call),
    fromYamlArray: ([value = null], call) => read(value, yaml, "list", call),
    fromJson: ([value = null], call) => read(value, json, "map", call),
    fromJsonArray: ([value = null], call) => read(value, json, "list", call),
  }),
  ...functionsThat("strict", {
    mustFromJson: ([value = null]) => {
      const found = readJsonValue(text(value));
      if (isNotYaml(found)) throw templateFailure(found.problem);
      return found;
    },
    b64enc: ([value]) => base64(bytesOf(text(value))),
    b64dec: ([value]) => decoded(base64Bytes(text(value)), "base64"),
    b32dec: ([value]) => decoded(base32Bytes(text(value)), "base32"),
    b32enc: ([value]) => base32(bytesOf(text(value))),
    sha1sum: ([value]) => bytesToHex(sha1(bytesOf(text(value)))),
    sha256sum: ([value]) => bytesToHex(sha256(bytesOf(text(value)))),
    sha512sum: ([value]) => bytesToHex(sha512(bytesOf(text(value)))),
    adler32sum: ([value]) => String(adler32(bytesOf(text(value)))),
    getHostByName: () => "",
  }),
];

/** What was printed still knows from which values it comes. */
function asYaml(value: Value, { via }: Call): Value {
  const { text: yaml, parts } = printedYaml(value);
  if (parts.length === 0) return yaml;
  const writer = textWriter();
  let from = 0;
  for (const { at } of parts.slice(0, 1)) {
    writer.write(yaml.slice(0, at), via, "made");
    from = at;
  }
  for (const [index, { place }] of parts.entries()) {
    const end = parts[index + 1]?.at ?? yaml.length;
    writer.write(yaml.slice(from, end), { ...via, values: [place] }, "made");
    from = end;
  }
  return writer.finish();
}

/** A language that values are read from, and what its reader says before each complaint. */
interface Language {
  readonly readText: (text: string, call: Call) => Value | NotYaml;
  readonly prefix: string;
}

/** How many statements are run in the time that a character takes of YAML that is not plain and in blocks. */
const stepsOfUnusual = 2;

const yaml: Language = {
  readText: (text, { engine }) => {
    const { value, unusual } = readShortYaml(text, (engine.limits.steps - engine.steps) / stepsOfUnusual);
    takeSteps(engine, unusual * stepsOfUnusual);
    return value;
  },
  prefix: "error unmarshaling JSON: while decoding JSON: ",
};
const json: Language = { readText: readJsonValue, prefix: "" };

/** What is wrong is told as the value. Mirrors `fromYAML` and those beside it in pkg/engine/funcs.go of Helm. */
function read(value: Value, { readText, prefix }: Language, wanted: "map" | "list", call: Call): Value {
  if (isUnknown(value)) return value;
  const failed = (problem: string): Value => (wanted === "map" ? mapOf([["Error", problem]]) : [problem]);
  const found = readText(text(value), call);
  if (isNotYaml(found)) {
    if (found.reason === "limit") throw templateFailure(`A text is not read: ${found.problem}.`, undefined, "limit");
    return failed(found.problem);
  }
  if (found === null) return wanted === "map" ? mapOf() : [];
  if (wanted === "map" ? isMap(found) : isList(found)) return found;
  const kind = isMap(found) ? "object" : isList(found) ? "array" : typeof found === "boolean" ? "bool" : typeof found;
  const type = wanted === "map" ? "map[string]interface {}" : "[]interface {}";
  return failed(`${prefix}json: cannot unmarshal ${kind} into Go value of type ${type}`);
}

/** What is wrong is told as the text. Mirrors `base64decode` and `base32decode` of sprig. */
function decoded(bytes: readonly number[] | number, name: string): string {
  return typeof bytes === "number" ? `illegal ${name} data at input byte ${bytes}` : textOf(bytes);
}

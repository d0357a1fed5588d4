import { hasUnknown } from "../../manifest/template.ts";
import { bytesOf } from "./bytes.ts";
import { floatVerb, integerVerb } from "./printf-number.ts";
import { padded, type Verb } from "./printf-pad.ts";
import { printed, quoted } from "./print.ts";
import {
  isList,
  isMap,
  isObject,
  isUnknown,
  type ObjectValue,
  plain,
  sortedKeys,
  typeOf,
  type Value,
} from "./value.ts";

/** Nothing is added to a text that is longer: whoever asked for it refuses it. */
const longest = 10_000_000;

/** Whether a text is so long that nothing is added to it. */
export function isPrintedLimit(text: string): boolean {
  return text.length > longest;
}

/** A value as a verb prints it. Mirrors `printArg` in fmt/print.go of Go, and fmt/format.go. */
export function verbText(verb: Verb, value: Value): string {
  if (value === null)
    return verb.letter === "v" || verb.letter === "T" ? padded(verb, "<nil>") : wrongVerb(verb, value);
  if (verb.letter === "T") return padded(verb, truncated(verb, typeOf(value)));
  return valueText(verb, value, "outermost");
}

function valueText(verb: Verb, value: Value, place: "outermost" | "inside"): string {
  if (value === null) return verb.isGo ? "interface {}(nil)" : "<nil>";
  const simple = isObject(value) && value.text !== undefined ? value.text : plain(value);
  if (isUnknown(simple)) return verb.letter === "q" ? quoted(printed(simple)) : printed(simple);
  if (typeof simple === "string") return stringText(verb, simple) ?? wrongVerb(verb, value);
  if (typeof simple === "bigint") return integerVerb(verb, simple) ?? wrongVerb(verb, value);
  if (typeof simple === "number") return floatVerb(verb, simple) ?? wrongVerb(verb, value);
  if (typeof simple === "boolean")
    return verb.letter === "t" || verb.letter === "v" ? padded(verb, String(simple)) : wrongVerb(verb, value);
  const inner = (item: Value): string => valueText(verb, item, "inside");
  const [open, between, close] = verb.isGo ? [`${typeOf(value)}{`, ", ", "}"] : ["", " ", ""];
  if (isList(simple)) {
    const items = simple.map(inner).join(between);
    return verb.isGo ? open + items + close : `[${items}]`;
  }
  if (isMap(simple)) {
    const entries = sortedKeys(simple).map((key) => `${inner(key)}:${inner(simple.entries.get(key) ?? null)}`);
    return verb.isGo ? open + entries.join(between) + close : `map[${entries.join(between)}]`;
  }
  return isObject(simple) ? structText(verb, simple, place, inner) : "";
}

function structText(
  verb: Verb,
  { fields, type }: ObjectValue,
  place: "outermost" | "inside",
  inner: (item: Value) => string,
): string {
  const named = [...fields].map(([name, item]) => (verb.isGo ? `${name}:${inner(item)}` : inner(item)));
  const pointer = type.startsWith("*") && place === "outermost" ? "&" : "";
  return verb.isGo ? `${pointer}${type.replace("*", "")}{${named.join(", ")}}` : `${pointer}{${named.join(" ")}}`;
}

/** Mirrors `badVerb`: the value is printed with the same flags. */
function wrongVerb(verb: Verb, value: Value): string {
  if (value === null) return `%!${verb.letter}(<nil>)`;
  return `%!${verb.letter}(${typeOf(value)}=${valueText({ ...verb, letter: "v" }, value, "outermost")})`;
}

function truncated({ precision }: Verb, text: string): string {
  // What is not known stays as long as it is.
  return precision === undefined || hasUnknown(text) ? text : Array.from(text).slice(0, precision).join("");
}

/** Mirrors `fmtString`. */
function stringText(verb: Verb, value: string): string | undefined {
  switch (verb.letter) {
    case "v":
    case "s":
      return padded(verb, verb.isGo ? quoted(truncated(verb, value)) : truncated(verb, value));
    case "q": {
      const text = truncated(verb, value);
      const isRaw = verb.sharp && !/[`\x7f\ufeff]|[^\t\x20-\u{10ffff}]/u.test(text);
      return padded(verb, isRaw ? `\`${text}\`` : quoted(text, verb.plus ? "in ASCII" : "as it is"));
    }
    case "x":
    case "X":
      return hasUnknown(value) ? value : padded(verb, hexText(verb, value));
    default:
      return undefined;
  }
}

/** Mirrors `fmtSbx`. */
function hexText({ letter, precision, sharp, space }: Verb, value: string): string {
  const pairs = Array.from(bytesOf(value).subarray(0, precision), (byte) => byte.toString(16).padStart(2, "0"));
  const prefix = sharp && pairs.length > 0 ? "0x" : "";
  const text = space ? pairs.map((pair) => prefix + pair).join(" ") : prefix + pairs.join("");
  return letter === "x" ? text : text.toUpperCase();
}

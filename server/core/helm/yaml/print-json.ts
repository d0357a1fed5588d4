import { isList, isMap, sortedKeys, type Value } from "../value/value.ts";
import { printed } from "../value/print.ts";
import { asData } from "./data.ts";

/** A value as JSON. Mirrors `Marshal` of encoding/json, which escapes what HTML means something by unless that is switched off. */
export function printedJson(
  value: Value,
  options: { readonly html: "escaped" | "as it is"; readonly indent: string },
): string {
  const text = print(asData(value), options.indent, "");
  return options.html === "escaped"
    ? text.replace(/[<>&]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`)
    : text;
}

function print(value: Value, indent: string, pad: string): string {
  if (value === null) return "null";
  if (typeof value === "number") return printedNumber(value);
  if (typeof value === "string") return printedString(value);
  if (isList(value)) {
    const items = value.map((item) => print(asData(item), indent, pad + indent));
    return inBrackets("[", items, "]", indent, pad);
  }
  if (isMap(value)) {
    const gap = indent === "" ? ":" : ": ";
    const entries = sortedKeys(value).map((key) => {
      const item = asData(value.entries.get(key) ?? null);
      return printedString(key) + gap + print(item, indent, pad + indent);
    });
    return inBrackets("{", entries, "}", indent, pad);
  }
  return printed(value);
}

function inBrackets(open: string, items: readonly string[], close: string, indent: string, pad: string): string {
  if (items.length === 0) return open + close;
  if (indent === "") return open + items.join(",") + close;
  const inner = `\n${pad}${indent}`;
  return `${open}${inner}${items.join(`,${inner}`)}\n${pad}${close}`;
}

function printedString(text: string): string {
  return JSON.stringify(text).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** A float as encoding/json prints it. Mirrors `floatEncoder` in encoding/json/encode.go. */
export function printedNumber(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-6 && size < 1e21)) return Object.is(value, -0) ? "-0" : String(value);
  return value.toExponential();
}

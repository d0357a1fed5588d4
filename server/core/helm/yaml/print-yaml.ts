import { typeOfPlain } from "../../manifest/scalar.ts";
import { printed, printedFloat } from "../value/print.ts";
import { isList, isMap, type Value, type ValuePlace } from "../value/value.ts";
import { asData } from "./data.ts";
import { inNaturalOrder } from "./key-order.ts";
import { printedNumber } from "./print-json.ts";

/** A printed text, and which parts of it come from which values. */
export interface PrintedYaml {
  readonly text: string;
  /** In the order of the text: each part reaches to the next one. */
  readonly parts: readonly { readonly at: number; readonly place: ValuePlace }[];
}

/** A value as YAML, without the line break at the end. Mirrors `Marshal` of sigs.k8s.io/yaml, which prints with goyaml.v2. */
export function printedYaml(value: Value): PrintedYaml {
  const printer: Printer = { text: "", column: 0, parts: [] };
  printNode(printer, asData(value), 0, "root");
  return printer;
}

interface Printer {
  text: string;
  /** How many characters are on the last line. */
  column: number;
  readonly parts: { readonly at: number; readonly place: ValuePlace }[];
}

type Place = "root" | "value" | "item";

function put(printer: Printer, text: string): void {
  printer.text += text;
  const end = text.lastIndexOf("\n");
  printer.column = end < 0 ? printer.column + text.length : text.length - end - 1;
}

/** A list in a map is not indented. */
function printNode(printer: Printer, value: Value, indent: number, place: Place): void {
  if (isMap(value) && value.entries.size > 0) {
    for (const [index, key] of inNaturalOrder([...value.entries.keys()]).entries()) {
      if (index > 0 || place === "value") put(printer, `\n${" ".repeat(indent)}`);
      const written = value.places.get(key);
      if (written !== undefined) printer.parts.push({ at: printer.text.length, place: written });
      printString(printer, key, indent, "key");
      put(printer, ":");
      const child = asData(value.entries.get(key) ?? null);
      if (isBlock(child)) printNode(printer, child, isList(child) ? indent : indent + 2, "value");
      else {
        put(printer, " ");
        printScalar(printer, child, indent);
      }
    }
  } else if (isList(value) && value.length > 0) {
    for (const [index, item] of value.entries()) {
      if (index > 0 || place === "value") put(printer, `\n${" ".repeat(indent)}`);
      put(printer, "- ");
      printNode(printer, asData(item), indent + 2, "item");
    }
  } else printScalar(printer, value, place === "item" ? indent - 2 : indent);
}

function isBlock(value: Value): boolean {
  return (isMap(value) && value.entries.size > 0) || (isList(value) && value.length > 0);
}

function printScalar(printer: Printer, value: Value, indent: number): void {
  if (isMap(value)) put(printer, "{}");
  else if (isList(value)) put(printer, "[]");
  else if (value === null) put(printer, "null");
  else if (typeof value === "string") printString(printer, value, indent, "value");
  else if (typeof value !== "number") put(printer, printed(value));
  else put(printer, Number.isInteger(value) && Math.abs(value) < 1e21 ? printedNumber(value) : printedFloat(value));
}

function printString(printer: Printer, text: string, indent: number, kind: "key" | "value"): void {
  const { plain: isPlain, single, block } = stylesFor(text);
  if (text.includes("\n")) {
    if (block && kind === "value") printLiteral(printer, text, indent);
    else printDouble(printer, text, indent, kind);
  } else if (looksTyped(text)) printDouble(printer, text, indent, kind);
  else if (isPlain) printFolded(printer, text, indent, { mark: "", kind });
  else if (single) printFolded(printer, text.replaceAll("'", "''"), indent, { mark: "'", kind });
  else printDouble(printer, text, indent, kind);
}

/** A string that would be something else without quotes. Mirrors `stringv` in goyaml.v2/encode.go. */
function looksTyped(text: string): boolean {
  if (typeOfPlain(text) !== "string") return true;
  return isBase60(text) || isTimestamp(text);
}

function isBase60(text: string): boolean {
  return /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/.test(text);
}

function isTimestamp(text: string): boolean {
  const match =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|[ \t]+)\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?[ \t]*(?:Z|[-+]\d{1,2}(?::\d{1,2})?)?)?$/.exec(
      text,
    );
  if (match === null) return false;
  const [, , month = "", day = ""] = match;
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
}

const unprintable = /[^\n\x20-\x7e\u0085\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;

/** In which styles a text can be written. Mirrors `yaml_emitter_analyze_scalar` in goyaml.v2/emitterc.go. */
function stylesFor(text: string): { readonly plain: boolean; readonly single: boolean; readonly block: boolean } {
  if (text === "") return { plain: false, single: true, block: false };
  const isSpecial = unprintable.test(text);
  const blankBreak = text.includes(" \n");
  const hasIndicator =
    /^(?:---|\.\.\.)/.test(text) ||
    /^[#,[\]{}&*!|>'"%@`]/.test(text) ||
    /^[?:-](?:\s|$)/.test(text) ||
    /:(?:\s|$)/.test(text) ||
    /\s#/.test(text);
  const hasEdge = /^[ \n]/.test(text) || /[ \n]$/.test(text);
  return {
    plain: !isSpecial && !hasIndicator && !hasEdge && !/[\n\u0085\u2028\u2029]/.test(text),
    single: !isSpecial && !blankBreak && !text.includes("\n "),
    block: !isSpecial && !blankBreak && !text.endsWith(" "),
  };
}

function printLiteral(printer: Printer, text: string, indent: number): void {
  const hint = /^[ \n]/.test(text) ? "2" : "";
  const chomping = !text.endsWith("\n") ? "-" : text === "\n" || text.endsWith("\n\n") ? "+" : "";
  const pad = " ".repeat(indent + 2);
  put(printer, `|${hint}${chomping}`);
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  for (const line of lines) put(printer, line === "" ? "\n" : `\n${pad}${line}`);
}

/** How wide a line may be before a single blank becomes a line break. */
const widest = 80;

/** Plain text, or text in single quotes. */
function printFolded(
  printer: Printer,
  text: string,
  indent: number,
  { mark, kind }: { readonly mark: string; readonly kind: "key" | "value" },
): void {
  put(printer, mark);
  let from = 0;
  for (let at = 0; kind === "value" && at < text.length; at++) {
    if (text[at] !== " " || printer.column + at - from <= widest || text[at - 1] === " " || text[at + 1] === " ")
      continue;
    if (mark !== "" && (at === 0 || at === text.length - 1)) continue;
    put(printer, `${text.slice(from, at)}\n${" ".repeat(indent + 2)}`);
    from = at + 1;
  }
  put(printer, text.slice(from) + mark);
}

const escapes: Readonly<Record<string, string>> = {
  ...{ "\0": "\\0", "\u0007": "\\a", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\v": "\\v", "\f": "\\f", "\r": "\\r" },
  ...{ "\u001b": "\\e", '"': '\\"', "\\": "\\\\", "\u0085": "\\N", "\u00a0": "\\_", "\u2028": "\\L", "\u2029": "\\P" },
  ...{ "\ufeff": "\\uFEFF" },
};

function printDouble(printer: Printer, text: string, indent: number, kind: "key" | "value"): void {
  put(printer, '"');
  const letters = Array.from(text);
  for (const [index, letter] of letters.entries()) {
    const isInside = index > 0 && index < letters.length - 1;
    const folds =
      letter === " " && kind === "value" && printer.column > widest && isInside && letters[index - 1] !== " ";
    if (folds) {
      put(printer, `\n${" ".repeat(indent + 2)}`);
      if (letters[index + 1] === " ") put(printer, "\\");
    } else put(printer, escaped(letter));
  }
  put(printer, '"');
}

function escaped(letter: string): string {
  const known = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined;
  if (known !== undefined) return known;
  if (!unprintable.test(letter)) return letter;
  const code = letter.codePointAt(0) ?? 0;
  const [prefix, width] = code < 0x100 ? ["x", 2] : code < 0x10000 ? ["u", 4] : ["U", 8];
  return `\\${prefix}${code.toString(16).toUpperCase().padStart(width, "0")}`;
}

import { hasUnknown, withoutUnknown } from "../../manifest/template.ts";
import { noValue } from "../evaluate/engine.ts";
import { isPrintable, markFor, printed, printedTogether, quoted } from "../value/print.ts";
import { bytesOf } from "../value/bytes.ts";
import { printedBy } from "../value/printf.ts";
import { byBytes, typed, type Value } from "../value/value.ts";
import { functionsThat, type NamedFunctions } from "./define.ts";
import { lowerLetter, upperLetter } from "./words.ts";
import { asText, asTexts, joined, text } from "./given.ts";

/** What makes one text of values. Mirrors text/template/funcs.go of Go and strings.go of sprig. */
export const printing: NamedFunctions = [
  ...functionsThat("joins", {
    print: (given) => printedTogether(given),
    println: (given) => `${given.map(printed).join(" ")}\n`,
    printf: ([format, ...values]) => printedBy(text(format), values),
    quote: (given) =>
      without(given)
        .map((value) => quoted(asText(value)))
        .join(" "),
    squote: (given) =>
      without(given)
        .map((value) => `'${printed(value)}'`)
        .join(" "),
    cat: (given) => without(given).map(printed).join(" "),
    toString: ([value]: readonly Value[]) => asText(value),
    join: ([separator, values]) => joined(asTexts(values), text(separator)),
    replace: ([from, to, value]) => onKnown(text(value), (known) => replaced(known, text(from), text(to))),
    upper: ([value]) => Array.from(text(value), upperLetter).join(""),
    lower: ([value]) => Array.from(text(value), lowerLetter).join(""),
    html: (given) => printable(given).replace(/[&<>"'\0]/g, (letter) => entities[letter] ?? letter),
    js: (given) => Array.from(printable(given), inScript).join(""),
    urlquery: (given) => onKnown(printable(given), encoded),
  }),
  ...functionsThat("strict", {
    sortAlpha: ([values]) => typed("[]string", [...asTexts(values)].sort(byBytes)),
    toStrings: ([values]) => typed("[]string", asTexts(values)),
  }),
];

/** Mirrors `evalArgs` in text/template/funcs.go of Go. */
function printable(values: readonly Value[]): string {
  return printedTogether(values.map((value) => value ?? noValue));
}

/** Changes a text, and leaves the marks in it. */
function onKnown(value: string, change: (known: string) => string): string {
  return hasUnknown(value) ? withoutUnknown(value, (id) => markFor(id), change) : change(value);
}

function without<Item>(values: readonly Item[]): readonly Item[] {
  return values.filter((value) => value !== null);
}

/** With nothing to look for, Go puts the replacement before each letter and at the end. */
function replaced(value: string, from: string, to: string): string {
  return from === "" ? joined(["", ...Array.from(value), ""], to) : joined(value.split(from), to);
}

const entities: Readonly<Record<string, string>> = {
  ...{ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;", "\0": "\ufffd" },
};

const scripts: Readonly<Record<string, string>> = {
  ...{ "\\": "\\\\", "'": "\\'", '"': '\\"', "<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "=": "\\u003D" },
};

/** Mirrors `JSEscape`. */
function inScript(letter: string): string {
  const code = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return scripts[letter] ?? (isPrintable(letter) ? letter : `\\u${code}`);
}

/** Mirrors `QueryEscape` of net/url. */
function encoded(value: string): string {
  return Array.from(bytesOf(value), (byte) => {
    const letter = String.fromCharCode(byte);
    if (/[\w.~-]/.test(letter)) return letter;
    return letter === " " ? "+" : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}

import { printed, printedTogether, quoted } from "../value/print.ts";
import { printedBy } from "../value/printf.ts";
import { byBytes, type Value } from "../value/value.ts";
import { functionsThat, type NamedFunctions } from "./define.ts";
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
    replace: ([from, to, value]) => replaced(text(value), text(from), text(to)),
    upper: ([value]) => eachLetter(text(value), (letter) => letter.toUpperCase()),
    lower: ([value]) => eachLetter(text(value), (letter) => letter.toLowerCase()),
    html: (given) => printedTogether(given).replace(/[&<>"'\0]/g, (letter) => entities[letter] ?? letter),
    js: (given) => printedTogether(given).replace(/[\\'"<>&=\n\r\t]/g, (letter) => scripts[letter] ?? letter),
    urlquery: (given) => encoded(printedTogether(given)),
  }),
  ...functionsThat("strict", {
    sortAlpha: ([values]) => [...asTexts(values)].sort(byBytes),
    toStrings: ([values]) => asTexts(values),
  }),
];

/** Go changes each letter by itself, and leaves one that would become two. */
function eachLetter(value: string, change: (letter: string) => string): string {
  return Array.from(value, (letter) => {
    const changed = change(letter);
    return changed.length === letter.length ? changed : letter;
  }).join("");
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
  ...{ "\n": "\\u000A", "\r": "\\u000D", "\t": "\\u0009" },
};

/** Mirrors `QueryEscape` of net/url. */
function encoded(value: string): string {
  return encodeURIComponent(value)
    .replace(/[!'()*]/g, (letter) => `%${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

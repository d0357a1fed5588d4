import { indicators, keys, lines, strange, values, wordParts } from "./tokens.ts";
import type { Random } from "./random.ts";

/** One way to change a text; `other` is a text to take from. */
type Mutation = (text: string, random: Random, other: string) => string;

/** The longest text that is made, in UTF-16 units: executions have to stay cheap. */
const maxLength = 6000;

/** The ways to change a text, by the names under which they are counted. */
export const mutations: Readonly<Record<string, Mutation>> = {
  "character flipped": (text, random) => {
    const at = random.below(text.length);
    const unit = text.charCodeAt(at) ^ (1 << random.below(random.oneIn(4) ? 16 : 7));
    return spliced(text, at, 1, String.fromCharCode(unit));
  },
  "characters deleted": (text, random) => spliced(text, random.below(text.length), 1 + random.below(8), ""),
  "line doubled": (text, random) => {
    const { start, end } = lineAt(text, random);
    return spliced(text, random.oneIn(2) ? end : lineAt(text, random).start, 0, ended(text.slice(start, end)));
  },
  "line deleted": (text, random) => {
    const { start, end } = lineAt(text, random);
    return spliced(text, start, end - start, "");
  },
  "line moved": (text, random) => {
    const { start, end } = lineAt(text, random);
    const left = spliced(text, start, end - start, "");
    return spliced(left, lineAt(left, random).start, 0, ended(text.slice(start, end)));
  },
  "lines indented": (text, random) => {
    const { start } = lineAt(text, random);
    const end = random.oneIn(2) ? lineEnd(text, start) : lineAt(text, random).end;
    const pad = random.pick([" ", "  ", "    ", "\t"]);
    return changedIn(text, start, end, (part) => part.replace(/^/gm, pad));
  },
  "lines outdented": (text, random) => {
    const { start } = lineAt(text, random);
    const end = random.oneIn(2) ? lineEnd(text, start) : lineAt(text, random).end;
    return changedIn(text, start, end, (part) => part.replace(/^ {1,2}/gm, ""));
  },
  "spliced with another text": (text, random, other) => {
    const [at, from] = [random.below(text.length + 1), random.below(other.length + 1)];
    return (
      text.slice(0, at) + other.slice(from, from + 1 + random.below(400)) + (random.oneIn(2) ? text.slice(at) : "")
    );
  },
  "documents joined": (text, random, other) => ended(text) + random.pick(["---\n", "...\n", "", "--- # a\n"]) + other,
  "indicator put in": (text, random) => insertedAt(text, random, indicators),
  "strange character put in": (text, random) => insertedAt(text, random, strange),
  "value put in": (text, random) => insertedAt(text, random, values),
  "value replaced": (text, random) => replacedMatch(text, random, /(?<=: |- )[^\n]+/g, values),
  "key replaced": (text, random) => replacedMatch(text, random, /[\w./-]+(?=["']?:)/g, keys),
  "annotation put in": (text, random) => {
    const { start } = lineAt(text, random);
    return spliced(text, start, 0, `${" ".repeat(random.below(4) * 2)}${random.pick(keys)}: ${random.pick(values)}\n`);
  },
  "line put in": (text, random) =>
    spliced(text, lineAt(text, random).start, 0, `${" ".repeat(random.below(3) * 2)}${random.pick(lines)}\n`),
  "anchor and alias": (text, random) => {
    const anchored = replacedMatch(text, random, /(?<=: )(?=\S)/g, ["&a "]);
    return replacedMatch(anchored, random, /(?<=: )[^\n]+/g, ["*a", "{<<: *a}", "[*a, *a]", "&a *a"]);
  },
  "other line ends": (text, random) =>
    random.pick([
      () => text.replace(/\r?\n/g, "\r\n"),
      () => text.replaceAll("\n", "\r"),
      () => text.replaceAll("\r\n", "\n"),
      () => changedIn(text, lineAt(text, random).start, text.length, (part) => part.replace(/\r?\n/g, "\r\n")),
    ])(),
  "cut off": (text, random) => text.slice(0, random.below(text.length)),
  "beginning cut off": (text, random) => text.slice(random.below(text.length)),
  "wrapped in a block scalar": (text, random) => random.pick(holders) + text.replaceAll("\n", "\n        "),
  "wrapped in a list": (text) => `apiVersion: v1\nkind: List\nitems:\n- ${text.replaceAll("\n", "\n  ")}\n`,
  "wrapped in a branch": (text) => `{{- if .Values.a }}\n${ended(text)}{{- end }}\n`,
  "written as JSON": (text) =>
    `{${text
      .split("\n")
      .flatMap(
        (line) =>
          /^ *([\w./-]+): (\S.*)$/
            .exec(line)
            ?.slice(1, 3)
            .map((it) => JSON.stringify(it))
            .join(": ") ?? [],
      )
      .join(", ")}}\n`,
  "word put in": (text, random) => insertedAt(text, random, wordParts),
  "part repeated": (text, random) => {
    const at = random.below(text.length);
    const part = text.slice(at, at + 1 + random.below(12));
    return spliced(text, at, 0, part.repeat(1 + random.below(random.oneIn(8) ? 200 : 6)));
  },
};

const holders: readonly string[] = [
  "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: a\nspec:\n  source:\n    helm:\n      values: |\n        ",
  "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nspec:\n  templatePatch: |\n        ",
  "resources: []\npatches:\n- patch: |-\n        ",
  "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  a.yaml: |\n        ",
  "extraObjects:\n- |\n        ",
  "a: >-\n        ",
];

const names = Object.keys(mutations);
/** Of words that are not manifests most mutations of manifests would make nothing. */
const wordNames: readonly string[] = [
  ...[
    "character flipped",
    "characters deleted",
    "spliced with another text",
    "strange character put in",
    "word put in",
    "part repeated",
  ],
  ...["line doubled", "line deleted", "cut off", "word put in", "word put in", "value put in"],
];

/** A text changed in a few ways, and the names of these. */
export function mutate(
  text: string,
  random: Random,
  { other, kind }: { readonly other: () => string; readonly kind: "manifest" | "words" },
): { readonly text: string; readonly ways: readonly string[] } {
  const among = kind === "words" ? wordNames : names;
  const ways = Array.from({ length: 1 + random.below(random.oneIn(3) ? 8 : 3) }, () => random.pick(among));
  let result = text;
  for (const way of ways) result = mutations[way]?.(result, random, other()).slice(0, maxLength) ?? result;
  return { text: result, ways };
}

function spliced(text: string, at: number, length: number, inserted: string): string {
  return text.slice(0, at) + inserted + text.slice(at + length);
}

function changedIn(text: string, one: number, other: number, change: (part: string) => string): string {
  const [start, end] = [Math.min(one, other), Math.max(one, other)];
  return text.slice(0, start) + change(text.slice(start, end)) + text.slice(end);
}

function insertedAt(text: string, random: Random, among: readonly string[]): string {
  return spliced(text, random.below(text.length + 1), random.oneIn(4) ? 1 + random.below(4) : 0, random.pick(among));
}

function replacedMatch(text: string, random: Random, pattern: RegExp, among: readonly string[]): string {
  const matches = [...text.matchAll(pattern)];
  if (matches.length === 0) return insertedAt(text, random, among);
  const match = random.pick(matches);
  return spliced(text, match.index, match[0].length, random.pick(among));
}

function lineAt(text: string, random: Random): { readonly start: number; readonly end: number } {
  const start = text.lastIndexOf("\n", random.below(text.length + 1) - 1) + 1;
  return { start, end: lineEnd(text, start) };
}

function lineEnd(text: string, start: number): number {
  return text.indexOf("\n", start) + 1 || text.length;
}

function ended(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}

import { catalogue, type KeyPart, keyParts } from "../../server/core/index.ts";

type Annotation = (typeof catalogue)[number];
type ListValue = Extract<Annotation["value"], { readonly type: "list" }>;

/** One rule of a TextMate grammar; the expressions are Oniguruma's. */
interface Pattern {
  readonly match?: string;
  readonly name?: string;
  readonly captures?: Readonly<Record<string, Pattern>>;
  readonly include?: string;
  readonly patterns?: readonly Pattern[];
}

/** The annotations whose values a regular expression can read. */
const readable = catalogue.filter(({ value }) => ["integer", "list"].includes(value.type));

const keyName = "support.type.annotation.argocd";
const wrongKeyName = "invalid.illegal.annotation.argocd";

/** The characters of a value that can be judged: no template, placeholder, wildcard, escape or quote. */
const letters = String.raw`\p{L}\p{N} \t;|/+=_.\-`;
const plainStart = String.raw`[\p{L}\p{N}+.-]`;
const plainEnd = String.raw`[\p{L}\p{N};|/+=_.-]`;
const integer = "[+-]?0*[0-9]{1,19}";
/** One item of a list, including the blanks inside it. */
const anyItem = String.raw`[^,\s]+(?:\s{1,9}[^,\s]+)*`;
const itemEnd = String.raw`(?=[\t ]*(?:,|$))`;
const lineEnd = String.raw`(?=[\t ]*$|[\t ]+#)`;
const flowEnd = String.raw`(?=[\t ]*[,}])`;

/**
 * The injection grammars by path: one for strings as the grammar of the language finds them, and one for unquoted scalars in
 * grammars that consume the first letter of such a scalar before they call it a string.
 */
export function grammars(): readonly (readonly [path: string, text: string])[] {
  return [
    grammar("annotations", "L:string -string.unquoted.block -comment", [...stringKeys(), ...readable.map(stringValue)]),
    grammar(
      "annotations-unquoted",
      "L:source.helm -string -comment -meta.tag.gotpl, L:source.yaml -meta.stream.yaml -string -comment",
      [...readable.map(unquotedPair), ...unquotedKeys()],
    ),
  ];
}

function grammar(name: string, injectionSelector: string, patterns: readonly Pattern[]): readonly [string, string] {
  const repository = Object.fromEntries(readable.map((spec) => [spec.key, { patterns: valuePatterns(spec) }]));
  const scopeName = `argocd.${name}`;
  const information = 'Made from the catalogue of annotations by "npm run generate".';
  const content = { information_for_contributors: information, scopeName, injectionSelector, patterns, repository };
  return [`syntaxes/${name}.tmLanguage.json`, JSON.stringify(content)];
}

/** Keys inside a string: `\G` says that the grammar of the language has just opened it, and a colon follows. */
function stringKeys(): readonly Pattern[] {
  const patternOf = (keys: readonly string[], name: string): Pattern => ({
    match: String.raw`\G(?:(?<!["'])${eitherOf(keys)}(?=[\t ]*:\s)|(?<=["'])${eitherOf(keys)}(?=["'][\t ]*:))`,
    name,
  });
  return [patternOf(rightKeys(), keyName), patternOf(wrongKeys(), wrongKeyName)];
}

/** A whole value inside a string, on the line of its key. */
function stringValue(spec: Annotation): Pattern {
  // The repetitions are limited: looking back any distance from every string would make long lines slow.
  const key = String.raw`(?:^|[\s{,"'])${escaped(spec.key)}["']?[\t ]{0,9}:`;
  const head = String.raw`\G(?<=${key}[\t ]{0,9}(?:[&!]\S{0,30}[\t ]{1,9}){0,2}["']?)`;
  const quoted = String.raw`(?<=["'])([${letters},]+)(?=["'])`;
  const items = itemsOf(spec);
  return { match: `${head}(?:${quoted}|(?<=[ \\t])${plainValue(spec)})`, captures: { 1: items, 2: items } };
}

function unquotedKeys(): readonly Pattern[] {
  const patternOf = (keys: readonly string[], name: string): Pattern => ({
    match: String.raw`(?!\A)(?<![^\s{,])${eitherOf(keys)}(?=[\t ]*:\s)`,
    name: `entity.name.tag.yaml ${name}`,
  });
  return [patternOf(rightKeys(), keyName), patternOf(wrongKeys(), wrongKeyName)];
}

/** A key together with its value, because no rule of the language's grammar connects the two. */
function unquotedPair(spec: Annotation): Pattern {
  return {
    match: String.raw`(?!\A)(?<![^\s{,])(${escaped(spec.key)})[\t ]*(:)[\t ]+${plainValue(spec)}`,
    captures: {
      1: { name: `entity.name.tag.yaml ${keyName}` },
      2: { name: "punctuation.separator.key-value.mapping.yaml" },
      3: { ...itemsOf(spec), name: "string.unquoted.plain.out.yaml" },
    },
  };
}

/** A whole unquoted value, captured: alone on its line, or an entry of a flow mapping. */
function plainValue(spec: Annotation): string {
  // An unquoted number is not a string. Whether that is wrong depends on the use of the file, so it keeps its colour.
  const other = spec.value.type === "integer" ? `null|Null|NULL|${integer}` : "null|Null|NULL";
  const start = String.raw`(?!(?:${other})(?:[\t ]*[,}]|[\t ]*$|[\t ]+#))`;
  const upTo = (inside: string, end: string): string => `${plainStart}(?:[${inside}]*${plainEnd})?${end}`;
  return `${start}(${upTo(`${letters},`, lineEnd)}|${upTo(letters, flowEnd)})`;
}

function itemsOf(spec: Annotation): Pattern {
  return { patterns: [{ include: `#${spec.key}` }] };
}

/** The parts of a value; every pattern matches a whole item, so that none starts inside another. */
function valuePatterns({ value }: Annotation): readonly Pattern[] {
  if (value.type === "list") return listPatterns(value);
  return [
    { match: String.raw`(?<=["'])${integer}$`, name: "constant.numeric.wave.argocd" },
    { match: ".+", name: "invalid.illegal.wave.argocd" },
  ];
}

function listPatterns(list: ListValue): readonly Pattern[] {
  const slug = list.itemName.toLowerCase().replaceAll(" ", "-");
  const known = anyOf(list.items.map(({ value }) => value));
  const wrong = `invalid.illegal.${slug}.argocd`;
  const isOptions = list.items.some(({ value }) => value.includes("="));
  const names = [...new Set(list.items.map(({ value }) => nameOf(value)))];
  const settings = [...new Set(list.items.map(({ value }) => value.slice(value.indexOf("=") + 1)))];
  const separator = { match: ",", name: "punctuation.separator.list.argocd" };
  if (!isOptions) {
    const right = { match: known + itemEnd, name: `constant.language.${slug}.argocd` };
    return [separator, right, { match: anyItem, name: wrong }];
  }
  return [
    separator,
    {
      match: `(?=${known}${itemEnd})(?:(${anyOf(names)})(=))?(${anyOf(settings)})(?![^,\\s])`,
      captures: {
        1: { name: `variable.parameter.${slug}.argocd` },
        2: { name: "keyword.operator.assignment.argocd" },
        3: { name: `constant.language.${slug}.argocd` },
      },
    },
    { match: `(?i:${anyOf(wrongOptions(list))})${itemEnd}`, name: wrong },
    // Other versions of Argo CD may know an option that is unknown here, so it keeps its colour.
    { match: anyItem },
  ];
}

/** Options that are wrong in any case: common mistakes, and their own spelling after the right case is excluded. */
function wrongOptions({ items }: ListValue): readonly string[] {
  const protectingNames = items.filter(({ protects }) => protects === true).map(({ value }) => nameOf(value));
  return items.flatMap(({ value, protects, mistakenFor = [] }) => {
    // `Prune=True` means the same as `Prune=true`: Argo CD looks only for values that protect.
    const isHarmless = protects !== true && protectingNames.includes(nameOf(value));
    return isHarmless ? mistakenFor : [value, ...mistakenFor];
  });
}

function nameOf(option: string): string {
  return option.split("=", 1)[0] ?? option;
}

/** The keys that are read, as regular expressions. */
function rightKeys(): readonly string[] {
  return catalogue.map(({ key }) => keyExpression(keyParts(key)));
}

function keyExpression(parts: readonly KeyPart[]): string {
  return parts.map(partExpression).join("");
}

function partExpression(part: KeyPart): string {
  if (part.type === "text") return escaped(part.text);
  return part.type === "name" ? String.raw`[\w.-]+` : `(?:${keyExpression(part.parts)})?`;
}

function wrongKeys(): readonly string[] {
  return catalogue.flatMap(({ mistakenFor = [] }) => mistakenFor.map(escaped));
}

function anyOf(texts: readonly string[]): string {
  return eitherOf(texts.map(escaped));
}

function eitherOf(expressions: readonly string[]): string {
  return `(?:${expressions.join("|")})`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

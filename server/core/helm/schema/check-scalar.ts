import type { MapValue } from "../value/value.ts";
import { type Check, matchesPattern, patternOf } from "./check.ts";
import { numberAt } from "./schema.ts";
import { refused, type Site, together, type Verdict } from "./verdict.ts";

/** What a schema says of a string. Mirrors `strValidate` in validator.go of jsonschema. */
export function checkText(schema: MapValue, site: Site<string>, check: Check): Verdict {
  const { value } = site;
  const [least, most] = [numberAt(schema, "minLength"), numberAt(schema, "maxLength")];
  const length = least === undefined && most === undefined ? 0 : Array.from(value).length;
  return together([
    least !== undefined && length < least ? refused(site, tooShort(least)) : "fits",
    most !== undefined && length > most ? refused(site, `it must have at most ${characters(most)}`) : "fits",
    checkPattern(schema, site, check),
    checkFormat(schema, site, check),
  ]);
}

function tooShort(least: number): string {
  return least === 1 ? "it must not be empty" : `it must have at least ${characters(least)}`;
}

function characters(count: number): string {
  return count === 1 ? "1 character" : `${count} characters`;
}

function checkPattern(schema: MapValue, site: Site<string>, check: Check): Verdict {
  const expression = schema.entries.get("pattern");
  if (typeof expression !== "string") return "fits";
  const matches = matchesPattern(expression, site.value, check);
  if (matches === undefined) return "unknown";
  return matches ? "fits" : refused(site, `it must match the expression "${expression}"`);
}

/** The formats that Helm asks for in older schemas. Mirrors `formats` in format.go of jsonschema. */
const formats: readonly string[] = [
  ...["json-pointer", "relative-json-pointer", "uuid", "duration", "period", "ipv4", "ipv6", "hostname", "email"],
  ...["date", "time", "date-time", "uri", "iri", "uri-reference", "iri-reference", "uri-template", "semver"],
];

function checkFormat(schema: MapValue, site: Site<string>, check: Check): Verdict {
  const format = schema.entries.get("format");
  if (check.schema.draft >= 2019 || typeof format !== "string") return "fits";
  if (format === "regex" && patternOf(site.value, check) === undefined) {
    return refused(site, "it is not a regular expression of Go");
  }
  if (["uri", "iri"].includes(format) && !/^[a-z][a-z0-9+.-]*:/i.test(site.value)) {
    return refused(site, 'it must be an address such as "https://example.com"');
  }
  return formats.includes(format) ? "unknown" : "fits";
}

/** What a schema says of a number. Mirrors `numValidate` in validator.go of jsonschema. */
export function checkNumber(schema: MapValue, site: Site<number | bigint>): Verdict {
  const { value } = site;
  const [least, most] = [numberAt(schema, "minimum"), numberAt(schema, "maximum")];
  // In the oldest schemas they say that the other limit does not belong to it.
  const isOpenAt = (key: string): boolean => schema.entries.get(key) === true;
  const [above, below] = [
    isOpenAt("exclusiveMinimum") ? least : numberAt(schema, "exclusiveMinimum"),
    isOpenAt("exclusiveMaximum") ? most : numberAt(schema, "exclusiveMaximum"),
  ];
  return together([
    above !== undefined && value <= above ? refused(site, `it must be more than ${above}`) : "fits",
    below !== undefined && value >= below ? refused(site, `it must be less than ${below}`) : "fits",
    least !== undefined && value < least ? refused(site, `it must be at least ${least}`) : "fits",
    most !== undefined && value > most ? refused(site, `it must be at most ${most}`) : "fits",
    checkMultiple(numberAt(schema, "multipleOf"), site),
  ]);
}

/** Fractions have no remainder that a computer could trust. */
function checkMultiple(factor: number | undefined, site: Site<number | bigint>): Verdict {
  const value = Number(site.value);
  if (factor === undefined) return "fits";
  if (!Number.isSafeInteger(factor) || !Number.isSafeInteger(value) || factor === 0) return "unknown";
  return value % factor === 0 ? "fits" : refused(site, `it must be a multiple of ${factor}`);
}

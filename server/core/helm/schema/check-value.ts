import { isList, isMap, type MapValue, plain, type Value } from "../value/value.ts";
import { checkCases } from "./check-cases.ts";
import { checkList } from "./check-list.ts";
import { checkMap } from "./check-map.ts";
import { checkNumber, checkText } from "./check-scalar.ts";
import { type Check, isNumber, isOpen, isSameJson, isSpent } from "./check.ts";
import { listAt, referenced } from "./schema.ts";
import { isRefusal, refused, type Site, together, type Verdict } from "./verdict.ts";
import { choiceOf, shownActual, typeName } from "./words.ts";

/**
 * What a part of a schema says of a value. What is not known of either, such as a keyword that is not followed here, is never a reason
 * to refuse it. Mirrors `validate` in validator.go of santhosh-tekuri/jsonschema, which Helm uses.
 */
export function checkValue(schema: Value, site: Site, check: Check): Verdict {
  if (schema === true) return "fits";
  if (schema === false) return refused(site, "no value is allowed here");
  if (!isMap(schema) || isSpent(check)) return "unknown";
  if (schema.entries.size === 0) return "fits";
  check.depth += 1;
  const verdict = checkWhole(schema, { ...site, value: plain(site.value) }, check);
  check.depth -= 1;
  return verdict;
}

/** Parts that say something about a value, and are not followed here. */
const unfollowed: readonly string[] = ["$dynamicRef", "$recursiveRef", "unevaluatedProperties", "unevaluatedItems"];

function checkWhole(schema: MapValue, site: Site, check: Check): Verdict {
  const { entries } = schema;
  const { value } = site;
  const reference = entries.get("$ref");
  const referred = typeof reference === "string" ? checkReference(reference, site, check) : "fits";
  // What stands beside a reference counts for nothing in older schemas.
  if (typeof reference === "string" && check.schema.draft < 2019) return referred;
  const basic = isOpen(value) ? "unknown" : checkBasics(schema, site, check);
  if (isRefusal(basic)) return basic;
  const rest = check.schema.draft >= 2019 && unfollowed.some((key) => entries.has(key)) ? "unknown" : "fits";
  return together([referred, basic, rest, checkKind(schema, site, check), checkCases(schema, site, check, checkValue)]);
}

function checkReference(reference: string, site: Site, check: Check): Verdict {
  const schema = referenced(check.schema, reference);
  return schema === undefined ? "unknown" : checkValue(schema, site, check);
}

/** Its type and the values that it may have. */
function checkBasics(schema: MapValue, site: Site, check: Check): Verdict {
  const { value } = site;
  const type = schema.entries.get("type");
  const types =
    typeof type === "string" ? [type] : (listAt(schema, "type") ?? []).filter((it) => typeof it === "string");
  if (types.length > 0 && !types.some((it) => isOfType(value, it))) {
    return refused(site, `it must be ${choiceOf(types.map(typeName))}, not ${shownActual(value)}`);
  }
  const constant = check.schema.draft >= 6 ? schema.entries.get("const") : undefined;
  const choices = listAt(schema, "enum");
  return together([
    constant === undefined ? "fits" : checkChoice([constant], site, check),
    choices === undefined ? "fits" : checkChoice(choices, site, check),
  ]);
}

function checkChoice(choices: readonly Value[], site: Site, check: Check): Verdict {
  let verdict: Verdict = refused(site, `it must be ${choiceOf(choices)}`);
  for (const choice of choices) {
    const same = isSameJson(site.value, choice, check);
    if (same === true) return "fits";
    if (same === undefined) verdict = "unknown";
  }
  return verdict;
}

function isOfType(value: Value, type: string): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return isList(value);
    case "object":
      return isMap(value);
    case "integer":
      return typeof value === "bigint" || Number.isInteger(value);
    case "number":
      return isNumber(value);
    default:
      return typeof value === type;
  }
}

/** What only some kinds of values can be asked. */
function checkKind(schema: MapValue, site: Site, check: Check): Verdict {
  const { value } = site;
  if (isOpen(value)) return "unknown";
  if (isMap(value)) return checkMap(schema, { ...site, value }, check, checkValue);
  if (isList(value)) return checkList(schema, { ...site, value }, check, checkValue);
  if (isNumber(value)) return checkNumber(schema, { ...site, value });
  return typeof value === "string" ? checkText(schema, { ...site, value }, check) : "fits";
}

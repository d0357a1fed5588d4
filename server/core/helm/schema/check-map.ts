import { isList, isMap, type MapValue, type Value } from "../value/value.ts";
import type { CheckValue } from "./check-cases.ts";
import { type Check, matchesPattern } from "./check.ts";
import { entriesAt, numberAt, textsAt } from "./schema.ts";
import { refused, type Site, together, type Verdict } from "./verdict.ts";
import { missingWords } from "./words.ts";

/** What a schema says of a map. Mirrors `objValidate` in validator.go of jsonschema. */
export function checkMap(schema: MapValue, site: Site<MapValue>, check: Check, checkValue: CheckValue): Verdict {
  const { entries } = site.value;
  const { draft } = check.schema;
  const [least, most] = [numberAt(schema, "minProperties"), numberAt(schema, "maxProperties")];
  const names = draft >= 6 ? schema.entries.get("propertyNames") : undefined;
  return together([
    least !== undefined && entries.size < least ? refused(site, `it must have at least ${least} entries`) : "fits",
    most !== undefined && entries.size > most ? refused(site, `it must have at most ${most} entries`) : "fits",
    lacking(textsAt(schema, "required"), site),
    ...[...entries].map(([key, value]) => {
      const place = site.value.places.get(key) ?? site.place;
      return checkEntry(schema, { value, place, step: key, outer: site }, check, checkValue);
    }),
    ...(names === undefined ? [] : [...entries.keys()].map((key) => checkName(names, key, site, check, checkValue))),
    ...checkDependencies(schema, site, check, checkValue),
  ]);
}

function lacking(required: readonly string[], site: Site<MapValue>): Verdict {
  const missing = required.filter((key) => !site.value.entries.has(key));
  return missing.length === 0 ? "fits" : refused(site, missingWords(missing));
}

function checkEntry(schema: MapValue, site: Site & { readonly step: string }, check: Check, ask: CheckValue): Verdict {
  const own = entriesAt(schema, "properties").get(site.step);
  const verdicts: Verdict[] = own === undefined ? [] : [ask(own, site, check)];
  let isNamed: boolean | undefined = own !== undefined;
  for (const [expression, part] of entriesAt(schema, "patternProperties")) {
    const matches = matchesPattern(expression, site.step, check);
    if (matches === undefined) verdicts.push("unknown");
    else if (matches) verdicts.push(ask(part, site, check));
    isNamed = isNamed === true ? true : matches === false ? isNamed : matches;
  }
  const others = schema.entries.get("additionalProperties");
  if (others !== undefined && isNamed === undefined) verdicts.push("unknown");
  if (others !== undefined && isNamed === false) {
    verdicts.push(others === false ? refused(site, "the schema knows no such value") : ask(others, site, check));
  }
  return together(verdicts);
}

/** A name is a string that stands where its value does. */
function checkName(names: Value, key: string, site: Site<MapValue>, check: Check, ask: CheckValue): Verdict {
  const place = site.value.places.get(key) ?? site.place;
  const verdict = ask(names, { value: key, place, step: key, outer: site }, check);
  return verdict === "fits" || verdict === "unknown"
    ? verdict
    : refused({ ...site, place, step: key, outer: site }, "its name is not allowed");
}

function checkDependencies(schema: MapValue, site: Site<MapValue>, check: Check, ask: CheckValue): readonly Verdict[] {
  const since2019 = check.schema.draft >= 2019 ? ["dependentRequired", "dependentSchemas"] : [];
  return ["dependencies", ...since2019].flatMap((keyword) =>
    [...entriesAt(schema, keyword)].map(([key, part]): Verdict => {
      if (!site.value.entries.has(key)) return "fits";
      if (isList(part))
        return lacking(
          part.filter((it) => typeof it === "string"),
          site,
        );
      return isMap(part) || typeof part === "boolean" ? ask(part, site, check) : "unknown";
    }),
  );
}

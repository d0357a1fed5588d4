import { isList, isMap, type MapValue, type Value } from "../value/value.ts";
import type { CheckValue } from "./check-cases.ts";
import { type Check, isSameJson } from "./check.ts";
import { listAt, numberAt } from "./schema.ts";
import { isRefusal, refused, type Site, together, type Verdict } from "./verdict.ts";

/** What a schema says of a list. Mirrors `arrValidate` in validator.go of jsonschema. */
export function checkList(
  schema: MapValue,
  site: Site<readonly Value[]>,
  check: Check,
  checkValue: CheckValue,
): Verdict {
  const { value, place } = site;
  const [least, most] = [numberAt(schema, "minItems"), numberAt(schema, "maxItems")];
  const ask = (part: Value, step: number): Verdict =>
    checkValue(part, { value: value[step] ?? null, place: placeIn(value[step]) ?? place, step, outer: site }, check);
  const { first, rest } = partsFor(schema, check);
  return together([
    least !== undefined && value.length < least ? refused(site, `it must have at least ${least} items`) : "fits",
    most !== undefined && value.length > most ? refused(site, `it must have at most ${most} items`) : "fits",
    schema.entries.get("uniqueItems") === true ? checkUnique(site, check) : "fits",
    ...value.map((_, step): Verdict => {
      const part = first[step] ?? rest;
      return part === undefined ? "fits" : ask(part, step);
    }),
    checkContains(schema, site, check, ask),
  ]);
}

/** An item that is a map stands where the first of its entries does. */
function placeIn(item: Value | undefined): Site["place"] {
  if (item === undefined || !isMap(item)) return undefined;
  const [place] = item.places.values();
  return place;
}

/** The parts for the first items, one each, and that for all others. */
function partsFor(schema: MapValue, check: Check): { readonly first: readonly Value[]; readonly rest?: Value } {
  const items = schema.entries.get("items");
  const first = check.schema.draft >= 2020 ? (listAt(schema, "prefixItems") ?? []) : items;
  if (first !== undefined && isList(first)) {
    const rest = check.schema.draft >= 2020 ? items : schema.entries.get("additionalItems");
    return rest === undefined ? { first } : { first, rest };
  }
  return items === undefined ? { first: [] } : { first: [], rest: items };
}

function checkUnique(site: Site<readonly Value[]>, check: Check): Verdict {
  let verdict: Verdict = "fits";
  for (const [index, item] of site.value.entries()) {
    for (let before = 0; before < index; before++) {
      const same = isSameJson(item, site.value[before] ?? null, check);
      if (same === true) return refused(site, "it must not have the same item twice");
      if (same === undefined) verdict = "unknown";
      if (check.budget.left < 0) return "unknown";
    }
  }
  return verdict;
}

function checkContains(
  schema: MapValue,
  site: Site<readonly Value[]>,
  check: Check,
  ask: (part: Value, step: number) => Verdict,
): Verdict {
  const part = check.schema.draft >= 6 ? schema.entries.get("contains") : undefined;
  if (part === undefined) return "fits";
  const verdicts = site.value.map((_, step) => ask(part, step));
  const since2019 = check.schema.draft >= 2019;
  const least = (since2019 ? numberAt(schema, "minContains") : undefined) ?? 1;
  const most = (since2019 ? numberAt(schema, "maxContains") : undefined) ?? Infinity;
  const fitting = verdicts.filter((verdict) => verdict === "fits").length;
  const possible = verdicts.filter((verdict) => !isRefusal(verdict)).length;
  if (possible < least) return refused(site, "it lacks an item that must be in it");
  if (fitting > most) return refused(site, `it must have at most ${most} items of one form`);
  return fitting >= least && possible <= most ? "fits" : "unknown";
}

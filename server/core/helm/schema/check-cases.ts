import type { MapValue, Value } from "../value/value.ts";
import type { Check } from "./check.ts";
import { listAt } from "./schema.ts";
import { isRefusal, refused, type SchemaProblem, type Site, together, type Verdict } from "./verdict.ts";

/** Asks a part of a schema about a value. */
export type CheckValue = (schema: Value, site: Site, check: Check) => Verdict;

/** The parts that choose between others. Mirrors `condValidate` in validator.go of jsonschema. */
export function checkCases(schema: MapValue, site: Site, check: Check, checkValue: CheckValue): Verdict {
  const ask = (part: Value): Verdict => checkValue(part, site, check);
  const [any, one] = [listAt(schema, "anyOf"), listAt(schema, "oneOf")];
  const not = schema.entries.get("not");
  return together([
    ...(listAt(schema, "allOf") ?? []).map(ask),
    not === undefined ? "fits" : opposite(ask(not), site),
    any === undefined ? "fits" : anyOf(any, ask, site),
    one === undefined ? "fits" : oneOf(one, ask, site),
    check.schema.draft < 7 ? "fits" : ifThen(schema, ask),
  ]);
}

function opposite(verdict: Verdict, site: Site): Verdict {
  if (verdict === "fits") return refused(site, "it has a form that is ruled out");
  return verdict === "unknown" ? "unknown" : "fits";
}

function anyOf(parts: readonly Value[], ask: (part: Value) => Verdict, site: Site): Verdict {
  const verdicts: Verdict[] = [];
  for (const part of parts) {
    const verdict = ask(part);
    if (verdict === "fits") return "fits";
    verdicts.push(verdict);
  }
  return verdicts.includes("unknown") ? "unknown" : noneOf(verdicts.filter(isRefusal), site);
}

function oneOf(parts: readonly Value[], ask: (part: Value) => Verdict, site: Site): Verdict {
  const verdicts = parts.map(ask);
  const fitting = verdicts.filter((verdict) => verdict === "fits").length;
  if (fitting > 1) return refused(site, "it has several of the forms that are allowed, and must have exactly one");
  if (verdicts.includes("unknown")) return "unknown";
  return fitting === 1 ? "fits" : noneOf(verdicts.filter(isRefusal), site);
}

/** Says why no form fits, where that can be said in a few words. */
function noneOf(refusals: readonly (readonly SchemaProblem[])[], site: Site): Verdict {
  const wrongs = new Set(
    refusals.map(([problem, second]) =>
      second === undefined && problem?.place === site.place ? problem?.wrong : undefined,
    ),
  );
  const [first] = wrongs;
  if (refusals.length === 1 && refusals[0] !== undefined) return refusals[0];
  const known = [...wrongs].filter((wrong) => wrong !== undefined);
  return wrongs.size === known.length && known.length <= 3 && first !== undefined
    ? refused(site, known.join(", or "))
    : refused(site, "it has none of the forms that are allowed");
}

function ifThen({ entries }: MapValue, ask: (part: Value) => Verdict): Verdict {
  const condition = entries.get("if");
  if (condition === undefined) return "fits";
  const verdict = ask(condition);
  const [then, otherwise] = [entries.get("then") ?? true, entries.get("else") ?? true];
  if (verdict === "unknown") return then === true && otherwise === true ? "fits" : "unknown";
  return ask(verdict === "fits" ? then : otherwise);
}

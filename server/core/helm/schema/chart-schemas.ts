import type { Chart } from "../chart/chart.ts";
import { mapsAt, textAt } from "../chart/metadata.ts";
import { derive } from "../../memo.ts";
import type { Source } from "../template/node.ts";
import { isMap, type MapValue, type Unknown } from "../value/value.ts";
import { isNotYaml } from "../yaml/read-yaml.ts";
import { checkValue } from "./check-value.ts";
import { type Check, newBudget } from "./check.ts";
import { metaSchema } from "./meta-schema.ts";
import { readSchema, type Schema } from "./schema.ts";
import { isRefusal, type SchemaProblem, type Site } from "./verdict.ts";

/** That Helm renders nothing of a chart because of the schema of its values, or of that of a chart inside it. */
export interface SchemaRefusal {
  readonly schema: Source;
  /** The name of the chart whose schema it is, and whether that is the outermost one. */
  readonly chart: string;
  readonly isOutermost: boolean;
  /** What the schema does not allow; a text where it is no schema, so that no values would do. */
  readonly because: SchemaProblem | string;
}

/** How many of them are told. */
const mostRefusals = 20;

/**
 * What the schemas of a chart and of those in it refuse; nothing where that cannot be known.
 * Mirrors `ValidateAgainstSchema` in pkg/chart/common/util/jsonschema.go of Helm.
 */
export function schemaRefusals(chart: Chart, values: MapValue): readonly SchemaRefusal[] {
  const site = { value: values, place: undefined, step: "", outer: undefined };
  return refusalsIn(chart, site, newBudget(), "outermost").slice(0, mostRefusals);
}

function refusalsIn(
  chart: Chart,
  site: Site<MapValue>,
  budget: Check["budget"],
  which: "outermost" | "inner",
): readonly SchemaRefusal[] {
  const { schema: source } = chart;
  const { places } = site.value;
  const because =
    source === undefined || importsFromMissing(chart) ? [] : refusalsBy(source, withoutMissing(chart, site), budget);
  const own = because.flatMap((it) =>
    source === undefined
      ? []
      : [{ schema: source, chart: chart.name, isOutermost: which === "outermost", because: it }],
  );
  const inner = chart.dependencies.flatMap((dependency) => {
    const value = site.value.entries.get(dependency.name) ?? null;
    const place = places.get(dependency.name) ?? site.place;
    return isMap(value)
      ? refusalsIn(dependency, { value, place, step: dependency.name, outer: site }, budget, "inner")
      : [];
  });
  return [...own, ...inner];
}

/** What a chart that is not here would set in the values of the one that names it. */
function importsFromMissing({ missing, metadata }: Chart): boolean {
  return mapsAt(metadata, "dependencies").some(
    (one) => one.entries.has("import-values") && missing.some(({ name }) => name === textAt(one, "name")),
  );
}

/** The values of charts that are not here are not known. */
function withoutMissing({ missing }: Chart, site: Site<MapValue>): Site {
  if (missing.length === 0) return site;
  const { entries, places } = site.value;
  const unknown: Unknown = { kind: "unknown", id: 0, reason: "the values of a chart that is not here" };
  const known = new Map([...entries, ...missing.map(({ name }) => [name, unknown] as const)]);
  return { ...site, value: { kind: "map", entries: known, places } };
}

function refusalsBy(source: Source, site: Site, budget: Check["budget"]): readonly SchemaRefusal["because"][] {
  const broken = derive(source, whyNoSchema);
  if (broken !== undefined) return [broken];
  const schema = readSchema(source);
  if (schema === undefined || isNotYaml(schema)) return [];
  const verdict = checkValue(schema.root, site, newCheck(schema, budget));
  return isRefusal(verdict) ? verdict : [];
}

function newCheck(schema: Schema, budget: Check["budget"]): Check {
  return { schema, patterns: new Map(), budget, depth: 0 };
}

/** A clause; `undefined` where it is one, or where nobody can tell. */
function whyNoSchema(source: Source): string | undefined {
  const schema = readSchema(source);
  if (schema === undefined) return undefined;
  if (isNotYaml(schema)) return "it is not valid JSON";
  const site = { value: schema.root, place: undefined, step: "", outer: undefined };
  const verdict = checkValue(metaSchema(schema.draft).root, site, newCheck(metaSchema(schema.draft), newBudget()));
  const [problem] = isRefusal(verdict) ? verdict : [];
  if (problem === undefined) return undefined;
  return problem.path === "" ? problem.wrong : `at "${problem.path}", ${problem.wrong}`;
}

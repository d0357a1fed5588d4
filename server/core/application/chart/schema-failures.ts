import type { RenderedChart } from "../../helm/chart/render-chart.ts";
import type { SchemaRefusal } from "../../helm/schema/chart-schemas.ts";
import type { ValuePlace } from "../../helm/value/value.ts";
import type { Failure } from "../failure.ts";
import { beginningOf, type Location, locationOf } from "../location.ts";
import type { UnreadMember } from "../source-member.ts";
import { isPacked, join } from "./chart-files.ts";
import type { RenderingInput } from "./rendering.ts";

/** How many refusals of one chart are told as what is not known. */
const mostUnread = 3;

/** What the schemas of values cost. */
export interface SchemaFailures {
  /** Where the values are those of Argo CD, or no values could help. */
  readonly failures: readonly Failure[];
  /** Where others may be given. */
  readonly unread: readonly UnreadMember[];
}

/** What Helm refuses a chart for, each reason where it is written. Mirrors `ToRenderValues` in pkg/chart/common/util/values.go of Helm. */
export function schemaFailures({ refusals, packed }: RenderedChart, input: RenderingInput): SchemaFailures {
  const failures: Failure[] = [];
  const unread: UnreadMember[] = [];
  // What cannot be read may hold other values.
  const isKnown = input.valuesAre === "known" && input.own.unread.length === 0;
  for (const refusal of refusals) {
    const failure = { message: messageOf(refusal), location: locationIn(refusal, packed, input) };
    if (isKnown || typeof refusal.because === "string") failures.push(failure);
    else if (unread.length < mostUnread) {
      const reason = `${failure.message} Other values are needed than those that are known here.`;
      unread.push({ text: input.folder, location: failure.location, reason });
    }
  }
  return { failures, unread };
}

function messageOf({ chart, isOutermost, because }: SchemaRefusal): string {
  const schema = `values.schema.json of ${isOutermost ? "this chart" : `the chart "${chart}"`}`;
  if (typeof because === "string") return `Helm refuses ${schema}: ${because}.`;
  const what = because.path === "" ? "the values" : `"${because.path}"`;
  return `Helm refuses ${what}: ${because.wrong}. See ${schema}.`;
}

function locationIn(
  { schema, because }: SchemaRefusal,
  packed: RenderedChart["packed"],
  { own, folder, givenAt }: RenderingInput,
): Location {
  const isThere = (name: string): boolean => own.files.some((file) => file.name === name);
  const chartFile = beginningOf(join(folder, "Chart.yaml"));
  if (typeof because === "string" && isThere(schema.name)) return beginningOf(schema.name);
  const place = typeof because === "string" ? undefined : because.place;
  if (place !== undefined && !isPacked(place.source)) return locationOfPlace(place);
  const named = packed.find((it) => schema.name.startsWith(join(folder, it.folder)))?.place;
  if (named !== undefined && !isPacked(named.source)) return locationOfPlace(named);
  const values = join(folder, "values.yaml");
  return givenAt ?? (isThere(values) ? beginningOf(values) : chartFile);
}

/** Of what an Application gives, only the place is known, and not the text around it. */
function locationOfPlace({ source, start, end }: ValuePlace): Location {
  const { name, text } = source;
  if (text === "") return { path: name, offset: start, end };
  return locationOf({ path: name, start: 0, text }, { span: { start, end } });
}

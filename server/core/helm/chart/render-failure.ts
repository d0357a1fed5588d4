import type { TemplateFailure } from "../evaluate/failure.ts";
import type { Source } from "../template/node.ts";

/** Why a template could not be rendered: then Helm renders nothing of the chart. */
export interface RenderFailure {
  readonly message: string;
  /** What stands in the way; `undefined` where that is the chart as a whole. */
  readonly source: Source | undefined;
  /** Where in that source, as an offset from 0. */
  readonly at: number;
  /** The template that prints nothing because of it; `undefined` where it is all of them. */
  readonly template: Source | undefined;
  readonly reason: TemplateFailure["reason"];
}

/** What a failure means for a template; for all of them where it is `undefined`. */
export function failureOf({ message, origin, reason }: TemplateFailure, template: Source | undefined): RenderFailure {
  return { source: origin?.source ?? template, message, at: origin?.at ?? 0, template, reason };
}

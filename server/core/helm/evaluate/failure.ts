import type { Origin } from "../value/rendered-text.ts";

/**
 * Why a template cannot be rendered. It is thrown and caught inside of this room only, since a template may fail deep inside of others;
 * whoever has a chart rendered is told it as data.
 */
export interface TemplateFailure extends Error {
  readonly name: "TemplateFailure";
  /** Where; `undefined` until the statement that caused it is known. */
  readonly origin: Origin | undefined;
  /** `limit`: rendering took too much, so that nothing of it counts; `template`: Helm would fail as well. */
  readonly reason: "limit" | "template";
}

/** A failure to throw. */
export function templateFailure(
  message: string,
  origin?: Origin,
  reason: TemplateFailure["reason"] = "template",
): TemplateFailure {
  return Object.assign(new Error(message), { name: "TemplateFailure", origin, reason } as const);
}

/** Whether what was thrown is such a failure; anything else is a bug of ours. */
export function isTemplateFailure(error: unknown): error is TemplateFailure {
  return error instanceof Error && error.name === "TemplateFailure";
}

import type { Value, ValuePlace } from "../value/value.ts";

/** Something in values that a schema does not allow. */
export interface SchemaProblem {
  /** The keys that lead to it: `image.tags[0]`; "" for all values. */
  readonly path: string;
  /** What is wrong with it, as a clause: `it must be a string, not a list`. */
  readonly wrong: string;
  /** Where it is written, or else what it is in, as far as that is known. */
  readonly place: ValuePlace | undefined;
}

/** What a schema says of a value: that it fits, that nobody can tell, or why it does not. */
export type Verdict = "fits" | "unknown" | readonly SchemaProblem[];

/** A value with the way that leads to it. */
export interface Site<Of extends Value = Value> {
  readonly value: Of;
  /** Where it is written, or else what it is in. */
  readonly place: ValuePlace | undefined;
  /** Its key or its index in what is around it. */
  readonly step: string | number;
  /** `undefined` for all values of a chart. */
  readonly outer: Site | undefined;
}

/** A refusal of a value. */
export function refused(site: Site, wrong: string): Verdict {
  return [{ path: pathOf(site), wrong, place: site.place }];
}

/** Whether a verdict is for certain that a value does not fit. */
export function isRefusal(verdict: Verdict): verdict is readonly SchemaProblem[] {
  return verdict !== "fits" && verdict !== "unknown";
}

/** What several verdicts about one value come to, all of which have to be good. */
export function together(verdicts: readonly Verdict[]): Verdict {
  const problems = verdicts.flatMap((it) => (isRefusal(it) ? it : []));
  if (problems.length > 0) return problems;
  return verdicts.includes("unknown") ? "unknown" : "fits";
}

function pathOf(site: Site): string {
  const steps: string[] = [];
  for (let at = site; at.outer !== undefined; at = at.outer) steps.unshift(stepText(at.step));
  return steps.join("").replace(/^\./, "");
}

function stepText(step: string | number): string {
  if (typeof step === "number") return `[${step}]`;
  return /^[\w-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}

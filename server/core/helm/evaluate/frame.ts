import type { Template } from "../template/node.ts";
import type { Condition, Origin, TextWriter } from "../value/rendered-text.ts";
import type { Value, ValuePlace } from "../value/value.ts";
import { takeSteps } from "./budget.ts";
import type { Engine } from "./engine.ts";
import { templateFailure } from "./failure.ts";

/** A variable, with its `$`. */
export interface Variable {
  readonly name: string;
  value: Value;
  /** Where its value is written, as far as that is known. */
  places: readonly ValuePlace[];
}

/** One run of one template. */
export interface Frame {
  readonly engine: Engine;
  readonly template: Template;
  readonly via: Origin | undefined;
  readonly writer: TextWriter;
  /** The innermost last. */
  readonly variables: Variable[];
  condition: Condition | undefined;
  /** Where the dot is written, where a block has made it something that does not know that. */
  dotPlaces: readonly ValuePlace[];
  /** The values that the statement that runs has read. */
  reads: ValuePlace[];
}

/** How many places a variable or a dot remembers: those of a text that a loop puts together would be ever more. */
const maxPlaces = 8;

/** The places of the values that were read last. */
export function lastReads({ reads }: Frame): readonly ValuePlace[] {
  return reads.slice(-maxPlaces);
}

/** How many values one statement remembers to have read: nobody looks at more. */
const maxReads = 100;

/** Notes that the statement reads values that are written there. */
export function noteReads({ engine, reads }: Frame, places: readonly ValuePlace[]): void {
  takeSteps(engine, places.length / readsOfStep);
  for (const place of places) if (reads.length < maxReads) reads.push(place);
}

/** How many values are read in the time of a statement. */
const readsOfStep = 4;

/** Where a statement or an operand stands, with what led to it. */
export function originOf({ template, via, condition, reads }: Frame, { at }: { readonly at: number }): Origin {
  return { source: template.source, at, via, condition, values: reads };
}

/** Changes a variable that was declared before. Throws `TemplateFailure` where none was. */
export function assign(frame: Frame, name: string, value: Value, where: { readonly at: number }): void {
  const variable = variableNamed(frame, name, where);
  variable.value = value;
  variable.places = lastReads(frame);
}

/** How many variables are passed by in the time of a statement. */
const variablesOfStep = 100;

/** The innermost variable of that name, with its `$`. Throws `TemplateFailure` where there is none. */
export function variableNamed(frame: Frame, name: string, where: { readonly at: number }): Variable {
  const { variables } = frame;
  let at = variables.length - 1;
  while (at >= 0 && variables[at]?.name !== name) at--;
  // Go searches them one after another as well.
  takeSteps(frame.engine, (variables.length - at) / variablesOfStep);
  const found = variables[at];
  if (found === undefined) throw templateFailure(`undefined variable ${JSON.stringify(name)}`, originOf(frame, where));
  return found;
}

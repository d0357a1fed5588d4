import type { Template } from "../template/node.ts";
import type { Condition, Origin, TextWriter } from "../value/rendered-text.ts";
import type { Value, ValuePlace } from "../value/value.ts";
import type { Engine } from "./engine.ts";
import { templateFailure } from "./failure.ts";

/** One run of one template. */
export interface Frame {
  readonly engine: Engine;
  readonly template: Template;
  readonly via: Origin | undefined;
  readonly writer: TextWriter;
  /** The innermost last. */
  readonly variables: { readonly name: string; value: Value }[];
  condition: Condition | undefined;
  /** The values that the statement that runs has read. */
  reads: ValuePlace[];
}

/** Where a statement or an operand stands, with what led to it. */
export function originOf({ template, via, condition, reads }: Frame, { at }: { readonly at: number }): Origin {
  return { source: template.source, at, via, condition, values: reads };
}

/** Changes a variable that was declared before. Throws `TemplateFailure` where none was. */
export function assign(frame: Frame, name: string, value: Value, where: { readonly at: number }): void {
  variableNamed(frame, name, where).value = value;
}

/** The innermost variable of that name, with its `$`. Throws `TemplateFailure` where there is none. */
export function variableNamed(frame: Frame, name: string, where: { readonly at: number }): { value: Value } {
  const found = frame.variables.findLast((one) => one.name === name);
  if (found === undefined) throw templateFailure(`undefined variable ${JSON.stringify(name)}`, originOf(frame, where));
  return found;
}

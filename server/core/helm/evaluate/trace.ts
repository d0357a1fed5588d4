import type { Template } from "../template/node.ts";
import type { MapValue } from "../value/value.ts";

/** What was found under a name: the body of a template, `none`, or `several` where `tpl` changed that meanwhile. */
export type Found = Template["body"] | "none" | "several";

/** What a template that is rendered depends on besides its data, and what it does besides printing. */
export interface Trace {
  /** The names of templates that it asked for, with what was found. */
  readonly asked: Map<string, Found>;
  /** The entries of the maps that it changed. */
  readonly changed: Set<MapValue["entries"]>;
}

/** The trace of a template that has not begun. */
export function newTrace(): Trace {
  return { asked: new Map(), changed: new Set() };
}

/** What there is of a template by its name. */
export function foundOf(template: Template | undefined): Found {
  return template === undefined ? "none" : template.body;
}

/** Notes that a template was asked for. */
export function noteAsked({ asked }: Trace, name: string, template: Template | undefined): void {
  const [found, before] = [foundOf(template), asked.get(name)];
  asked.set(name, before === undefined || before === found ? found : "several");
}

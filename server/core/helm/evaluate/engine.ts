import type { Template } from "../template/node.ts";
import { parseTemplate } from "../template/parse.ts";
import { type Condition, type Origin, type RenderedText, withoutWord } from "../value/rendered-text.ts";
import type { Unknown, Value } from "../value/value.ts";
import { isTemplateFailure, templateFailure, type TemplateFailure } from "./failure.ts";
import type { FunctionTable } from "./function-table.ts";
import { runBody } from "./statements.ts";

/** What Go prints for a value that is not there, and Helm removes from what a template prints. */
export const noValue = "<no value>";

/** How much one rendering may take before it is given up. */
export interface Limits {
  /** How many statements are run. */
  readonly steps: number;
  /** How many characters are written, those of templates inside of others included. */
  readonly characters: number;
  /** How deep templates call each other. */
  readonly depth: number;
}

/** Far more than the largest charts need: 100,000 steps and 5,000,000 characters. */
export const usualLimits: Limits = { steps: 5_000_000, characters: 50_000_000, depth: 200 };

/** One rendering of a chart. It changes while templates run. */
export interface Engine {
  readonly templates: Map<string, Template>;
  readonly functions: FunctionTable;
  readonly limits: Limits;
  /** What `lookup` and the API versions of a cluster are: nobody knows them, or as `helm template` has them. */
  readonly cluster: "unknown" | "none";
  readonly unknowns: Unknown[];
  /** Failures in branches that may not be taken. */
  readonly suppressed: TemplateFailure[];
  /** Texts that `tpl` was given, parsed. */
  readonly parsed: Map<string, ReturnType<typeof parseTemplate>>;
  steps: number;
  characters: number;
  depth: number;
}

/** An engine that has run nothing yet. `templates` is changed by `tpl` and put back. */
export function createEngine(
  templates: Map<string, Template>,
  functions: FunctionTable,
  cluster: Engine["cluster"],
  limits: Limits = usualLimits,
): Engine {
  const rest = { unknowns: [], suppressed: [], parsed: new Map(), steps: 0, characters: 0, depth: 0 };
  return { templates, functions, limits, cluster, ...rest };
}

/** A value that nobody can know. */
export function makeUnknown({ unknowns }: Engine, reason: string): Unknown {
  const unknown: Unknown = { kind: "unknown", id: unknowns.length, reason };
  unknowns.push(unknown);
  return unknown;
}

/** Renders a file of a chart, as Helm prints it. Throws `TemplateFailure`. */
export function renderFile(engine: Engine, name: string, data: Value): RenderedText {
  engine.depth = 0;
  return withoutWord(renderTemplate(engine, name, data, {}), noValue);
}

/** What has a template rendered. */
export interface Caller {
  readonly via?: Origin | undefined;
  readonly condition?: Condition | undefined;
}

/** Renders a named template. Throws `TemplateFailure`. */
export function renderTemplate(engine: Engine, name: string, data: Value, caller: Caller): RenderedText {
  const template = engine.templates.get(name);
  if (template === undefined) throw templateFailure(`no template ${JSON.stringify(name)}`, caller.via);
  return renderBody(engine, template, data, caller);
}

function renderBody(engine: Engine, template: Template, data: Value, caller: Caller): RenderedText {
  if (engine.depth >= engine.limits.depth) {
    throw templateFailure("Templates are nested too deeply.", caller.via, "limit");
  }
  engine.depth++;
  try {
    return runBody(engine, template, data, caller);
  } finally {
    engine.depth--;
  }
}

/**
 * Renders a text that is a template, as the function `tpl` does: it may use all templates, and define some for itself.
 * Mirrors `tplFun` in pkg/engine/engine.go of Helm. Throws `TemplateFailure`.
 */
export function renderText(engine: Engine, text: string, data: Value, caller: Caller): RenderedText {
  const { templates, parsed } = engine;
  const template = parsed.get(text) ?? parseTemplate({ name: "tpl", text });
  parsed.set(text, template);
  const [problem] = template.problems;
  if (problem !== undefined) throw templateFailure(`cannot parse template: ${problem.message}`, caller.via);
  const before = template.defined.map(({ name }) => [name, templates.get(name)] as const);
  for (const one of template.defined) templates.set(one.name, one);
  try {
    return withoutWord(renderBody(engine, template.main, data, caller), noValue);
  } finally {
    for (const [name, one] of before) {
      if (one === undefined) templates.delete(name);
      else templates.set(name, one);
    }
  }
}

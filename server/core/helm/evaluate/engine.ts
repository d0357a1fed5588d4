import { sourceOf, type Template } from "../template/node.ts";
import { parseTemplate } from "../template/parse.ts";
import { type Condition, type Origin, type RenderedText, textWriter, withoutWord } from "../value/rendered-text.ts";
import { markerOf } from "../value/print.ts";
import type { Unknown, Value } from "../value/value.ts";
import { type Spent, takeLevel, takeSteps } from "./budget.ts";
import { templateFailure } from "./failure.ts";
import type { FunctionTable } from "./function-table.ts";
import { newTrace, noteAsked, type Trace } from "./trace.ts";

/** What Go prints for a value that is not there, and Helm removes from what a template prints. */
export const noValue = "<no value>";

/** One rendering of a chart. It changes while templates run. */
export interface Engine extends Spent {
  readonly templates: Map<string, Template>;
  readonly functions: FunctionTable;
  /** Runs the body of a template. Throws `TemplateFailure`. */
  readonly runBody: (engine: Engine, template: Template, data: Value, caller: Caller) => RenderedText;
  /** Charts that define templates are not here, so that a template that is not defined may be in one of them. */
  readonly lacksCharts: boolean;
  readonly unknowns: Unknown[];
  /** Texts that `tpl` was given, parsed. */
  readonly parsed: Map<string, ReturnType<typeof parseTemplate>>;
  /** That of the file that is rendered. */
  trace: Trace;
}

/** An engine that has run nothing yet. `templates` is changed by `tpl` and put back. */
export function createEngine(
  parts: Pick<Engine, "templates" | "functions" | "runBody" | "limits" | "lacksCharts" | "unknowns">,
): Engine {
  return { ...parts, parsed: new Map(), trace: newTrace(), steps: 0, characters: 0, depth: 0 };
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
  noteAsked(engine.trace, name, template);
  if (template === undefined && engine.lacksCharts) return unknownText(engine, name, caller);
  if (template === undefined) throw templateFailure(`no template ${JSON.stringify(name)}`, caller.via);
  return renderBody(engine, template, data, caller);
}

/** What a template prints that is defined in a chart that is not here. */
function unknownText(engine: Engine, name: string, { via }: Caller): RenderedText {
  const writer = textWriter();
  const unknown = makeUnknown(engine, `what the template "${name}" prints, which is in a chart that is not here`);
  if (via !== undefined) writer.write(markerOf(unknown), via, "made");
  return writer.finish();
}

function renderBody(engine: Engine, template: Template, data: Value, caller: Caller): RenderedText {
  return takeLevel(engine, caller.via, () => engine.runBody(engine, template, data, caller));
}

/** How many characters of a template are parsed in the time of a statement. */
const parsedOfStep = 4;

function parsedAnew(engine: Engine, text: string): ReturnType<typeof parseTemplate> {
  takeSteps(engine, text.length / parsedOfStep);
  const template = parseTemplate(sourceOf("tpl", text));
  engine.parsed.set(text, template);
  return template;
}

/**
 * Renders a text that is a template, as the function `tpl` does: it may use all templates, and define some for itself.
 * Mirrors `tplFun` in pkg/engine/engine.go of Helm. Throws `TemplateFailure`.
 */
export function renderText(engine: Engine, text: string, data: Value, caller: Caller): RenderedText {
  const { templates, parsed } = engine;
  const template = parsed.get(text) ?? parsedAnew(engine, text);
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

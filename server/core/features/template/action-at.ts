/** An action of a template, with what it printed and what it read. */
import type { Application } from "../../application/application.ts";
import type { PrintedChart } from "../../application/chart/printed-chart.ts";
import type { Condition, Origin, RenderedText } from "../../helm/value/rendered-text.ts";
import type { Unknown, ValuePlace } from "../../helm/value/value.ts";
import { documentIndexAt, documentStart, type ManifestFile } from "../../manifest/file.ts";
import type { TemplateAction } from "../../manifest/template.ts";
import { contains, shift, type Span } from "../../text.ts";
import { chartFileAt, type ChartFile } from "./chart-file.ts";

/** An action of a template that a chart renders. */
export interface ActionOfChart {
  readonly found: ChartFile;
  /** With its braces, in offsets from the start of the file. */
  readonly span: Span;
  readonly kind: TemplateAction["kind"];
  readonly text: string;
  /** What is printed or left out together with it: the branch that it is in, as far as that is in the same document. */
  readonly branch: Span | undefined;
}

/** The action around an offset of a file, if the file is in a chart. */
export function actionAt(
  application: Application,
  fileName: string,
  file: ManifestFile,
  offset: number,
): ActionOfChart | undefined {
  const index = documentIndexAt(file, offset);
  const document = file.documents[index];
  const base = documentStart(file, index);
  const action = document?.parsed.actions.find(({ span }) => contains(span, offset - base));
  if (document === undefined || action === undefined) return undefined;
  const found = chartFileAt(application, fileName);
  if (found === undefined) return undefined;
  const { span, kind } = action;
  const branch = branchOf(document.parsed.actions, action);
  return {
    ...{ found, kind, span: shift(span, base) },
    text: document.text.slice(span.start, span.end),
    branch: branch && shift(branch, base),
  };
}

function branchOf(actions: readonly TemplateAction[], { inside }: TemplateAction): Span | undefined {
  const first = inside === undefined ? -1 : actions.findIndex((it) => it.inside === inside);
  const start = actions[first]?.span.end;
  if (inside === undefined || start === undefined) return undefined;
  const isBehind = (it: TemplateAction["inside"]): boolean =>
    it === undefined || it.depth < inside.depth || (it.depth === inside.depth && it !== inside);
  const end = actions.find((it, index) => index > first && isBehind(it.inside))?.span.start;
  return end === undefined ? undefined : { start, end };
}

/** One time that an action printed something. */
export interface Printing {
  readonly text: string;
  /** What its parts depend on; `undefined` for those that are printed in any case. */
  readonly conditions: ReadonlySet<Condition | undefined>;
  /** The values that were read for it. */
  readonly values: readonly ValuePlace[];
}

/** What a block depends on that nobody knows, if its condition is that of this action. */
export function unknownIn({ found: { chart }, span }: ActionOfChart, fileName: string): Unknown | undefined {
  for (const { text } of chart.rendered.outputs) {
    for (const { origin } of text.stretches) {
      for (let one = origin.condition; one !== undefined; one = one.outer) {
        if (one.at === span.start && chart.nameOf(one.source.name) === fileName) return one.unknown;
      }
    }
  }
  return undefined;
}

/** Every time that an action printed something, in the order of the templates and of what they print. */
export function printingsOf({ found: { chart }, span }: ActionOfChart, fileName: string): readonly Printing[] {
  const originIn = originFinder(chart, fileName, span);
  return chart.rendered.outputs.flatMap(({ text }) => printingsIn(text, originIn));
}

/** Whether anything of the branch that an action is in was printed; yes where that is not known. */
export function printsBranch({ found: { chart }, branch }: ActionOfChart, fileName: string): boolean {
  if (branch === undefined) return true;
  const originIn = originFinder(chart, fileName, branch);
  return chart.rendered.outputs.some(({ text }) => text.stretches.some(({ origin }) => originIn(origin) !== undefined));
}

type FindOrigin = (origin: Origin) => Origin | undefined;

/** Finds what in a part of a file led to a text. */
function originFinder({ nameOf }: PrintedChart, fileName: string, { start, end }: Span): FindOrigin {
  const isOwn = new Map<string, boolean>();
  return (origin) => {
    for (let one: Origin | undefined = origin; one !== undefined; one = one.via) {
      const { source, at } = one;
      if (at < start || at >= end) continue;
      const own = isOwn.get(source.name) ?? nameOf(source.name) === fileName;
      isOwn.set(source.name, own);
      if (own) return one;
    }
    return undefined;
  };
}

function printingsIn({ text, stretches }: RenderedText, originIn: FindOrigin): readonly Printing[] {
  const printings: { text: string; conditions: Set<Condition | undefined>; values: Set<ValuePlace> }[] = [];
  let before: Origin | undefined;
  for (const [index, { at, origin }] of stretches.entries()) {
    const own = originIn(origin);
    if (own !== undefined) {
      const part = text.slice(at, stretches[index + 1]?.at ?? text.length);
      const known = own === before ? printings.at(-1) : undefined;
      const last = known ?? { text: "", conditions: new Set(), values: new Set() };
      if (known === undefined) printings.push(last);
      last.text += part;
      last.conditions.add(origin.condition);
      for (const value of valuesOn(origin, own)) last.values.add(value);
    }
    before = own;
  }
  return printings.map((it) => ({ ...it, values: [...it.values] }));
}

/** What was read for a text, by the action that led to it and between. */
function* valuesOn(from: Origin, to: Origin): Iterable<ValuePlace> {
  for (let one: Origin | undefined = from; one !== undefined; one = one === to ? undefined : one.via) yield* one.values;
}

/** An action of a template, with what it printed and what it read. */
import type { Application } from "../../application/application.ts";
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
  return { found, span: shift(span, base), kind, text: document.text.slice(span.start, span.end) };
}

/** One time that an action printed something. */
export interface Printing {
  readonly text: string;
  readonly condition: Condition | undefined;
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
  const isOwn = new Map<string, boolean>();
  const originIn = (origin: Origin): Origin | undefined => {
    for (let one: Origin | undefined = origin; one !== undefined; one = one.via) {
      const { source, at } = one;
      if (at < span.start || at >= span.end) continue;
      const own = isOwn.get(source.name) ?? chart.nameOf(source.name) === fileName;
      isOwn.set(source.name, own);
      if (own) return one;
    }
    return undefined;
  };
  return chart.rendered.outputs.flatMap(({ text }) => printingsIn(text, originIn));
}

function printingsIn(
  { text, stretches }: RenderedText,
  originIn: (origin: Origin) => Origin | undefined,
): readonly Printing[] {
  const printings: Printing[] = [];
  let before: Origin | undefined;
  for (const [index, { at, origin }] of stretches.entries()) {
    const own = originIn(origin);
    if (own !== undefined) {
      const part = text.slice(at, stretches[index + 1]?.at ?? text.length);
      const last = own === before ? printings.pop() : undefined;
      const values = [...(last?.values ?? own.values), ...(origin === own ? [] : valuesOn(origin, own))];
      printings.push({ text: (last?.text ?? "") + part, condition: origin.condition, values });
    }
    before = own;
  }
  return printings;
}

/** What was read between a text and the action that led to it. */
function valuesOn(from: Origin, to: Origin): readonly ValuePlace[] {
  const values: ValuePlace[] = [];
  for (let one: Origin | undefined = from; one !== undefined && one !== to; one = one.via) {
    for (const value of one.values) values.push(value);
  }
  return values;
}

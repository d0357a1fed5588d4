/** Where what a template names is written: values, and templates that it includes. */
import { isPacked } from "../../application/chart/chart-files.ts";
import type { Application } from "../../application/application.ts";
import { type ManifestFile, textOf } from "../../manifest/file.ts";
import { contains, type Span } from "../../text.ts";
import { type ActionOfChart, actionAt, printingsOf } from "./action-at.ts";
import { innermostPlaces } from "./read-places.ts";
import { findValue, valuesNamedIn } from "./values-named.ts";

/** A part of a file, which has the name that the application gives it. */
export interface FilePlace {
  readonly fileName: string;
  /** Offsets from the start of the file. */
  readonly span: Span;
}

/** Where something is written, and what names it. */
export interface Definition extends FilePlace {
  /** What names it, in the file that was asked about. */
  readonly from: Span;
  /** `value`: the span is that of the value without its key. */
  readonly kind: "value" | "template";
}

/**
 * Where the value or the template that is named at an offset of a template is written. An action that reads a single value without
 * its whole path, as in a `range`, leads to that one.
 */
export function definitionAt(
  application: Application,
  fileName: string,
  file: ManifestFile,
  offset: number,
): Definition | undefined {
  const action = actionAt(application, fileName, file, offset);
  if (action === undefined) return undefined;
  const template = includedAt(action, offset);
  if (template !== undefined) {
    const place = placeOfTemplate(application, action, template.name);
    return place && { ...place, from: template.span, kind: "template" };
  }
  const { chart } = action.found;
  const value = valuesNamedIn(action.text, action.span.start).find(({ span }) => contains(span, offset));
  if (value !== undefined) {
    const last = Math.max(
      0,
      value.keys.findIndex(({ end }) => offset <= end),
    );
    const keys = value.keys.slice(0, last + 1);
    const from = { start: value.span.start, end: keys.at(-1)?.end ?? value.span.end };
    const { place } = findValue(
      action.found,
      keys.map(({ name }) => name),
    );
    if (place === undefined || isPacked(place.source)) return undefined;
    return { fileName: chart.nameOf(place.source.name), span: place, from, kind: "value" };
  }
  const [only, ...others] = innermostPlaces(
    printingsOf(action, fileName)
      .slice(0, 1)
      .flatMap(({ values }) => values),
  );
  if (only === undefined || others.length > 0 || isPacked(only.source)) return undefined;
  return { fileName: chart.nameOf(only.source.name), span: only, from: action.span, kind: "value" };
}

function includedAt(
  { text, span }: ActionOfChart,
  offset: number,
): { readonly name: string; readonly span: Span } | undefined {
  for (const { 0: call, 1: name = "", index } of text.matchAll(/\b(?:include|template)\s+"([^"]*)"/g)) {
    const end = span.start + index + call.length;
    const found = { name, span: { start: end - name.length - 1, end: end - 1 } };
    if (span.start + index <= offset && offset <= end) return found;
  }
  return undefined;
}

/**
 * Of several templates of one name, that of the outermost chart counts, and in one chart that of the first file. Mirrors
 * `sortTemplates` in pkg/engine/engine.go of Helm.
 */
function placeOfTemplate(
  application: Application,
  { found: { chart } }: ActionOfChart,
  name: string,
): FilePlace | undefined {
  const files = application.files
    .filter(({ name: path }) => path.startsWith(chart.folder) && /[\\/]templates[\\/]/.test(`/${path}`))
    .toSorted((one, other) => depthOf(one.name) - depthOf(other.name) || (one.name < other.name ? -1 : 1));
  for (const { name: fileName, file } of files) {
    const text = textOf(file);
    if (!text.includes(name)) continue;
    // The last one in a file counts.
    const [found] = [...text.matchAll(/\{\{-?\s*(?:define|block)\s+"([^"]*)"/g)]
      .filter((it) => it[1] === name)
      .slice(-1);
    if (found === undefined) continue;
    const end = found.index + found[0].length - 1;
    return { fileName, span: { start: end - name.length, end } };
  }
  return undefined;
}

function depthOf(path: string): number {
  return path.split(/[\\/]/).length;
}

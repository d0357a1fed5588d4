/** What an action of a template prints, and from which values. */
import { isPacked } from "../../application/chart/chart-files.ts";
import type { Application } from "../../application/application.ts";
import type { ManifestFile } from "../../manifest/file.ts";
import type { Span } from "../../text.ts";
import { inMarkdown, joinMarkdown, type Markdown } from "../plan/markdown.ts";
import { counted } from "../../counted.ts";
import { visibleLines } from "../../visible.ts";
import { type ActionOfChart, actionAt, type Printing, printingsOf, printsBranch, unknownIn } from "./action-at.ts";
import { stopSentence, withReasons } from "./chart-file.ts";
import { conditionSentence } from "./conditions.ts";
import type { FilePlace } from "./definition.ts";
import { innermostPlaces } from "./read-places.ts";
import { findValue, valuesNamedIn } from "./values-named.ts";

/** How many printings, lines of each and values are told. */
const most = { printings: 3, lines: 8, values: 8 } as const;

/** What is known of an action. */
export interface TemplateHover {
  /** The action, in offsets from the start of the file. */
  readonly span: Span;
  /** Where the values that it reads are written. */
  readonly places: readonly FilePlace[];
  /** What is said of it, as Markdown; `show` says how a place is called, where it leads to and what is written there. */
  readonly body: (show: ShowPlace) => string;
  readonly application: Application;
}

/** A place for people; `undefined` where its file is not there any more. */
export type ShowPlace = (place: FilePlace) => ShownPlace | undefined;

/** How a place is called, where a click leads, and the line that is written there. */
export interface ShownPlace {
  /** `values.yaml, line 3`. */
  readonly words: string;
  readonly uri: string;
  readonly line: string;
}

/** What the action at an offset of a file prints; `undefined` where there is none that prints or reads anything. */
export function templateHover(
  application: Application,
  fileName: string,
  file: ManifestFile,
  offset: number,
): TemplateHover | undefined {
  const action = actionAt(application, fileName, file, offset);
  if (action === undefined) return undefined;
  const named = valuesNamedIn(action.text).map(({ keys }) => keys.map(({ name }) => name));
  const isPrinting = action.kind === "output" && !/^\{\{-?\s*\//.test(action.text);
  const unknown = action.kind === "open" ? unknownIn(action, fileName) : undefined;
  if (!isPrinting && named.length === 0 && unknown === undefined) return undefined;
  const { found } = action;
  const printings = isPrinting ? printingsOf(action, fileName) : [];
  const values = named.map((keys) => ({ keys, ...findValue(found, keys) }));
  const read = [...values.flatMap(({ place }) => place ?? []), ...printings.flatMap((it) => it.values)];
  const places = innermostPlaces(read)
    .filter(({ source }) => !isPacked(source))
    .slice(0, most.values)
    .map(({ source, start, end }) => ({ fileName: found.chart.nameOf(source.name), span: { start, end } }));
  const unset = values.filter(({ state }) => state === "unset").map(({ keys }) => `.Values.${keys.join(".")}`);
  return {
    span: action.span,
    places,
    application,
    body: (show) =>
      joinMarkdown(
        [
          ...(isPrinting ? printed(application, action, fileName, printings) : []),
          ...(unknown === undefined ? [] : [inMarkdown`Whether this holds is not known here: ${unknown.reason}.`]),
          ...valueList(places, unset, show),
          ...found.chart.unreadValues.map((reason) => inMarkdown`Some values are not known: ${reason}`),
        ],
        "\n\n",
      ).markdown,
  };
}

function printed(
  application: Application,
  action: ActionOfChart,
  fileName: string,
  printings: readonly Printing[],
): readonly Markdown[] {
  const { chart, failure } = action.found;
  if (printings.length === 0) {
    if (failure !== undefined) return [inMarkdown`${stopSentence(application, chart, failure)}`];
    if (printsBranch(action, fileName)) return [inMarkdown`Prints nothing with these values.`];
    return [inMarkdown`With these values, nothing is printed of the block that this is in.`];
  }
  const { unknowns } = chart.rendered;
  const distinct = [...new Map(printings.map(({ text, conditions }) => [withReasons(text, unknowns), conditions]))];
  const [only, ...others] = distinct;
  const line = others.length > 0 || only === undefined ? "" : oneLineOf(...only);
  if (line !== "") {
    const times = printings.length;
    return [times === 1 ? inMarkdown`Prints ${code(line)}.` : inMarkdown`Prints ${code(line)} ${times} times.`];
  }
  return [
    inMarkdown`${headOf(printings.length, distinct.length)}`,
    ...distinct.slice(0, most.printings).flatMap(([text, conditions]) => [...dependsOn(conditions), fenced(text)]),
  ];
}

/** What is printed, if it fits in a sentence and depends on nothing; else "". */
function oneLineOf(text: string, conditions: Printing["conditions"]): string {
  const line = visibleLines(text).trim();
  return line.length <= 80 && !line.includes("\n") && dependsOn(conditions).length === 0 ? line : "";
}

function dependsOn(conditions: Printing["conditions"]): readonly Markdown[] {
  const sentences = [...conditions].flatMap((it) => (it === undefined ? [] : [conditionSentence(it)]));
  if (conditions.size < 2) return sentences.map((it) => inMarkdown`${it}`);
  return sentences.slice(0, most.printings).map((it) => inMarkdown`A part of it: ${it}`);
}

function headOf(times: number, distinct: number): string {
  if (times === 1) return "Prints";
  if (distinct === 1) return `Prints this ${times} times`;
  return distinct > most.printings ? `Prints ${times} times, first` : `Prints ${times} times`;
}

/** What is printed as a block of code: without blank lines around it and without what all lines are indented by. */
function fenced(text: string): Markdown {
  const lines = visibleLines(text).split("\n");
  const told = lines.filter((line) => line.trim() !== "");
  const indent = told.reduce((least, line) => Math.min(least, line.length - line.trimStart().length), Infinity);
  const shown = told.slice(0, most.lines).map((line) => line.slice(indent));
  if (told.length > most.lines) shown.push("…");
  const longest = (text.match(/`+/g) ?? []).reduce((length, ticks) => Math.max(length, ticks.length), 2);
  const fence = "`".repeat(longest + 1);
  return { markdown: [`${fence}yaml`, ...(shown.length > 0 ? shown : [JSON.stringify(text)]), fence].join("\n") };
}

function valueList(places: readonly FilePlace[], unset: readonly string[], show: ShowPlace): readonly Markdown[] {
  const written = places.flatMap((place) => {
    const shown = show(place);
    if (shown === undefined) return [];
    const { words, uri, line } = shown;
    return [inMarkdown`${code(line)} in ${{ markdown: `[${inMarkdown`${words}`.markdown}](${linkTo(uri)})` }}`];
  });
  const missing = [...new Set(unset)].map((path) => inMarkdown`${code(path)}, which is not set`);
  const [first, ...others] = [...written, ...missing];
  if (first === undefined) return [];
  if (others.length === 0) return [inMarkdown`It reads ${first}.`];
  const items = [first, ...others].map((it) => inMarkdown`- ${it}`);
  return [inMarkdown`It reads`, joinMarkdown(items, "\n")];
}

function code(text: string): Markdown {
  const [line] = [visibleLines(text).trim()];
  const longest = (line.match(/`+/g) ?? []).reduce((length, ticks) => Math.max(length, ticks.length), 0);
  const fence = "`".repeat(longest + 1);
  const blank = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return { markdown: `${fence}${blank}${line}${blank}${fence}` };
}

function linkTo(uri: string): string {
  return uri.replaceAll("(", "%28").replaceAll(")", "%29").replaceAll(" ", "%20").replaceAll("<", "%3C");
}

/** What is said of an action for several applications: what is the same for some of them is said once. */
export function templateHoverText(hovers: readonly TemplateHover[], show: ShowPlace, others: number): string {
  const byBody = new Map<string, Application[]>();
  for (const { body, application } of hovers) {
    const text = body(show);
    byBody.set(text, [...(byBody.get(text) ?? []), application]);
  }
  const parts = [...byBody].map(([body, applications]) => `${whose(applications).markdown}\n\n${body}`);
  const more = others === 0 ? [] : [`${counted(others, "more Application")} of this chart may have other values.`];
  return [...parts, ...more].join("\n\n---\n\n");
}

function whose(applications: readonly Application[]): Markdown {
  const names = applications.filter(({ declared }) => declared).map(({ name }) => name);
  if (names.length === 0) return inMarkdown`With the values of the chart, as no Application here deploys it:`;
  return inMarkdown`For the ${names.length === 1 ? "Application" : "Applications"} ${names.join(", ")}:`;
}

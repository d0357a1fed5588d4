/** The templates of a chart, one after another, and those that need not be rendered again. */
import { type Engine, renderFile } from "../evaluate/engine.ts";
import { isTemplateFailure } from "../evaluate/failure.ts";
import { type Found, foundOf, newTrace } from "../evaluate/trace.ts";
import type { Source } from "../template/node.ts";
import type { RenderedText } from "../value/rendered-text.ts";
import { byBytes, isList, isMap, isObject, type MapValue, mapOf, type Unknown, type Value } from "../value/value.ts";
import { failureOf, type RenderFailure } from "./render-failure.ts";

/** A template with what it is given. */
export interface TemplateFile {
  /** Its path from the folder of the outermost chart. */
  readonly file: string;
  /** As Helm names it: with the names of the charts instead of their folders. */
  readonly name: string;
  readonly source: Source;
  /** The same for all templates of a chart, and changed by some of them. */
  readonly data: MapValue;
  /** The folder of the templates of its chart, with the names of the charts. */
  readonly basePath: string;
}

/** The output of one template. */
export interface RenderedFile {
  /** The template. */
  readonly source: Source;
  readonly text: RenderedText;
}

/** How one template was rendered, and all that this depended on besides the data of the chart. */
interface TemplateRun {
  readonly output: RenderedFile;
  readonly asked: ReadonlyMap<string, Found>;
  /** How many unknown values there were before, and those that it added. */
  readonly unknownsBefore: number;
  readonly unknowns: readonly Unknown[];
  readonly steps: number;
  readonly characters: number;
}

/** How the templates of a chart were rendered, by their files. */
export type TemplateRuns = ReadonlyMap<string, TemplateRun>;

/** What the templates of a chart print. */
export interface RenderedFiles {
  /** In the order of the files. */
  readonly outputs: readonly RenderedFile[];
  readonly failures: readonly RenderFailure[];
  readonly runs: TemplateRuns;
  /** `shared`: a template changes what others see. */
  readonly changes: "own" | "shared";
}

/**
 * Renders templates in this order. `before` is how they were rendered with the same data: what depends on no other template than then
 * is not rendered again. Those whose names begin with a low line, and notes, print nothing that is applied.
 */
export function renderFiles(engine: Engine, files: readonly TemplateFile[], before: TemplateRuns): RenderedFiles {
  const outputs: { readonly file: string; readonly output: RenderedFile }[] = [];
  const failures: RenderFailure[] = [];
  const runs = new Map<string, TemplateRun>();
  let changesShared = false;
  const isShared = sharedMaps(files);
  for (const { file, source, name, data, basePath } of files) {
    const base = name.slice(name.lastIndexOf("/") + 1);
    if (base.startsWith("_")) continue;
    const known = before.get(file);
    const template = Object.entries({ Name: name, BasePath: basePath });
    data.entries.set("Template", { ...mapOf(template), type: "common.Values" });
    try {
      engine.trace = newTrace();
      const isKnown = known !== undefined && isAsBefore(known, engine);
      const run = isKnown ? runAgain(known, engine) : runOnce(engine, name, source, data);
      runs.set(file, run);
      if (base !== "NOTES.txt") outputs.push({ file, output: run.output });
    } catch (error) {
      if (!isTemplateFailure(error)) throw error;
      failures.push(failureOf(error, source));
      if (error.reason === "limit") break;
    } finally {
      changesShared ||= [...engine.trace.changed].some(isShared);
    }
  }
  outputs.sort((one, other) => byBytes(one.file, other.file));
  return {
    outputs: outputs.map(({ output }) => output),
    failures,
    runs,
    changes: changesShared ? "shared" : "own",
  };
}

function runOnce(engine: Engine, name: string, source: Source, data: MapValue): TemplateRun {
  const { steps, characters } = engine;
  const unknownsBefore = engine.unknowns.length;
  const output = { source, text: renderFile(engine, name, data) };
  return {
    ...{ output, asked: engine.trace.asked, unknownsBefore, unknowns: engine.unknowns.slice(unknownsBefore) },
    steps: engine.steps - steps,
    characters: engine.characters - characters,
  };
}

function isAsBefore(known: TemplateRun, { templates, unknowns, steps, characters, limits }: Engine): boolean {
  return (
    // What is unknown is told apart by its number.
    (known.unknowns.length === 0 || known.unknownsBefore === unknowns.length) &&
    steps + known.steps <= limits.steps &&
    characters + known.characters <= limits.characters &&
    [...known.asked].every(([name, found]) => found === foundOf(templates.get(name)))
  );
}

function runAgain(known: TemplateRun, engine: Engine): TemplateRun {
  engine.steps += known.steps;
  engine.characters += known.characters;
  for (const unknown of known.unknowns) engine.unknowns.push(unknown);
  return known;
}

/** Tells the maps that several templates see from those that one of them made. They are searched when that is first asked. */
function sharedMaps(files: readonly TemplateFile[]): (entries: MapValue["entries"]) => boolean {
  let shared: Set<MapValue["entries"]> | undefined;
  return (entries) => {
    if (shared === undefined) {
      shared = new Set();
      const left: Value[] = [...new Set(files.map(({ data }) => data))];
      for (let value = left.pop(); value !== undefined; value = left.pop()) {
        if (isObject(value)) {
          left.push(value.holds ?? null);
          for (const item of value.fields.values()) left.push(item);
        } else if (isList(value)) for (const item of value) left.push(item);
        else if (isMap(value) && !shared.has(value.entries)) {
          shared.add(value.entries);
          for (const item of value.entries.values()) left.push(item);
        }
      }
    }
    return shared.has(entries);
  };
}

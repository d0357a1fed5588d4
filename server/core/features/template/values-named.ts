/** The values that an action names, and where they are written. */
import { isMap, type MapValue, type ValuePlace } from "../../helm/value/value.ts";
import type { Span } from "../../text.ts";
import type { ChartFile } from "./chart-file.ts";

/** A path such as `.Values.job.wave` in an action. */
export interface NamedValue {
  /** Its keys behind `.Values`, with where each ends in the file. */
  readonly keys: readonly { readonly name: string; readonly end: number }[];
  /** From its dot, in offsets from the start of the file. */
  readonly span: Span;
}

/** The values that the text of an action names by their whole paths; `offset` is where the text begins in the file. */
export function valuesNamedIn(text: string, offset = 0): readonly NamedValue[] {
  return [...text.matchAll(/\.Values\b[.\w]*/g)].flatMap(({ 0: path, index }) => {
    const start = offset + index;
    const keys: { name: string; end: number }[] = [];
    let end = start + ".Values".length;
    for (const name of path.slice(".Values".length).split(".").slice(1)) {
      if (name === "") break;
      end += 1 + name.length;
      keys.push({ name, end });
    }
    return keys.length === 0 ? [] : [{ keys, span: { start, end } }];
  });
}

/** What is known of a value by its path. */
export interface FoundValue {
  /** `unset`: no file and no Application gives it; `unknown` where it depends on who includes the template. */
  readonly state: "set" | "unset" | "unknown";
  /** Where it is written, as far as that is known. */
  readonly place: ValuePlace | undefined;
}

/** Looks a value up in what the templates of a file see as `.Values`. */
export function findValue(found: ChartFile, keys: readonly string[]): FoundValue {
  if (isLent(found)) return { state: "unknown", place: undefined };
  let at: MapValue | undefined = valuesFor(found);
  let place: ValuePlace | undefined;
  for (const [index, key] of keys.entries()) {
    if (at?.entries.has(key) !== true) return { state: "unset", place: undefined };
    // A value below one whose place is known may have been given by what has no place.
    place = at.places.get(key);
    const value = at.entries.get(key) ?? null;
    at = isMap(value) ? value : undefined;
    if (at === undefined && index < keys.length - 1) return { state: "unset", place: undefined };
  }
  return { state: "set", place };
}

/** Whether a file of an inner chart defines templates, which other charts may include with their own values. */
function isLent({ path }: ChartFile): boolean {
  return path.startsWith("charts/") && path.slice(path.lastIndexOf("/") + 1).startsWith("_");
}

/** The values of the innermost chart around a file that has some of its own. */
function valuesFor({ chart: { rendered }, path }: ChartFile): MapValue | undefined {
  const folders = [...rendered.values.keys()].filter((folder) => path.startsWith(folder));
  const innermost = folders.reduce((longest, folder) => (folder.length > longest.length ? folder : longest), "");
  return rendered.values.get(innermost);
}

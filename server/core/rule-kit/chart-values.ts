/** The values that the templates of a chart get, as far as they are in the workspace. */
import type { NamedFile } from "../application/application.ts";
import { documentStart } from "../manifest/file.ts";
import { type Node, nodeAt } from "../manifest/node.ts";
import type { Roster, RosterMember } from "../roster/roster.ts";
import type { Span } from "../text.ts";

/** A chart of an application, with the charts inside it apart. */
export interface ChartOfRoster {
  /** Where it is, with a slash at its end; "" for the root. */
  readonly folder: string;
  /** What its templates print. */
  readonly members: readonly RosterMember[];
  /** Its own values, and others that may take their place. */
  readonly values: readonly NamedFile[];
}

const valuesName = /^values(?:[-.].*)?\.ya?ml$/;

/** The charts of an application: those folders whose `templates` print something, and the charts around them. */
export function chartsOf({ application, members }: Roster): readonly ChartOfRoster[] {
  const byFolder = new Map<string, RosterMember[]>();
  for (const entry of members) {
    const folder = chartFolder(entry.member.fileName);
    if (folder === undefined) continue;
    const others = byFolder.get(folder);
    if (others === undefined) byFolder.set(folder, [entry]);
    else others.push(entry);
  }
  for (const folder of [...byFolder.keys()].flatMap(foldersAround)) {
    if (!byFolder.has(folder)) byFolder.set(folder, []);
  }
  const folders = [...byFolder.keys()].sort((one, other) => other.length - one.length);
  const outermost = folders.at(-1);
  const isChart = application.source.type === "helm";
  const values = new Map<string, NamedFile[]>(folders.map((folder) => [folder, []]));
  for (const file of application.files) {
    const own = file.name.slice(file.name.lastIndexOf("/") + 1);
    if (!valuesName.test(own) && !(isChart && isNoPart(file.name))) continue;
    const folder = file.name.slice(0, -own.length);
    values.get(folders.find((it) => it === folder) ?? outermost ?? "")?.push(file);
  }
  return folders.map((folder) => ({ folder, members: byFolder.get(folder) ?? [], values: values.get(folder) ?? [] }));
}

function chartFolder(fileName: string): string | undefined {
  const at = fileName.lastIndexOf("templates/");
  return at < 0 ? undefined : fileName.slice(0, at);
}

/** The charts that a chart is in, which may print nothing themselves. */
function foldersAround(folder: string): readonly string[] {
  const outer = /^(.*)charts\/[^/]+\/$/.exec(folder)?.[1];
  return outer === undefined ? [] : [outer, ...foldersAround(outer)];
}

/** Whether a file is neither a template nor a definition of its chart. */
function isNoPart(fileName: string): boolean {
  return !/(?:^|\/)(?:templates|crds)\//.test(fileName);
}

/** A value in a file. */
export interface FoundValue {
  readonly node: Node;
  /** Relative to the start of the file. */
  readonly span: Span;
}

/** Each value at a path in a file of values, one for each document; also where it stands below the name of a chart that gets it. */
export function valuesAt({ file }: NamedFile, path: readonly string[]): readonly FoundValue[] {
  return file.documents.flatMap(({ parsed }, index): readonly FoundValue[] => {
    const node = nodeAt(parsed.root, ...path);
    if (node === undefined) return [];
    const start = documentStart(file, index);
    return [{ node, span: { start: start + node.span.start, end: start + node.span.end } }];
  });
}

/** What is in a mapping and not text: numbers and booleans. */
export function numbersIn({ node, span }: FoundValue): readonly FoundValue[] {
  if (node.type !== "map") return [];
  const offset = span.start - node.span.start;
  return node.entries.flatMap(({ value, merged }) => {
    const isText = value.type !== "scalar" || (value.scalarType !== "number" && value.scalarType !== "boolean");
    if (isText || merged) return [];
    return [{ node: value, span: { start: value.span.start + offset, end: value.span.end + offset } }];
  });
}

import type { Source } from "../../helm/template/node.ts";
import type { ManifestDocument, ManifestFile } from "../../manifest/file.ts";
import { derive } from "../../memo.ts";
import type { SourceTree } from "../source-tree.ts";
import { isInTemplates } from "./chart-files.ts";
import { type ChartRoom, noRoomReason } from "./chart-room.ts";
import { noRendering } from "./rendered-outputs.ts";
import { notRendered, renderMembers, type Rendering, type RenderingInput } from "./rendering.ts";

/** What is kept of a chart, as long as its Chart.yaml stays as it is. */
export interface Kept {
  readonly sources: Map<string, { readonly file: ManifestFile; readonly source: Source }>;
  /** The last renderings, by what they are for. */
  readonly renderings: Map<string, Rendering & MadeFrom>;
}

interface MadeFrom {
  /** All that it depends on besides the templates. */
  readonly data: readonly unknown[];
  readonly templates: readonly unknown[];
}

/** For how many applications of one chart its rendering is kept. */
const maxRenderings = 8;

/** What is kept of the chart with this Chart.yaml. */
export function keptOf(chartFile: ReturnType<SourceTree["file"]>): Kept {
  const document = typeof chartFile === "object" ? chartFile.documents[0] : undefined;
  return document === undefined ? newKept() : derive<ManifestDocument, Kept>(document, newKept);
}

function newKept(): Kept {
  return { sources: new Map(), renderings: new Map() };
}

/** What tells one rendering of a chart from others. */
export interface RenderingKey {
  /** What it is for. */
  readonly name: string;
  /** All that it depends on besides the files of the chart; what is the same is one object. */
  readonly data: readonly unknown[];
}

/** Renders a chart where there is room for it, unless all that it depends on is what it was before. */
export function renderOnce(
  input: RenderingInput,
  key: RenderingKey,
  kept: Kept,
  room: ChartRoom | undefined,
): Rendering {
  if (room !== undefined && room.left <= 0) {
    room.refused++;
    return notRendered(input, noRoomReason);
  }
  const rendering = renderAgain(input, key, kept);
  if (room !== undefined) room.left -= rendering.cost;
  return rendering;
}

function renderAgain(input: RenderingInput, key: RenderingKey, { renderings }: Kept): Rendering {
  const sources = [...input.own.sources];
  const templates = sources.flatMap(([path, source]) => (isInTemplates(path) ? [source] : []));
  const data = [...key.data, ...sources.flatMap(([path, source]) => (isInTemplates(path) ? [] : [source]))];
  const before = renderings.get(key.name);
  const isDataSame = before !== undefined && isSame(before.data, data);
  if (isDataSame && isSame(before.templates, templates)) return before;
  const earlier = before?.earlier ?? noRendering();
  const rendering = renderMembers(input, isDataSame ? earlier : { ...earlier, run: undefined });
  renderings.delete(key.name);
  renderings.set(key.name, { ...rendering, data, templates });
  const [oldest] = renderings.keys();
  if (renderings.size > maxRenderings && oldest !== undefined) renderings.delete(oldest);
  return rendering;
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((it, index) => it === other[index]);
}

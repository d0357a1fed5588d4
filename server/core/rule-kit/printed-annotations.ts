/** The annotations that a chart prints, by the types of their values. */
import type { Application, NamedFile } from "../application/application.ts";
import type { PrintedDocument } from "../application/chart/printed-places.ts";
import { documentIndexAt, documentStart } from "../manifest/file.ts";
import type { Annotation, Manifest } from "../manifest/manifest.ts";
import { nodeAt, type ScalarNode } from "../manifest/node.ts";
import { isCustomResourceDefinition } from "../sync/resource.ts";
import { withoutEnd } from "../text.ts";
import type { ApplicationFinding, FilePlace } from "./application-rule.ts";
import { changeablePlace, entryWithPath } from "./printed-place.ts";
import { shown } from "./words.ts";

/** What is found at a place of a file, and the mapping of the values that it is in. */
export type Found = ApplicationFinding &
  FilePlace & { readonly mapping?: readonly string[]; readonly printer?: string };

type Files = ReadonlyMap<string, NamedFile>;

const cost = "so by default Argo CD cannot generate the manifests of the application and syncs none of it";

/** What is wrong with the types of the annotations in a printed document. */
export function foundInPrinted(printed: PrintedDocument, files: Files): readonly Found[] {
  return printed.document.manifests.flatMap((manifest) => {
    if (isCustomResourceDefinition(manifest)) return [];
    const annotations = manifest.annotations.filter(({ effective, merged }) => effective && !merged);
    return [...wholeAt(manifest, printed, files), ...annotations.flatMap((it) => valueAt(it, printed, files))];
  });
}

/** Annotations that are no mapping. */
function wholeAt({ annotationBlocks }: Manifest, printed: PrintedDocument, files: Files): readonly Found[] {
  const value = annotationBlocks.at(-1)?.value;
  const what =
    value?.type === "list" && value.items.length > 0
      ? "list"
      : value?.type === "scalar" && value.scalarType === "string" && value.text.trim() !== ""
        ? "text"
        : undefined;
  if (value === undefined || what === undefined) return [];
  const { text, values, action } = printed.sourceOf(value.span);
  const place = [...values, action].flatMap((it) => (it && files.has(it.path) ? [it] : []))[0];
  const named = place && files.get(place.path);
  if (text !== undefined || place === undefined || named === undefined) return [];
  return [
    {
      ...{ fileName: named.name, file: named.file, span: { start: place.offset, end: place.end }, related: [] },
      message: `This is a ${what}, but annotations must be a mapping, and ${templateOf(printed, value.span)} prints it as annotations, ${cost}. Write keys and values.`,
      fixes: () => [],
    },
  ];
}

/** What is wrong with one annotation, or that nothing is, although the values have no string. */
function valueAt({ key, value }: Annotation, printed: PrintedDocument, files: Files): readonly Found[] {
  if (value.type !== "scalar" || value.scalarType === "unknown") return [];
  if (value.scalarType === "null") return missingAt(key, printed, files);
  const source = printed.sourceOf(value.span);
  if (source.text !== undefined) return [];
  const place = changeablePlace(printed, value.span, files);
  const isString = value.scalarType === "string";
  if (place?.is === "value") {
    const there = entryWithPath(place);
    if (isString) return there?.type === "string" ? [] : [{ ...place, ...nothing, withdraws: true }];
    if (source.keepsTypes && there?.type !== "string") {
      const printer = templateOf(printed, value.span);
      return [{ ...inValues(place, value, printer), printer, ...(there && { mapping: there.path.slice(0, -1) }) }];
    }
  }
  return isString ? [] : inTemplate(value, printed, files);
}

/** An annotation without a value, which is one that somebody has to give unless the values are those of Argo CD. */
function missingAt(key: ScalarNode, printed: PrintedDocument, files: Files): readonly Found[] {
  const place = printed.valuesAre === "known" ? changeablePlace(printed, key.span, files) : undefined;
  if (place === undefined || place.is === "action") return [];
  const { fileName, file, span } = place;
  // What a template itself leaves empty is found there.
  const isAction = /^["']?[ \t]*:[ \t]*\{\{/.test(textAfter(place));
  if (place.is === "text" && !isAction) return [];
  return [
    {
      ...{ fileName, file, span, related: [], fixes: () => [] },
      message: `With these values, ${shown(key.text)} is printed without a value, which is not a string, ${cost}. Give it one, or leave it out.`,
    },
  ];
}

/** What follows a place on its line. */
function textAfter({ file, span }: FilePlace): string {
  const index = documentIndexAt(file, span.start);
  const text = file.documents[index]?.text ?? "";
  const end = span.end - documentStart(file, index);
  return text.slice(end, end + longestGap);
}

/** How far behind a key its value is looked for. */
const longestGap = 50;

const nothing = { message: "", related: [], fixes: () => [] } as const;

function inValues(
  { fileName, file, span }: FilePlace,
  { scalarType, text }: Pick<ScalarNode, "scalarType" | "text">,
  printer: string,
): Found {
  return {
    ...{ fileName, file, span, related: [] },
    message: `The ${scalarType} ${text} is not a string in the annotations that ${printer} prints with toYaml, ${cost}. Put it in quotes.`,
    fixes: () => [{ title: "Put the value in quotes", edits: [{ fileName, file, span, text: JSON.stringify(text) }] }],
  };
}

/** What an action prints without quotes. */
function inTemplate(value: ScalarNode, printed: PrintedDocument, files: Files): readonly Found[] {
  const { statement, keepsTypes } = printed.sourceOf(value.span);
  const named = statement && files.get(statement.path);
  if (statement === undefined || named === undefined) return [];
  const index = documentIndexAt(named.file, statement.offset);
  const begin = documentStart(named.file, index);
  const text = named.file.documents[index]?.text ?? "";
  const inside = statement.offset - begin;
  const from = text.startsWith("{{", inside) ? inside : text.lastIndexOf("{{", inside);
  const to = text.indexOf("}}", inside) + "}}".length;
  if (from < 0 || to <= from) return [];
  const [start, end] = [begin + from, begin + to];
  const place = { fileName: named.name, file: named.file };
  const action = text.slice(from, to);
  const at = start + withoutEnd(action.slice(0, -"}}".length), "- \t\r\n").length;
  const edit = { ...place, span: { start: at, end: at }, text: " | quote" };
  return [
    {
      ...{ ...place, span: { start, end }, related: [] },
      message: `${shown(action)} prints the ${value.scalarType} ${value.text}, not a string, ${cost}. ${keepsTypes ? "Put it in quotes in the values" : 'Add "| quote"'}.`,
      // What toYaml prints has many values, and these are in no file of the application.
      fixes: () => (keepsTypes ? [] : [{ title: 'Add "| quote"', edits: [edit] }]),
    },
  ];
}

/** The path of the template from the folder of its chart. */
function templateOf(printed: PrintedDocument, span: ScalarNode["span"]): string {
  const path = printed.sourceOf(span).action?.path ?? "";
  const at = path.lastIndexOf("templates/");
  const inner = path.lastIndexOf("charts/", at);
  return shown(path.slice(inner < 0 ? at : inner));
}

/** Files of values beside a chart that nothing is rendered with here: somebody may give them in the place of others. */
export function valuesBeside({ charts = [], files }: Application): readonly NamedFile[] {
  const given = new Set(charts.flatMap(({ valueFiles }) => valueFiles));
  const isBeside = (name: string): boolean => /^values[-.].*\.ya?ml$/.test(name) && name !== "values.yaml";
  return files.filter(({ name }) => isBeside(name.slice(name.lastIndexOf("/") + 1)) && !given.has(name));
}

/** What stands in the same mapping of other values. */
export function inOtherValues({ fileName, mapping, printer }: Found, beside: readonly NamedFile[]): readonly Found[] {
  if (mapping === undefined || printer === undefined) return [];
  const folder = fileName.slice(0, fileName.lastIndexOf("/") + 1);
  return beside
    .filter(({ name }) => name.slice(0, name.lastIndexOf("/") + 1) === folder)
    .flatMap(({ name, file }) =>
      file.documents.flatMap(({ parsed }, index) => {
        const node = nodeAt(parsed.root, ...mapping);
        const start = documentStart(file, index);
        return (node?.type === "map" ? node.entries : []).flatMap(({ value, merged }): readonly Found[] => {
          if (merged || value.type !== "scalar") return [];
          if (value.scalarType !== "number" && value.scalarType !== "boolean") return [];
          const span = { start: start + value.span.start, end: start + value.span.end };
          return [inValues({ fileName: name, file, span }, value, printer)];
        });
      }),
    );
}

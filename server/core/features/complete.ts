import type { Application } from "../application/application.ts";
import type { AnnotationSpec, ItemSpec } from "../catalogue/annotation.ts";
import { isFamily } from "../catalogue/families.ts";
import { catalogue } from "../catalogue/index.ts";
import { documentIndexAt, type ManifestFile } from "../manifest/file.ts";
import type { Span } from "../manifest/node.ts";
import { csvItems } from "../sync/annotations.ts";
import { type CursorContext, contextAt, type KeyContext, type ValueContext } from "./cursor.ts";
import { describeAnnotation, describeItem } from "./hover.ts";
import { nameOf } from "./words.ts";

/** One thing that could be written at the cursor. */
export interface Completion {
  readonly kind: "key" | "value";
  readonly label: string;
  /** A few words beside the label. */
  readonly detail: string;
  readonly markdown: string;
  /** What the text replaces; offsets in the file. */
  readonly span: Span;
  /** What is written; `cursor` is where in it the cursor goes, from 0, and `undefined` is at its end. */
  readonly text: string;
  readonly cursor: number | undefined;
}

/** How many resources the detail of a wave names. */
const namedResources = 3;

/** What could be written at an offset of a file, best first: keys below `annotations`, values of the keys that the catalogue knows. */
export function complete(file: ManifestFile, offset: number, application: Application): Completion[] {
  const index = documentIndexAt(file, offset);
  const document = file.documents[index];
  if (document === undefined) return [];
  const base = file.offsets[index] ?? 0;
  const context = contextAt(document.text, offset - base);
  return completionsIn(context, application).map((it) => ({
    ...it,
    span: { start: it.span.start + base, end: it.span.end + base },
  }));
}

function completionsIn(context: CursorContext | undefined, application: Application): Completion[] {
  if (context === undefined) return [];
  if (context.type === "key") return keyCompletions(context);
  return context.spec.value.type === "integer"
    ? waveCompletions(context, application)
    : itemCompletions(context, context.spec);
}

function keyCompletions(context: KeyContext): Completion[] {
  return catalogue
    .filter((spec) => isOffered(spec) && !context.siblings.includes(spec.key))
    .map((spec) => {
      const key = context.quote === "" ? spec.key : `${context.quote}${spec.key}${context.quote}`;
      const value = valueStart(context, spec);
      return {
        kind: "key",
        label: spec.key,
        detail: spec.summary,
        markdown: describeAnnotation(spec),
        span: context.span,
        text: key + value.text,
        cursor: value.cursor === undefined ? undefined : key.length + value.cursor,
      };
    });
}

/** Whether people write an annotation into any manifest, under a key that needs no name of their own. */
function isOffered({ key, writer, readOn }: AnnotationSpec): boolean {
  return writer === "people" && readOn === "any resource" && !isFamily(key);
}

/** What follows a new key: nothing where a colon is there already, else the beginning of its value. */
function valueStart(context: KeyContext, { value }: AnnotationSpec): { text: string; cursor?: number } {
  if (context.hasColon) return { text: "" };
  return context.json || value.type === "integer" ? { text: ': ""', cursor: 3 } : { text: ": " };
}

function itemCompletions(context: ValueContext, spec: AnnotationSpec): Completion[] {
  if (spec.value.type !== "list") return [];
  const others = csvItems(context.others);
  const { itemName, items } = spec.value;
  return items
    .filter(({ value, onlyOn }) => !others.includes(value) && (onlyOn === undefined || onlyOn.includes(context.kind)))
    .map((item) => ({
      kind: "value",
      label: item.value,
      detail: itemDetail(item, itemName),
      markdown: describeItem(item, spec),
      span: context.item,
      text: context.json && context.quote === "" ? JSON.stringify(item.value) : item.value,
      cursor: undefined,
    }));
}

function itemDetail(item: ItemSpec, itemName: string): string {
  return item.since === undefined ? itemName : `${itemName}, since ${item.since}`;
}

/** The waves that the application uses, in their order, with the resources that use them. */
function waveCompletions(context: ValueContext, application: Application): Completion[] {
  return [...wavesInUse(application)]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([wave, users]) => ({
      kind: "value",
      label: `${wave}`,
      detail: userWords(users),
      markdown: users.map((user) => `- ${user}`).join("\n"),
      span: context.item,
      text: context.quote === "" ? `"${wave}"` : `${wave}`,
      cursor: undefined,
    }));
}

function wavesInUse({ members, plan }: Application): Map<bigint, string[]> {
  const users = new Map<bigint, string[]>();
  for (const [index, { wave, phases }] of plan.behaviours.entries()) {
    const member = members[index];
    if (wave === undefined || member === undefined || phases.length === 0) continue;
    const names = users.get(wave) ?? [];
    names.push(`${nameOf(member)} (${phases.join(", ")})`);
    users.set(wave, names);
  }
  return users;
}

function userWords(users: readonly string[]): string {
  const more = users.length - namedResources;
  return users.slice(0, namedResources).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

import { nodeAt, type ScalarNode } from "../manifest/node.ts";
import { inSameBranch } from "../manifest/template.ts";
import { joinEdits, type TextEdit } from "../text.ts";
import { commentBehind, removeAnnotation, removeAt, type Spot } from "./entries.ts";
import { insertAnnotation, insertBlock, insertInto } from "./insert.ts";
import type { Target } from "./target.ts";

/** Moves an entry of a manifest into its annotations, with the comment behind it; `undefined` where that cannot be done. */
export function moveToAnnotations(target: Target, spot: Spot): readonly TextEdit[] | undefined {
  const { text, manifest, actions } = target;
  const { key, value } = spot.entry;
  const removed = removeAt(text, spot);
  // Out of an `if` it would be there always.
  const isAlways = inSameBranch(actions, key.span.start, manifest.node.entries[0]?.key.span.start ?? 0);
  if (removed === undefined || value.type !== "scalar" || !isAlways) return undefined;
  const written = {
    key: text.slice(key.span.start, key.span.end),
    value: writtenValue(target, value),
    comment: commentBehind(text, spot.entry),
  };
  const added = insertAnnotation(target, written);
  return added && joinEdits([added, removed]);
}

/** The value as it is written, unless it takes several lines or would mean something else between braces. */
function writtenValue({ text }: Target, { span, style, scalarType, text: value }: ScalarNode): string {
  const written = text.slice(span.start, span.end).trimEnd();
  if (style === "empty") return '""';
  if (scalarType === "unknown" && !/[\r\n]/.test(written)) return written;
  if (/[\r\n]/.test(written) || written.startsWith("*")) return JSON.stringify(value);
  return style === "plain" && /[,[\]{}]/.test(written) ? JSON.stringify(value) : written;
}

/**
 * Moves an annotation of a manifest into the mapping of a top-level key, which is made before the metadata where there is none.
 * `undefined` where that cannot be done, or where the key is there already.
 */
export function moveToBlock(target: Target, annotation: Spot["entry"], block: string): readonly TextEdit[] | undefined {
  const { text, manifest } = target;
  const { key, value } = annotation;
  const removed = removeAnnotation(target, annotation);
  const written = { key: key.text, value: text.slice(value.span.start, value.span.end) };
  if (removed === undefined || value.type !== "scalar" || written.value.includes("\n")) return undefined;
  const there = manifest.node.entries.findLast((entry) => entry.key.text === block);
  if (nodeAt(there?.value, key.text) !== undefined) return undefined;
  const metadata = manifest.node.entries.findLast((entry) => entry.key.text === "metadata");
  const isFlow = metadata === undefined || manifest.node.flow;
  const made = isFlow ? undefined : insertBlock(text, metadata, block, written);
  const added = there === undefined ? made : insertInto(text, there, written);
  return added && joinEdits([added, removed]);
}

import type { AnnotationSpec, ItemSpec } from "./annotation.ts";
import { compareOptions } from "./annotations/compare-options.ts";
import { syncOptions } from "./annotations/sync-options.ts";
import { applicationSyncOptions } from "./application-sync-options.ts";
import { nearest } from "./near.ts";

/** The two annotations whose values are options. */
export const optionAnnotations: readonly AnnotationSpec[] = [syncOptions, compareOptions];

/** What an item of `sync-options` or `compare-options` is, seen from the annotation that contains it. */
export type OptionReading =
  /** Spelt correctly, or harmless: `Replace=false` sets what is the default anyway. */
  | { readonly type: "known"; readonly option: ItemSpec | undefined }
  /** Another spelling of an option of this annotation; `sure` if no other could be meant. */
  | { readonly type: "misspelt"; readonly option: ItemSpec; readonly sure: boolean }
  /** An option of the other annotation. */
  | {
      readonly type: "other annotation";
      readonly option: ItemSpec;
      readonly owner: AnnotationSpec;
      readonly exact: boolean;
    }
  /** An option that exists only for a whole application. */
  | { readonly type: "application"; readonly option: ItemSpec }
  | { readonly type: "unknown" };

/** Finds out what one item of an annotation is. */
export function readOption(spec: AnnotationSpec, text: string): OptionReading {
  const own = itemsOf(spec);
  const exact = own.find(({ value }) => value === text);
  if (exact !== undefined || isHarmless(spec, text)) return { type: "known", option: exact };
  const misspelt = misspeltOption(own, text);
  if (misspelt !== undefined) return { type: "misspelt", ...misspelt };
  for (const owner of optionAnnotations) {
    const option = owner === spec ? undefined : nearestOption(itemsOf(owner), text);
    if (option !== undefined) return { type: "other annotation", option, owner, exact: option.value === text };
  }
  const option = nearestOption(applicationSyncOptions, text);
  return option === undefined ? { type: "unknown" } : { type: "application", option };
}

/** The options of an annotation; empty if its value is not a list. */
function itemsOf({ value }: AnnotationSpec): readonly ItemSpec[] {
  return value.type === "list" ? value.items : [];
}

/**
 * Whether an item that is not in any list still does what it says: `X=false`, where only `X=true` is an option, is the default, and
 * every value of Prune and Delete that does not protect means `true` (GetAnnotationOptionValue).
 */
function isHarmless(spec: AnnotationSpec, text: string): boolean {
  const at = text.indexOf("=");
  const on = `${text.slice(0, at)}=true`;
  if (text.slice(at) === "=false") {
    const all = [...optionAnnotations.flatMap(itemsOf), ...applicationSyncOptions].map(({ value }) => value);
    return all.includes(on) && !all.includes(text);
  }
  return isProtecting(spec, text.slice(0, at)) && /^=(?:true|yes|on|1)$/i.test(text.slice(at));
}

function isProtecting(spec: AnnotationSpec, name: string): boolean {
  return itemsOf(spec).some(({ value, protects }) => protects === true && value.startsWith(`${name}=`));
}

function misspeltOption(options: readonly ItemSpec[], text: string): { option: ItemSpec; sure: boolean } | undefined {
  const near = nearestOption(options, text) ?? negatedOption(options, text);
  if (near !== undefined) return { option: near, sure: true };
  const lower = text.toLowerCase();
  const guess =
    options.find(({ mistakenFor }) => mistakenFor?.some((it) => it.toLowerCase() === lower)) ??
    options.find(({ value }) => value.toLowerCase() === `${lower}=true`);
  return guess === undefined ? undefined : { option: guess, sure: false };
}

function nearestOption(options: readonly ItemSpec[], text: string): ItemSpec | undefined {
  const words = options.map(({ value }) => value);
  const at = text.search(/[:=]/);
  const tight = at < 0 ? text : `${text.slice(0, at).trimEnd()}=${text.slice(at + 1).trimStart()}`;
  const spelt = tight.replace(/^(.*)=true$/i, (all, name: string) => (words.includes(name) ? name : all));
  const meant =
    nearest(spelt, words) ??
    nearest(
      spelt.replace(/=true$/i, ""),
      words.filter((word) => !word.includes("=")),
    );
  return options.find(({ value }) => value === meant);
}

/** `Prune=no`, `Delete=0`: other words for `false`. */
function negatedOption(options: readonly ItemSpec[], text: string): ItemSpec | undefined {
  const [name = "", value = ""] = splitOption(text);
  if (!/^(?:no|n|off|0|f|never|disabled?|fals)$/i.test(value)) return undefined;
  const words = options.filter((option) => option.value.endsWith("=false")).map((option) => option.value);
  const meant = nearest(`${name}=false`, words);
  return options.find((option) => option.value === meant);
}

function splitOption(text: string): readonly string[] {
  const [name = "", value = "", more] = text.split(/[=:]/, 3);
  return [name.trimEnd(), more === undefined ? value.trimStart() : value.trim()];
}

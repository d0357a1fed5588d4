/** The options in the annotations of a resource, one by one. */
import { compareOptions } from "../catalogue/annotations/compare-options.ts";
import { syncOptions } from "../catalogue/annotations/sync-options.ts";
import { type OptionReading, readOption } from "../catalogue/options.ts";
import { type KnownAnnotation, knownAnnotations } from "./annotations.ts";
import { type ListItem, itemsOf } from "./items.ts";
import type { Subject } from "./rule.ts";
import { derive } from "../memo.ts";

/** One item of `sync-options` or `compare-options`, and what it is. */
export interface WrittenOption {
  readonly known: KnownAnnotation;
  readonly item: ListItem;
  readonly reading: OptionReading;
}

/** Every option that is written in the annotations of a resource. */
export function writtenOptions(subject: Subject): readonly WrittenOption[] {
  return derive(subject, readOptions);
}

function readOptions(subject: Subject): readonly WrittenOption[] {
  return knownAnnotations(subject, syncOptions, compareOptions).flatMap((known) =>
    itemsOf(known).map((item) => ({ known, item, reading: readOption(known.spec, item.text) })),
  );
}

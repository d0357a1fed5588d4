import type { AnnotationSpec } from "./annotation.ts";
import { compareOptions } from "./annotations/compare-options.ts";
import { helmHook } from "./annotations/helm-hook.ts";
import { helmHookDeletePolicy } from "./annotations/helm-hook-delete-policy.ts";
import { helmHookWeight } from "./annotations/helm-hook-weight.ts";
import { hook } from "./annotations/hook.ts";
import { hookDeletePolicy } from "./annotations/hook-delete-policy.ts";
import { syncOptions } from "./annotations/sync-options.ts";
import { syncWave } from "./annotations/sync-wave.ts";

/** Every annotation with a page of its own, in the order in which completion offers them. */
export const catalogue: readonly AnnotationSpec[] = [
  syncWave,
  hook,
  hookDeletePolicy,
  syncOptions,
  compareOptions,
  helmHook,
  helmHookWeight,
  helmHookDeletePolicy,
];

const byKey: ReadonlyMap<string, AnnotationSpec> = new Map(catalogue.map((spec) => [spec.key, spec]));

/** The annotation of exactly this key. */
export function findAnnotation(key: string): AnnotationSpec | undefined {
  return byKey.get(key);
}

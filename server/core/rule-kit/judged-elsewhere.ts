import type { AnnotationSpec } from "../catalogue/annotation.ts";
import { compareOptions } from "../catalogue/annotations/compare-options.ts";
import { helmHookDeletePolicy } from "../catalogue/annotations/helm-hook-delete-policy.ts";
import { helmHookWeight } from "../catalogue/annotations/helm-hook-weight.ts";
import { helmHook } from "../catalogue/annotations/helm-hook.ts";
import { hookDeletePolicy } from "../catalogue/annotations/hook-delete-policy.ts";
import { hook } from "../catalogue/annotations/hook.ts";
import { syncOptions } from "../catalogue/annotations/sync-options.ts";
import { syncWave } from "../catalogue/annotations/sync-wave.ts";

const specs: readonly AnnotationSpec[] = [
  compareOptions,
  helmHook,
  helmHookDeletePolicy,
  helmHookWeight,
  hook,
  hookDeletePolicy,
  syncOptions,
  syncWave,
];

/** Whether the values of an annotation have rules that say more about them than the type of the value can. */
export function hasRulesOfItsOwn(spec: AnnotationSpec): boolean {
  return specs.includes(spec);
}

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

/** Whether other rules check the values of an annotation more closely than its value type can. */
export function hasRulesOfItsOwn(spec: AnnotationSpec): boolean {
  return specs.includes(spec);
}

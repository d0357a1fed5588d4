import { annotationsNotAMapping } from "./annotations-not-a-mapping.ts";
import { deletePolicyWithoutHook } from "./delete-policy-without-hook.ts";
import { duplicateAnnotation } from "./duplicate-annotation.ts";
import { duplicateAnnotationsBlock } from "./duplicate-annotations-block.ts";
import { helmHookNotRun } from "./helm-hook-not-run.ts";
import { hookNeverApplied } from "./hook-never-applied.ts";
import { inventedAnnotation } from "./invented-annotation.ts";
import { misplacedAnnotation } from "./misplaced-annotation.ts";
import { misspeltAnnotation } from "./misspelt-annotation.ts";
import { optionOutOfScope } from "./option-out-of-scope.ts";
import { resourceNotProtected } from "./resource-not-protected.ts";
import type { Rule } from "./rule.ts";
import { skipBesideHookTypes } from "./skip-beside-hook-types.ts";
import { unknownAnnotation } from "./unknown-annotation.ts";
import { unknownDeletePolicy } from "./unknown-delete-policy.ts";
import { unknownHookType } from "./unknown-hook-type.ts";
import { unknownOption } from "./unknown-option.ts";
import { valueNotAString } from "./value-not-a-string.ts";
import { waveNotAnInteger } from "./wave-not-an-integer.ts";

/** Every rule, in alphabetical order of the ids. */
export const rules: readonly Rule[] = [
  annotationsNotAMapping,
  deletePolicyWithoutHook,
  duplicateAnnotation,
  duplicateAnnotationsBlock,
  helmHookNotRun,
  hookNeverApplied,
  inventedAnnotation,
  misplacedAnnotation,
  misspeltAnnotation,
  optionOutOfScope,
  resourceNotProtected,
  skipBesideHookTypes,
  unknownAnnotation,
  unknownDeletePolicy,
  unknownHookType,
  unknownOption,
  valueNotAString,
  waveNotAnInteger,
];

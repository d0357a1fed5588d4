import { hookNeverApplied } from "./hook-never-applied.ts";
import type { Rule } from "./rule.ts";

/** Every rule, in alphabetical order of the ids. */
export const rules: readonly Rule[] = [hookNeverApplied];

import type { Target } from "../target.ts";
import { applicationTargets } from "./applications.ts";
import { commandTargets } from "./commands.ts";
import { featureTargets } from "./features.ts";
import { findingTargets } from "./findings.ts";
import { planTargets } from "./plans.ts";
import { readingTargets } from "./reading.ts";
import { wordTargets } from "./words.ts";
import { workspaceTargets } from "./workspaces.ts";

/** Every function that is fuzzed. */
export const targets: readonly Target[] = [
  ...readingTargets,
  ...findingTargets,
  ...featureTargets,
  ...planTargets,
  ...applicationTargets,
  ...commandTargets,
  ...wordTargets,
  ...workspaceTargets,
];

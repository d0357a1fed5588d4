import { deletedWhileNeeded } from "./deleted-while-needed.ts";
import { duplicateResource } from "./duplicate-resource.ts";
import { goneBeforeHook } from "./gone-before-hook.ts";
import type { Hazard } from "../rule-kit/application-rule.ts";
import { ingressBeforeService } from "./ingress-before-service.ts";
import { missingForHook } from "./missing-for-hook.ts";
import { neededBeforeApplied } from "./needed-before-applied.ts";
import { neverHealthy } from "./never-healthy.ts";
import { randomOrder } from "./random-order.ts";

/** Every application rule, in alphabetical order of the ids. */
export const hazards: readonly Hazard[] = [
  deletedWhileNeeded,
  duplicateResource,
  goneBeforeHook,
  ingressBeforeService,
  missingForHook,
  neededBeforeApplied,
  neverHealthy,
  randomOrder,
];

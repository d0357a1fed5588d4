import { type Severity, severities } from "../../core/index.ts";
import type { LintCommand } from "./lint-command.ts";

/** Whether a finding of this severity makes a run fail. */
export function isFailure(severity: Severity, limit: LintCommand["failOn"]): boolean {
  return limit !== "never" && severities.indexOf(severity) <= severities.indexOf(limit);
}

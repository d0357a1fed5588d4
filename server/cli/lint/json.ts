import type { LintReport } from "./finding.ts";

/** The findings as the JSON that other programs rely on. */
export function formatFindingsAsJson({ findings }: LintReport): string {
  return `${JSON.stringify({ version: 1, findings }, undefined, 2)}\n`;
}

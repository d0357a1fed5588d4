import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { SuiteTotals } from "../../test/vscode/totals.ts";

/** Leaves the totals where the program that started the suite looks for them. */
export function writeTotals(file: string, totals: SuiteTotals): void {
  writeFileSync(file, JSON.stringify(totals));
}

/** The totals of a suite that came to its end. */
export function readTotals(file: string): SuiteTotals | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as SuiteTotals) : undefined;
}

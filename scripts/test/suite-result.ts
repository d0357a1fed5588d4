import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { SuiteTotals } from "../../test/vscode/totals.ts";

/** Writes the totals to the file in which the program that started the suite expects them. */
export function writeTotals(file: string, totals: SuiteTotals): void {
  writeFileSync(file, JSON.stringify(totals));
}

/** The totals of a suite that finished. */
export function readTotals(file: string): SuiteTotals | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as SuiteTotals) : undefined;
}

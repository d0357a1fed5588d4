/** What mocha counted in one run. */
export interface SuiteTotals {
  readonly passed: number;
  readonly failed: number;
}

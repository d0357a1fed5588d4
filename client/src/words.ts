/** `2 errors, 1 warning`; empty where there are none. */
export function problemWords(errors: number, warnings: number): string {
  const words = [errors > 0 ? count(errors, "error") : "", warnings > 0 ? count(warnings, "warning") : ""];
  return words.filter((word) => word !== "").join(", ");
}

/** `1 file`, `2 files`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

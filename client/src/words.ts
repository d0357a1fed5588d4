import { counted } from "../../server/protocol/index.ts";

/** `2 errors, 1 warning`; empty where there are none. */
export function problemWords(errors: number, warnings: number): string {
  const words = [errors > 0 ? counted(errors, "error") : "", warnings > 0 ? counted(warnings, "warning") : ""];
  return words.filter((word) => word !== "").join(", ");
}

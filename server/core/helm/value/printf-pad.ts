/** A verb of a format with what is written before its letter. */
export interface Verb {
  readonly letter: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly plus: boolean;
  readonly minus: boolean;
  readonly sharp: boolean;
  readonly space: boolean;
  readonly zero: boolean;
  /** `%#v`: as it is written in Go. */
  readonly isGo: boolean;
}

/** Zeros only on the left. Mirrors `pad` and `writePadding`. */
export function padded({ width = 0, minus, zero }: Verb, text: string, fill: "as said" | "blanks" = "as said"): string {
  const missing = width - Array.from(text).length;
  if (missing <= 0) return text;
  if (minus) return text + " ".repeat(missing);
  return (zero && fill === "as said" ? "0" : " ").repeat(missing) + text;
}

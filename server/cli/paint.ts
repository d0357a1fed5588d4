const codes = { bold: 1, dim: 2, red: 31, yellow: 33, blue: 34, cyan: 36 } as const;

/** A way to highlight text on a terminal. */
export type Style = keyof typeof codes;

/** Highlights a text, or leaves it as it is without a terminal. */
export type Paint = (style: Style, text: string) => string;

/** Paints only for a terminal, and not where the user wants no colours (`NO_COLOR`, see https://no-color.org). */
export function paintFor(stream: { readonly isTTY?: boolean }): Paint {
  const isPlain = stream.isTTY !== true || (process.env["NO_COLOR"] ?? "") !== "" || process.env["TERM"] === "dumb";
  return isPlain ? (_, text) => text : (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m`;
}

/** A text from a manifest in one harmless line: characters that would control the terminal are spelt out. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (it) => `\\u{${(it.codePointAt(0) ?? 0).toString(16)}}`);
}

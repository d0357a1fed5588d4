import { type Showable, shown, type Shown } from "./shown.ts";

const codes = { bold: 1, dim: 2, red: 31, yellow: 33, blue: 34, cyan: 36 } as const;

/** A way to highlight text on a terminal. */
export type Style = keyof typeof codes;

/** Highlights a text, or leaves it as it is without a terminal. */
export type Paint = (style: Style, text: Showable) => Shown;

/** Paints only for a terminal, and not where the user wants no colours (`NO_COLOR`, see https://no-color.org). */
export function paintFor(stream: "stdout" | "stderr"): Paint {
  const { isTTY } = process[stream] as { readonly isTTY?: boolean };
  const isPlain = isTTY !== true || (process.env["NO_COLOR"] ?? "") !== "" || process.env["TERM"] === "dumb";
  return isPlain
    ? (_, text) => shown`${text}`
    : (style, text) => ({ safe: `\u001b[${codes[style]}m${shown`${text}`.safe}\u001b[0m` });
}

import { type Showable, shown, type Shown } from "./shown.ts";

const codes = { bold: 1, dim: 2, red: 31, yellow: 33, blue: 34, cyan: 36 } as const;

/** A way to highlight text on a terminal. */
export type Style = keyof typeof codes;

/** Highlights a text, or leaves it as it is without a terminal. */
export type Paint = (style: Style, text: Showable) => Shown;

/**
 * Paints for a terminal, and never for a file. `NO_COLOR` turns colours off (https://no-color.org), and `FORCE_COLOR` on for a log
 * that shows them; if both are set, `FORCE_COLOR` wins, as in Node.
 */
export function paintFor(stream: "stdout" | "stderr" | "file"): Paint {
  return isPlain(stream)
    ? (_, text) => shown`${text}`
    : (style, text) => ({ safe: `\u001b[${codes[style]}m${shown`${text}`.safe}\u001b[0m` });
}

/** Has an option decide, which wins over the environment of the user. */
export function chooseColor(color: "auto" | "always" | "never"): void {
  if (color !== "auto") process.env["FORCE_COLOR"] = color === "always" ? "1" : "0";
}

function isPlain(stream: "stdout" | "stderr" | "file"): boolean {
  if (stream === "file") return true;
  const { FORCE_COLOR: forced, NO_COLOR: refused = "", TERM: terminal } = process.env;
  if (forced !== undefined) return ["0", "false"].includes(forced);
  const { isTTY } = process[stream] as { readonly isTTY?: boolean };
  return isTTY !== true || refused !== "" || terminal === "dumb";
}

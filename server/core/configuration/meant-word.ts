import { nearest } from "../catalogue/near.ts";

/** What other tools call the severities. */
const otherNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "0": "off",
    "1": "warning",
    "2": "error",
    false: "off",
    no: "off",
    none: "off",
    disabled: "off",
    ignore: "off",
    notice: "information",
    note: "information",
  }),
);

/** Which of the words somebody meant: a near one, one that begins so, or the one that another tool calls so. */
export function meantWord(text: string, words: readonly string[]): string | undefined {
  const written = text.toLowerCase();
  const begun = written.length > 1 ? words.filter((word) => word.startsWith(written)) : [];
  const meant = (begun.length === 1 ? begun[0] : undefined) ?? nearest(text, words) ?? otherNames.get(written);
  return meant !== undefined && words.includes(meant) ? meant : undefined;
}

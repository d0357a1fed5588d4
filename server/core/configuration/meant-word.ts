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

/** What other linters, and Argo CD, call our keys. */
const otherKeys: ReadonlyMap<string, string> = new Map(
  Object.entries({
    files: "paths",
    ignore: "exclude",
    ignores: "exclude",
    ignorepatterns: "exclude",
    kubeversion: "kubernetesVersion",
    severity: "rules",
    severities: "rules",
    version: "argocdVersion",
  }),
);

/** Which of the keys somebody meant: the one that another tool calls so, or a near one. */
export function meantKey(text: string, keys: readonly string[]): string | undefined {
  const meant = otherKeys.get(text.toLowerCase());
  return meant !== undefined && keys.includes(meant) ? meant : nearest(text, keys);
}

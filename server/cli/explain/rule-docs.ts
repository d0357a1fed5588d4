import { rules } from "../../core/index.ts";

/** The Markdown about each rule, by its id. The build writes the texts into a bundle of their own, which only `explain RULE` loads. */
export const ruleDocs: Readonly<Record<string, string>> = Object.fromEntries(rules.map(({ id, docs }) => [id, docs]));

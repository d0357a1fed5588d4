/** How much of a text is read at most, so that each one is answered within seconds and a gigabyte. No file that people write comes near. */
export const limits = {
  /** The documents of one file: more than an application has in all, and each of them takes some kilobytes. */
  documents: 50_000,
  /** The signs in one file that a value may begin behind, such as a colon: for each of them, reading takes up to 300 bytes. */
  values: 2_500_000,
  /** The collections around a value: what is nested deeper counts as unknown, as those who read it would overflow the stack. */
  depth: 200,
  /** The texts around a manifest inside text: each of them is read again for every one around it, so what is deeper is not read. */
  texts: 5,
  /** The characters of a document that is not written plainly: the `yaml` package takes up to 400 bytes for each of them. */
  unusualText: 1_000_000,
  /** The values that aliases stand for beyond one for each character of the document: aliases of aliases multiply. */
  aliased: 10_000,
  /** The characters of the values that aliases stand for: each resource that has one is read with the whole text. */
  aliasedText: 10_000_000,
} as const;

/** Why something is not read, as the end of a sentence. */
export const refusals: Readonly<Record<Exclude<keyof typeof limits, "texts"> | "breaks" | "printed", string>> = {
  documents: `the file has more than ${shown(limits.documents)} documents`,
  values: "the file has too many values",
  depth: `it is nested more than ${shown(limits.depth)} levels deep`,
  unusualText: `it has more than ${shown(limits.unusualText)} characters, and not only plain YAML or JSON`,
  aliased: "its aliases stand for too many values",
  aliasedText: "its aliases stand for too much text",
  printed: "the chart prints too much",
  breaks: "it has line breaks that only readers of YAML 1.1 see, such as U+2028 or a carriage return alone",
};

function shown(count: number): string {
  return count.toLocaleString("en");
}

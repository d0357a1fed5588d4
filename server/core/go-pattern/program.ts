/** Where in a text a step without a character goes on. */
export type Assertion = "text begin" | "text end" | "line begin" | "line end" | "word boundary" | "no word boundary";

/** One step of an expression. */
export type Step =
  | { readonly type: "character"; readonly matches: (code: number) => boolean }
  | { readonly type: "assertion"; readonly assertion: Assertion }
  /** Goes on at several places, counted from the step itself; the first that leads to a match counts. */
  | { readonly type: "either"; readonly ways: readonly number[] }
  /** Notes the place in the text: twice the number of a group for its beginning, one more for its end. */
  | { readonly type: "note"; readonly slot: number };

/** A regular expression of Go that has been read. */
export interface GoPattern {
  /** One after the other; it matches where the last one is passed. */
  readonly steps: readonly Step[];
  /** How many groups it has, the whole included. */
  readonly groups: number;
  /** The numbers of named groups. */
  readonly names: ReadonlyMap<string, number>;
}

/** What may be written at a place of the configuration. Checks, completion, hovers, the schema and the docs page are made from it. */
export type Shape =
  | TextShape
  | { readonly type: "word"; readonly words: readonly Word[] }
  | { readonly type: "switch" }
  | ListShape
  | MapShape
  /** As in an Application of Argo CD, which says what may stand there. */
  | { readonly type: "mapping" }
  | { readonly type: "anything" };

/** A list, perhaps with something without which it means nothing. */
export interface ListShape {
  readonly type: "list";
  readonly of: Shape;
  /** What at least one of its texts matches, and the end of a sentence that says so. */
  readonly contains?: { readonly pattern: RegExp; readonly wanted: string };
}

/** A text, or a number, which is read as it is written. */
export interface TextShape {
  readonly type: "text";
  /** What a right text matches, here and in tools that read the schema. */
  readonly pattern: RegExp;
  /** What is right there instead of a text that does not match, as the end of a sentence. */
  readonly wanted: (text: string) => string;
  /** The right text that somebody meant with a wrong one, if that is clear. */
  readonly meant?: (text: string) => string;
}

/** One of the words that may be written. */
export interface Word {
  readonly word: string;
  /** One sentence of Markdown. */
  readonly summary: string;
}

/** A mapping with keys that we know. */
export interface MapShape {
  readonly type: "map";
  /** What a key is called in a message, such as "rule". */
  readonly called: string;
  readonly keys: readonly KeyShape[];
}

/** A key of a mapping. */
export interface KeyShape {
  readonly key: string;
  /** Sentences of Markdown. */
  readonly summary: string;
  /** What it is without the key, as a sentence of Markdown; absent where that goes without saying. */
  readonly absent?: string;
  readonly isRequired?: true;
  readonly of: Shape;
}

/** What may be written below a path of keys and `[]`, which stands for each item of a list; `undefined` where we do not know. */
export function shapeAt(shape: Shape, path: readonly string[]): Shape | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return shape;
  if (shape.type === "list") return first === "[]" ? shapeAt(shape.of, rest) : undefined;
  const found = shape.type === "map" ? shape.keys.find(({ key }) => key === first) : undefined;
  return found && shapeAt(found.of, rest);
}

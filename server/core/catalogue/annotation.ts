/** Everything that is known about one annotation. Completion, hover, rules, settings and docs pages are made from it. */
export interface AnnotationSpec {
  /** The whole key, prefix included. */
  readonly key: string;
  /** One sentence: what it does. */
  readonly summary: string;
  /** Markdown, one sentence a line: what Argo CD really does with it, and what surprises people. */
  readonly details: string;
  readonly value: ValueSpec;
  /** One sentence: what holds where the annotation is absent. */
  readonly absent: string;
  /** One sentence: what Argo CD does with a value that it does not know. */
  readonly badValue: string;
  /** The objects that it is read on. */
  readonly readOn: ReadOn;
  /** The first Argo CD version that reads it, as in `2.10`. */
  readonly since: string;
  /** The page of Argo CD's documentation. */
  readonly link: string;
  /** Other spellings that people use and Argo CD does not read; each with a full key. */
  readonly mistakenFor: readonly string[];
}

/** The objects on which Argo CD reads an annotation: any resource that it manages, or only those of these kinds. */
export type ReadOn = "any resource" | readonly string[];

/** What may stand in a value. */
export type ValueSpec = IntegerValue | ListValue;

/** A whole number, as Go's `strconv.Atoi` reads it. */
export interface IntegerValue {
  readonly type: "integer";
}

/** Items split at commas; blanks around an item do not count, its case does. */
export interface ListValue {
  readonly type: "list";
  /** What one item is called in a sentence: `hook type`. */
  readonly itemName: string;
  readonly items: readonly ItemSpec[];
}

/** One item that may stand in a list. */
export interface ItemSpec {
  /** As it is written: `PreSync`, `Prune=false`. */
  readonly value: string;
  /** One sentence: what it does. */
  readonly summary: string;
  /** The first Argo CD version that knows it. */
  readonly since: string;
  /** It is read only on objects of these kinds; absent where it is read on any. */
  readonly onlyOn?: readonly string[];
  /** It keeps a resource from being deleted: a misspelling costs more than an option. */
  readonly protects?: true;
  /** What people write in its place, in the belief that Argo CD knows it. */
  readonly mistakenFor?: readonly string[];
}

/** Everything that is known about one annotation. Completion, hover, rules, settings and docs pages are made from it. */
export interface AnnotationSpec extends KeySpec {
  /** Other spellings that people use and Argo CD does not read; each with a full key. */
  readonly mistakenFor?: readonly string[];
  /** It works on Pods, so it may also stand in the pod template of a workload. */
  readonly reachesPods?: true;
}

/** Everything that is known about one key of the metadata, annotation or label. */
export interface KeySpec {
  /**
   * The whole key, prefix included. A family of keys has a word in capitals where anything may stand, and what may be left out
   * in brackets: `link.argocd.argoproj.io/NAME`, `notifications.argoproj.io/subscribe.[TRIGGER.]SERVICE`.
   */
  readonly key: string;
  /** One sentence: what it does. */
  readonly summary: string;
  /** Markdown, one sentence a line: what Argo CD really does with it, and what surprises people. */
  readonly details: string;
  readonly value: ValueSpec;
  /** One sentence: what holds where the key is absent. */
  readonly absent: string;
  /** One sentence: what becomes of a value that its reader does not know. */
  readonly badValue: string;
  /** The objects that it is read on. */
  readonly readOn: ReadOn;
  readonly readFrom: ReadFrom;
  readonly reader: Reader;
  readonly writer: Writer;
  /** The first Argo CD version that reads it, as in `2.10`; `undefined` where another tool reads it. */
  readonly since: string | undefined;
  /** The page of the documentation. */
  readonly link: string;
}

/** The objects on which a key is read: any resource that Argo CD manages, or only those of these kinds. */
export type ReadOn = "any resource" | readonly string[];

/** Where a key is read: in the manifest, or on the object in the cluster, which has it once it is synced. */
export type ReadFrom = "manifest" | "live object";

/** Who reads a key. */
export type Reader =
  "Argo CD" | "Argo CD's user interface" | "Argo CD Notifications" | "Argo CD Image Updater" | "Argo CD Operator";

/**
 * Who writes a key: people, in Git; somebody who asks Argo CD to do something once, which in Git would be asked again and again;
 * or Argo CD itself, in which case it never belongs into Git.
 */
export type Writer = "people" | "request" | "Argo CD";

/** What may stand in a value. Only `values.ts` makes one. */
export type ValueSpec = IntegerValue | ListValue | OtherValue;

/** What every type of value can do. */
export interface AnyValue {
  /** What it is, in a few words: `a whole number`. */
  readonly description: string;
  /** What completion offers, best first; in a list these are all the items that there are. */
  readonly items: readonly ItemSpec[];
  /** What is wrong with a text; `undefined` where it counts as it is written. */
  readonly check: (text: string) => ValueProblem | undefined;
}

/** Why a text is not read as a value of its type. */
export interface ValueProblem {
  /** The end of a sentence about the text: `is not a whole number`. The `badValue` of its key says what it costs. */
  readonly reason: string;
  /** The text that was surely meant. */
  readonly meant: string | undefined;
}

/** A whole number, as Go's `strconv.Atoi` reads it. */
export interface IntegerValue extends AnyValue {
  readonly type: "integer";
}

/** Items of a closed vocabulary, split at commas; blanks around an item do not count, its case does. */
export interface ListValue extends AnyValue {
  readonly type: "list";
  /** What one item is called in a sentence: `hook type`. */
  readonly itemName: string;
}

/** All other types; whoever asks what a value is needs no more than its description, its items and its check. */
export interface OtherValue extends AnyValue {
  readonly type:
    | "choice"
    | "flag"
    | "images"
    | "link"
    | "mapping"
    | "paths"
    | "pattern"
    | "presence"
    | "recipients"
    | "text"
    | "url"
    | "yaml";
}

/** One word that may stand in a value, alone or in a list. */
export interface ItemSpec {
  /** As it is written: `PreSync`, `Prune=false`. */
  readonly value: string;
  /** One sentence: what it does. */
  readonly summary: string;
  /** The first Argo CD version that knows it; `undefined` where another tool reads it. */
  readonly since: string | undefined;
  /** It is read only on objects of these kinds; absent where it is read on any. */
  readonly onlyOn?: readonly string[];
  /** It keeps a resource from being deleted: a misspelling costs more than an option. */
  readonly protects?: true;
  /** What people write in its place, in the belief that Argo CD knows it. */
  readonly mistakenFor?: readonly string[];
}

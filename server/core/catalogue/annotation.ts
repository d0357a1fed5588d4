/** Everything that is known about one annotation. Completion, hover, rules, settings and docs pages are generated from it. */
export interface AnnotationSpec extends KeySpec {
  /** Full keys that people write by mistake and Argo CD does not read. */
  readonly mistakenFor?: readonly string[];
  /** It works on Pods, so the pod template of a workload may have it too. */
  readonly reachesPods?: true;
}

/** Everything that is known about one annotation or label. */
export interface KeySpec {
  /**
   * The whole key, prefix included. In a family of keys, a word in capitals stands for any text, and brackets mark an optional
   * part: `link.argocd.argoproj.io/NAME`, `notifications.argoproj.io/subscribe.[TRIGGER.]SERVICE`.
   */
  readonly key: string;
  /** One sentence: what it does. */
  readonly summary: string;
  /** Markdown, one sentence a line: what Argo CD really does with it, and what surprises people. */
  readonly details: string;
  readonly value: ValueSpec;
  /** One sentence: what happens if the key is absent. */
  readonly absent: string;
  /** One sentence: what happens to a value that its reader does not know. */
  readonly badValue: string;
  /** The objects on which it is read. */
  readonly readOn: ReadOn;
  readonly readFrom: ReadFrom;
  readonly reader: Reader;
  readonly writer: Writer;
  /** The first Argo CD version that reads it, as in `2.10`; `undefined` if another tool reads it. */
  readonly since: string | undefined;
  /** The page of the documentation. */
  readonly link: string;
}

/** The objects on which a key is read: any resource that Argo CD manages, or only those of these kinds. */
export type ReadOn = "any resource" | readonly string[];

/** Where a key is read: in the manifest, or on the object in the cluster, which has it after a sync. */
export type ReadFrom = "manifest" | "live object";

/** Who reads a key. */
export type Reader =
  "Argo CD" | "Argo CD's user interface" | "Argo CD Notifications" | "Argo CD Image Updater" | "Argo CD Operator";

/**
 * Who writes a key: people, in Git; somebody who asks Argo CD to do something once, with a key that asks again and again if it is
 * in Git; or Argo CD itself, with a key that should not be committed to Git.
 */
export type Writer = "people" | "request" | "Argo CD";

/** What a value can be. Only `values.ts` creates one. */
export type ValueSpec = IntegerValue | ListValue | OtherValue;

/** What every type of value has. */
export interface AnyValue {
  /** What it is, in a few words: `a whole number`. */
  readonly description: string;
  /** What completion offers, best first; for a list, every valid item. */
  readonly items: readonly ItemSpec[];
  /** What is wrong with a text; `undefined` if it is valid. */
  readonly check: (text: string) => ValueProblem | undefined;
}

/** Why a text is not a valid value of its type. */
export interface ValueProblem {
  /** The end of a sentence about the text: `is not a whole number`. The `badValue` of its key says what follows. */
  readonly reason: string;
  /** The text that was clearly meant. */
  readonly meant: string | undefined;
}

/** A whole number, as Go's `strconv.Atoi` reads it. */
export interface IntegerValue extends AnyValue {
  readonly type: "integer";
}

/** Items of a closed vocabulary, separated by commas; blanks around an item are ignored, its case matters. */
export interface ListValue extends AnyValue {
  readonly type: "list";
  /** What one item is called in a sentence: `hook type`. */
  readonly itemName: string;
}

/** All other types: their description, items and check say all that callers need. */
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

/** One word that a value can contain, alone or in a list. */
export interface ItemSpec {
  /** As it is written: `PreSync`, `Prune=false`. */
  readonly value: string;
  /** One sentence: what it does. */
  readonly summary: string;
  /** The first Argo CD version that knows it; `undefined` if another tool reads it. */
  readonly since: string | undefined;
  /** It is read only on objects of these kinds; absent if it is read on any. */
  readonly onlyOn?: readonly string[];
  /** It keeps a resource from being deleted, so a misspelling can cost the resource itself. */
  readonly protects?: true;
  /** What people write instead, believing that Argo CD knows it. */
  readonly mistakenFor?: readonly string[];
}

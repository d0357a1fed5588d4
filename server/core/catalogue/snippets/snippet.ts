/** Whole resources to begin with, right in every detail. */
export interface SnippetSpec {
  /** What people type to get it, and the name in lists. */
  readonly prefix: string;
  /** A few words: `PreSync migration Job`. */
  readonly title: string;
  /** One sentence: what it does, and when. */
  readonly summary: string;
  /** YAML. `<<name=default>>` is a place to fill in; `<<name>>` is the same place again. */
  readonly body: string;
}

/** A complete resource to start from. */
export interface SnippetSpec {
  /** What people type to get it, and its name in lists. */
  readonly prefix: string;
  /** A few words: `PreSync migration Job`. */
  readonly title: string;
  /** One sentence: what it does, and when. */
  readonly summary: string;
  /** YAML. `<<name=default>>` is a place to fill in; `<<name>>` repeats that place. */
  readonly body: string;
}

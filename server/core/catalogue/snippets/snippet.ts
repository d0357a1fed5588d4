/** A complete resource to start from. */
export interface SnippetSpec {
  /** Its name in lists. */
  readonly prefix: string;
  /** A few words: `PreSync migration Job`. */
  readonly title: string;
  /** One sentence: what it does, and when. */
  readonly summary: string;
  /** The words in lower case that people type to find it, beside those of its name. */
  readonly words: readonly string[];
  /** YAML. `<<name=default>>` is a place to fill in, `<<name=default|other>>` one to choose for; `<<name>>` repeats that place. The default of `destination` is the namespace of the application, where it is known. */
  readonly body: string;
}

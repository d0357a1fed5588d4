/** A place in a file; line and character from 0, in UTF-16 units. */
export interface SourceLocation {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

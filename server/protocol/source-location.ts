/** A place in a file; line and character from 0, counted in the `positionEncoding` that the server has answered. */
export interface SourceLocation {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** The one place where offsets become positions of the protocol, and back. */
import type { InitializeParams, Position, Range } from "vscode-languageserver";
import {
  characterAt,
  columnAt,
  type ColumnUnit,
  type ManifestFile,
  offsetAt,
  positionAt,
  type Span,
} from "../core/index.ts";

/** What the editor counts in a line: UTF-16 units, bytes of UTF-8 or code points. */
export type PositionEncoding = "utf-16" | ColumnUnit;

/** How an editor counts. */
export interface Counting {
  readonly positionEncoding: PositionEncoding;
}

const known: readonly PositionEncoding[] = ["utf-8", "utf-16", "utf-32"];

/** The first encoding that an editor names and that is known here; UTF-16 is that of editors that name none. */
export function positionEncodingFor({ general }: InitializeParams["capabilities"]): PositionEncoding {
  // An editor may say anything about itself.
  const named: unknown = general?.positionEncodings;
  if (!Array.isArray(named)) return "utf-16";
  return named.flatMap((name) => known.filter((it) => it === name))[0] ?? "utf-16";
}

/** The offset in the file, counted from 0, of a position of the protocol. */
export function toOffset(
  file: ManifestFile,
  { line, character }: Position,
  { positionEncoding: encoding }: Counting,
): number {
  return offsetAt(file, line, encoding === "utf-16" ? character : characterAt(file, line, character, encoding));
}

/** The position of the protocol of an offset in the file. */
export function toPosition(file: ManifestFile, offset: number, { positionEncoding: encoding }: Counting): Position {
  const { line, character } = positionAt(file, offset);
  return { line, character: encoding === "utf-16" ? character : columnAt(file, line, character, encoding) };
}

/** The range of the protocol of a pair of offsets in the file. */
export function toRange(file: ManifestFile, { start, end }: Span, counting: Counting): Range {
  return { start: toPosition(file, start, counting), end: toPosition(file, end, counting) };
}

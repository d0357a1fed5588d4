/** Columns of a line in what some editors count. Everything else counts UTF-16 units. */
import { derive } from "../memo.ts";
import type { ManifestDocument } from "./document.ts";
import { lastAtMost, lineAt, type ManifestFile } from "./file.ts";

/** What a column counts where it is not UTF-16 units: bytes of UTF-8, or code points. */
export type ColumnUnit = "utf-8" | "utf-32";

/** The column (from 0) of a character of a line (both from 0; the character in UTF-16 units); what lies behind the line is at its end. */
export function columnAt(file: ManifestFile, line: number, character: number, unit: ColumnUnit): number {
  const found = lineAt(file, line);
  if (found === undefined) return 0;
  const { document, start, end } = found;
  const { units, columns } = marksOf(document, start, unit);
  const mark = lastAtMost(units, character, units.length - 1);
  const from = start + (units[mark] ?? 0);
  let column = columns[mark] ?? 0;
  for (const letter of document.text.slice(from, Math.min(start + character, end))) column += widthOf(letter, unit);
  return column;
}

/** The character (from 0, in UTF-16 units) at a column of a line, both from 0; inside of a character it is where that begins. */
export function characterAt(file: ManifestFile, line: number, column: number, unit: ColumnUnit): number {
  const found = lineAt(file, line);
  if (found === undefined) return 0;
  const { document, start, end } = found;
  const { units, columns } = marksOf(document, start, unit);
  const mark = lastAtMost(columns, column, columns.length - 1);
  let [character, reached] = [units[mark] ?? 0, columns[mark] ?? 0];
  for (const letter of document.text.slice(start + character, Math.min(start + character + 2 * markEvery, end))) {
    reached += widthOf(letter, unit);
    if (reached > column) break;
    character += letter.length;
  }
  return character;
}

/** Every so many UTF-16 units of a long line, its columns are known: else a line of a megabyte would be counted for each problem in it. */
const markEvery = 1024;

/** Places in a line, in ascending order: a character in UTF-16 units from the start of the line, and its column. */
interface Marks {
  readonly units: readonly number[];
  readonly columns: readonly number[];
}

const shortLine: Marks = { units: [0], columns: [0] };

function marksOf(document: ManifestDocument, start: number, unit: ColumnUnit): Marks {
  return derive(document, unit === "utf-8" ? bytesInLongLines : pointsInLongLines).get(start) ?? shortLine;
}

function bytesInLongLines(document: ManifestDocument): ReadonlyMap<number, Marks> {
  return longLines(document, "utf-8");
}

function pointsInLongLines(document: ManifestDocument): ReadonlyMap<number, Marks> {
  return longLines(document, "utf-32");
}

/** The marks of the long lines of a document, by the offset at which each begins. */
function longLines({ text, lineStarts }: ManifestDocument, unit: ColumnUnit): ReadonlyMap<number, Marks> {
  const long = lineStarts.flatMap((start, index): (readonly [number, Marks])[] => {
    const end = lineStarts[index + 1] ?? text.length;
    return end - start <= markEvery ? [] : [[start, marksIn(text.slice(start, end), unit)]];
  });
  return new Map(long);
}

function marksIn(line: string, unit: ColumnUnit): Marks {
  const [units, columns] = [[0], [0]];
  let [character, column] = [0, 0];
  for (const letter of line) {
    character += letter.length;
    column += widthOf(letter, unit);
    if (character - (units.at(-1) ?? 0) < markEvery) continue;
    units.push(character);
    columns.push(column);
  }
  return { units, columns };
}

/** How much one code point adds to a column. One half of a pair is written as U+FFFD, which has the same number of bytes. */
function widthOf(letter: string, unit: ColumnUnit): number {
  const code = unit === "utf-32" ? 0 : (letter.codePointAt(0) ?? 0);
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x1_0000 ? 3 : 4;
}

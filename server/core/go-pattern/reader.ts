/** An expression as code points, and how far it is read. */
export interface Reader {
  readonly source: readonly number[];
  at: number;
}

/** A reader at the beginning of an expression. */
export function readerOf(source: string): Reader {
  return { source: Array.from(source, (letter) => letter.codePointAt(0) ?? 0), at: 0 };
}

/** Goes past a character if it stands there. */
export function take(reader: Reader, character: string): boolean {
  if (reader.source[reader.at] !== character.codePointAt(0)) return false;
  reader.at++;
  return true;
}

/** Goes past several characters, if all of them stand there. */
export function takeWord(reader: Reader, word: string): boolean {
  const { at } = reader;
  if (Array.from(word).every((character) => take(reader, character))) return true;
  reader.at = at;
  return false;
}

/** Reads a whole number without a leading 0; `undefined` where there is none. */
export function readNumber(reader: Reader): number | undefined {
  let digits = "";
  for (;;) {
    const digit = String.fromCodePoint(reader.source[reader.at] ?? 0);
    if (digit < "0" || digit > "9" || digits.length > 6) break;
    digits += digit;
    reader.at++;
  }
  return digits === "" || (digits.length > 1 && digits.startsWith("0")) ? undefined : Number(digits);
}

/**
 * The bytes of a string. A string of Go may hold any bytes: those that are not UTF-8 stand in ours as U+DC80 to U+DCFF, which no text
 * that was read has.
 */
export function bytesOf(text: string): readonly number[] {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0;
    if (code > 0xffff) at++;
    if (code >= 0xdc80 && code <= 0xdcff) bytes.push(code - 0xdc00);
    else if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code, 0));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code, 6), tail(code, 0));
    else bytes.push(0xf0 | (code >> 18), tail(code, 12), tail(code, 6), tail(code, 0));
  }
  return bytes;
}

function tail(code: number, shift: number): number {
  return 0x80 | ((code >> shift) & 0x3f);
}

/** The string that bytes are. */
export function textOf(bytes: readonly number[]): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = lengthAt(bytes, at);
    if (length === 0) {
      parts.push(String.fromCharCode(0xdc00 + (bytes[at] ?? 0)));
      at++;
    } else {
      parts.push(String.fromCodePoint(codeAt(bytes, at, length)));
      at += length;
    }
  }
  return parts.join("");
}

/** How many bytes the letter there has; 0 where it is not UTF-8. */
function lengthAt(bytes: readonly number[], at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
  if (length === 0) return 0;
  for (let index = 1; index < length; index++) if (((bytes[at + index] ?? 0) & 0xc0) !== 0x80) return 0;
  const code = codeAt(bytes, at, length);
  const isWrong =
    (length === 3 && (code < 0x800 || (code >= 0xd800 && code <= 0xdfff))) ||
    (length === 4 && (code < 0x10000 || code > 0x10ffff));
  return isWrong ? 0 : length;
}

function codeAt(bytes: readonly number[], at: number, length: number): number {
  let code = (bytes[at] ?? 0) & (length === 1 ? 0x7f : 0xff >> (length + 1));
  for (let index = 1; index < length; index++) code = (code << 6) | ((bytes[at + index] ?? 0) & 0x3f);
  return code;
}

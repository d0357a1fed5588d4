/**
 * The bytes of a string. A string of Go may hold any bytes: those that are not UTF-8 stand in ours as U+DC80 to U+DCFF, which no text
 * that was read has.
 */
export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(byteLength(text));
  let end = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0;
    if (code > 0xffff) at++;
    if (code < 0x80 || isLoneByte(code)) bytes[end++] = code & 0xff;
    else {
      const tails = tailsOf(code);
      bytes[end++] = tails === 1 ? 0xc0 | (code >> 6) : tails === 2 ? 0xe0 | (code >> 12) : 0xf0 | (code >> 18);
      for (let shift = 6 * (tails - 1); shift >= 0; shift -= 6) bytes[end++] = 0x80 | ((code >> shift) & 0x3f);
    }
  }
  return bytes;
}

/** How many bytes a string has. */
export function byteLength(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    const point = text.codePointAt(at) ?? 0;
    if (point > 0xffff) {
      at++;
      length += 2;
    } else if (!isLoneByte(point)) length += tailsOf(point);
  }
  return length;
}

function isLoneByte(code: number): boolean {
  return code >= 0xdc80 && code <= 0xdcff;
}

/** How many bytes a letter has behind its first one. */
function tailsOf(code: number): number {
  return code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
}

/** The string that bytes are. */
export function textOf(bytes: ArrayLike<number>): string {
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
function lengthAt(bytes: ArrayLike<number>, at: number): number {
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

function codeAt(bytes: ArrayLike<number>, at: number, length: number): number {
  let code = (bytes[at] ?? 0) & (length === 1 ? 0x7f : 0xff >> (length + 1));
  for (let index = 1; index < length; index++) code = (code << 6) | ((bytes[at + index] ?? 0) & 0x3f);
  return code;
}

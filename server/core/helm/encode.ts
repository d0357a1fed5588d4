const letters64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const letters32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Bytes in base64, padded. */
export function base64(bytes: Uint8Array): string {
  return inBits(bytes, letters64, 6, 4);
}

/** Bytes in base32, padded. */
export function base32(bytes: Uint8Array): string {
  return inBits(bytes, letters32, 5, 8);
}

function inBits(bytes: Uint8Array, letters: string, width: number, group: number): string {
  let text = "";
  let [held, bits] = [0, 0];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= width) {
      bits -= width;
      text += letters.charAt((held >> bits) & ((1 << width) - 1));
    }
    held &= (1 << bits) - 1;
  }
  if (bits > 0) text += letters.charAt((held << (width - bits)) & ((1 << width) - 1));
  return text.padEnd(Math.ceil(text.length / group) * group, "=");
}

/** The bytes that a text in base64 stands for; where it is none, the place of what is wrong, counted in bytes from 0. */
export function base64Bytes(text: string): readonly number[] | number {
  const bytes: number[] = [];
  let [held, bits, count] = [0, 0, 0];
  const stripped = text.replace(/[\r\n]/g, "");
  const end = stripped.length - (stripped.endsWith("==") ? 2 : stripped.endsWith("=") ? 1 : 0);
  for (let at = 0; at < end; at++) {
    const value = letters64.indexOf(stripped[at] ?? "");
    if (value < 0) return at;
    held = ((held << 6) | value) & 0xffffff;
    bits += 6;
    count++;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  if (stripped.length % 4 !== 0) return end - (end % 4);
  return count % 4 !== 1 ? bytes : end;
}

/** The bytes that a text in base32 stands for; where it is none, the place of what is wrong, counted in bytes from 0. */
export function base32Bytes(text: string): readonly number[] | number {
  const stripped = text.replace(/[\r\n]/g, "");
  const inner = stripped.replace(/={1,6}$/, "");
  const wrong = Array.from(inner).findIndex((letter) => !letters32.includes(letter));
  if (wrong >= 0) return wrong;
  if (stripped.length % 8 !== 0 || [1, 3, 6].includes(inner.length % 8)) return inner.length - (inner.length % 8);
  const bytes: number[] = [];
  let [held, bits] = [0, 0];
  for (const letter of inner) {
    held = ((held << 5) | letters32.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 0xff);
    }
  }
  return bytes;
}

/** The sum that `adler32sum` prints. */
export function adler32(bytes: Uint8Array): number {
  let [one, other] = [1, 0];
  for (const byte of bytes) {
    one = (one + byte) % 65521;
    other = (other + one) % 65521;
  }
  return other * 65536 + one;
}

/** What the letter after a backslash stands for in double quotes. */
const letters: ReadonlyMap<string, string> = new Map([
  ["0", "\0"],
  ["a", "\x07"],
  ["b", "\b"],
  ["e", "\x1B"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
  ["N", "\x85"],
  ["_", "\xA0"],
  ["L", "\u2028"],
  ["P", "\u2029"],
  [" ", " "],
  ['"', '"'],
  ["/", "/"],
  ["\\", "\\"],
  ["\t", "\t"],
]);

/** How many hexadecimal digits follow a letter. `\U` is left to the `yaml` package, as it may be out of range. */
const digits: ReadonlyMap<string, number> = new Map([
  ["x", 2],
  ["u", 4],
]);

/** A line between double quotes, decoded; `undefined` where an escape is unknown or cut off by the end of the line. */
export function decodeDouble(written: string): string | undefined {
  let decoded = "";
  let from = 0;
  for (let at = written.indexOf("\\"); at >= 0; at = written.indexOf("\\", from)) {
    const letter = written.charAt(at + 1);
    const count = digits.get(letter) ?? 0;
    const hex = written.slice(at + 2, at + 2 + count);
    const value = count === 0 ? letters.get(letter) : fromHex(hex, count);
    if (value === undefined) return undefined;
    decoded += written.slice(from, at) + value;
    from = at + 2 + count;
  }
  return from === 0 ? written : decoded + written.slice(from);
}

function fromHex(hex: string, count: number): string | undefined {
  return hex.length === count && /^[0-9a-fA-F]+$/.test(hex) ? String.fromCharCode(parseInt(hex, 16)) : undefined;
}

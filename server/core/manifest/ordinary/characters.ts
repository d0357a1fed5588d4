/** The characters that mean something to a reader of YAML, as UTF-16 units. */
export const char = {
  tab: 9,
  newline: 10,
  carriageReturn: 13,
  space: 32,
  doubleQuote: 34,
  hash: 35,
  singleQuote: 39,
  plus: 43,
  comma: 44,
  dash: 45,
  dot: 46,
  colon: 58,
  greater: 62,
  capitalA: 65,
  capitalZ: 90,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  smallA: 97,
  smallZ: 122,
  openBrace: 123,
  pipe: 124,
  closeBrace: 125,
} as const;

/** Whether a blank, the end of a line or the end of the text is there. */
export function isEmptyAt(text: string, at: number): boolean {
  if (at >= text.length) return true;
  const code = text.charCodeAt(at);
  return code === char.space || isLineEnd(code) || code === char.tab;
}

/** Whether the end of a line or of the text is there. */
export function isLineEndAt(text: string, at: number): boolean {
  return at >= text.length || isLineEnd(text.charCodeAt(at));
}

/** Whether a unit is the end of a line, or the first half of one. */
export function isLineEnd(code: number): boolean {
  return code === char.newline || code === char.carriageReturn;
}

/** The offset after blanks of a line, tabs included. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && (text.charCodeAt(at) === char.space || text.charCodeAt(at) === char.tab)) at++;
  return at;
}

/** The offset after spaces. */
export function skipSpaces(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) === char.space) at++;
  return at;
}

/** The start of the line after the one that holds an offset; the end of the text where there is none. */
export function nextLine(text: string, at: number): number {
  return text.indexOf("\n", at) + 1 || text.length;
}

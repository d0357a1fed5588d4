/** How many line breaks a text holds. */
export function countLineBreaks(text: string): number {
  if (text.includes("\r")) return lineStartsOf(text).length - 1;
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

/** Offsets at which the lines of a text begin, the first one 0. A line ends as the protocol says: with `\n`, `\r\n`, or a `\r` alone. */
export function lineStartsOf(text: string): number[] {
  const starts = [0];
  if (text.includes("\r")) {
    for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
    return starts;
  }
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

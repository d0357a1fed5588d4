/**
 * The first line of a rendered text that comes from a line of its template, or else from the nearest line above that; `undefined` where
 * there is none. `lines` gives the line of the template for each line of the text, -1 for those from nowhere.
 */
export function nearestLine(lines: readonly number[], line: number): number | undefined {
  let found: number | undefined;
  let nearest = -1;
  for (const [index, from] of lines.entries()) {
    if (from > nearest && from <= line) [found, nearest] = [index, from];
  }
  return found;
}

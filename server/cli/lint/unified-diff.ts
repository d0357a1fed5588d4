/** How many lines around a change are shown. */
const context = 3;

/** How many lines may differ before all that is between the first and the last of them counts as changed. */
const maxDifferences = 1000;

/** A line of a file: kept, gone or new. */
interface Step {
  readonly sign: " " | "-" | "+";
  readonly line: string;
}

/** What makes one text of another, as a unified diff without the names of files; "" where they are equal. */
export function unifiedDiff(before: string, after: string): string {
  const steps = stepsBetween(linesOf(before), linesOf(after));
  let text = "";
  for (const { start, end } of hunks(steps)) {
    const [old, fresh] = [lineCount(steps, 0, start, "+"), lineCount(steps, 0, start, "-")];
    const [oldCount, freshCount] = [lineCount(steps, start, end, "+"), lineCount(steps, start, end, "-")];
    // A side without lines is named by the line before.
    text += `@@ -${old + Number(oldCount > 0)},${oldCount} +${fresh + Number(freshCount > 0)},${freshCount} @@\n`;
    for (const { sign, line } of steps.slice(start, end)) {
      text += line.endsWith("\n") ? `${sign}${line}` : `${sign}${line}\n\\ No newline at end of file\n`;
    }
  }
  return text;
}

/** How many lines one of the texts has in some steps: all but those that only the other has. */
function lineCount(steps: readonly Step[], start: number, end: number, without: Step["sign"]): number {
  let count = 0;
  for (let at = start; at < end; at++) if (steps[at]?.sign !== without) count++;
  return count;
}

function linesOf(text: string): readonly string[] {
  const lines = text.split("\n").map((line) => `${line}\n`);
  const last = lines.pop()?.slice(0, -1) ?? "";
  return last === "" ? lines : [...lines, last];
}

/** The steps that belong together, each with its context. */
function hunks(steps: readonly Step[]): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const [index, { sign }] of steps.entries()) {
    if (sign === " ") continue;
    const [start, end] = [Math.max(index - context, 0), Math.min(index + context + 1, steps.length)];
    const last = found.at(-1);
    if (last !== undefined && start <= last.end) last.end = end;
    else found.push({ start, end });
  }
  return found;
}

/** Follows Myers, "An O(ND) Difference Algorithm", between what both texts begin and end with. */
function stepsBetween(before: readonly string[], after: readonly string[]): readonly Step[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const [old, fresh] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const kept = (lines: readonly string[]): readonly Step[] => lines.map((line) => ({ sign: " ", line }));
  const middle = shortestSteps(old, fresh) ?? [
    ...old.map((line): Step => ({ sign: "-", line })),
    ...fresh.map((line): Step => ({ sign: "+", line })),
  ];
  return [...kept(before.slice(0, start)), ...middle, ...kept(before.slice(before.length - end))];
}

/** The least steps; `undefined` if there are too many. */
function shortestSteps(old: readonly string[], fresh: readonly string[]): readonly Step[] | undefined {
  const rounds: Map<number, number>[] = [];
  let furthest = new Map<number, number>([[1, 0]]);
  for (let differences = 0; differences <= Math.min(maxDifferences, old.length + fresh.length); differences++) {
    rounds.push(furthest);
    const next = new Map<number, number>();
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      const isNew = goesDown(furthest, diagonal, differences);
      let x = isNew ? (furthest.get(diagonal + 1) ?? 0) : (furthest.get(diagonal - 1) ?? 0) + 1;
      while (x < old.length && x - diagonal < fresh.length && old[x] === fresh[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= old.length && x - diagonal >= fresh.length) return stepsBack(rounds, old, fresh);
    }
    furthest = next;
  }
  return undefined;
}

/** Whether the furthest way to a diagonal ends with a new line, and not with one that is gone. */
function goesDown(furthest: ReadonlyMap<number, number>, diagonal: number, differences: number): boolean {
  if (diagonal === -differences) return true;
  return diagonal !== differences && (furthest.get(diagonal - 1) ?? 0) < (furthest.get(diagonal + 1) ?? 0);
}

/** Goes back on the way that reached the end. */
function stepsBack(
  rounds: readonly ReadonlyMap<number, number>[],
  old: readonly string[],
  fresh: readonly string[],
): readonly Step[] {
  const steps: Step[] = [];
  let [x, y] = [old.length, fresh.length];
  for (const [differences, furthest] of [...rounds.entries()].reverse()) {
    const diagonal = x - y;
    const before = goesDown(furthest, diagonal, differences) ? diagonal + 1 : diagonal - 1;
    const fromX = differences === 0 ? 0 : (furthest.get(before) ?? 0);
    const fromY = differences === 0 ? 0 : fromX - before;
    while (x > fromX && y > fromY) {
      steps.push({ sign: " ", line: old[--x] ?? "" });
      y--;
    }
    if (differences === 0) break;
    steps.push(x === fromX ? { sign: "+", line: fresh[fromY] ?? "" } : { sign: "-", line: old[fromX] ?? "" });
    [x, y] = [fromX, fromY];
  }
  return steps.reverse();
}

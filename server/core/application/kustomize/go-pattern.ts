/**
 * Regular expressions of Go, as far as selectors use them. Like Go's, they never go back in the text: all places in the expression
 * that can be reached are followed at once, so the time is at most the length of the one times that of the other.
 */

/** One step of an expression that has been read. */
export type Step =
  | { readonly type: "character"; readonly matches: (character: string) => boolean }
  | { readonly type: "begin" | "end" }
  /** Goes on at several places, counted from the step itself. */
  | { readonly type: "either"; readonly ways: readonly number[] };

/** An expression as steps, one after the other; it matches where the last one is passed. */
export type GoPattern = readonly Step[];

/** Whether an expression matches anywhere in a text. Mirrors `MatchString` in regexp/regexp.go of Go. */
export function matchesGoPattern(pattern: GoPattern, text: string): boolean {
  const characters = Array.from(text);
  let reached = new Set<number>();
  for (let at = 0; at <= characters.length; at++) {
    follow(pattern, reached.add(0), { isBegin: at === 0, isEnd: at === characters.length });
    if (reached.has(pattern.length)) return true;
    const next = new Set<number>();
    for (const place of reached) {
      const step = pattern[place];
      if (step?.type === "character" && at < characters.length && step.matches(characters[at] ?? ""))
        next.add(place + 1);
    }
    reached = next;
  }
  return false;
}

/** Adds the places that are reached without a character; those that are added are visited too. */
function follow(
  pattern: GoPattern,
  reached: Set<number>,
  { isBegin, isEnd }: { readonly isBegin: boolean; readonly isEnd: boolean },
): void {
  for (const place of reached) {
    const step = pattern[place];
    if (step?.type === "either") for (const way of step.ways) reached.add(place + way);
    else if ((step?.type === "begin" && isBegin) || (step?.type === "end" && isEnd)) reached.add(place + 1);
  }
}

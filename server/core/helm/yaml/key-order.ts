/** Keys in the order in which goyaml.v2 prints them: numbers in them by their values, and letters behind other characters. Mirrors `Less` of `keyList` in goyaml.v2/sorter.go. */
export function inNaturalOrder(keys: readonly string[]): readonly string[] {
  return keys.toSorted(compare);
}

function compare(one: string, other: string): number {
  let inDigits = false;
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    const [a, b] = [one[at] ?? "", other[at] ?? ""];
    if (a === b) {
      inDigits = isDigit(a);
      continue;
    }
    const [aLetter, bLetter] = [isLetter(a), isLetter(b)];
    if (aLetter && bLetter) return a < b ? -1 : 1;
    if (aLetter || bLetter) return aLetter === inDigits ? -1 : 1;
    return compareNumbers(one, other, at) || (a < b ? -1 : 1);
  }
  return one.length - other.length;
}

/** Compares the numbers that stand in both from there on; 0 where they are equal. */
function compareNumbers(one: string, other: string, at: number): number {
  // Zeros count where a number has begun before them.
  const start = (one[at] === "0" || other[at] === "0") && hasDigitsBefore(one, at) ? "1" : "";
  const [first, second] = [digitsFrom(one, at), digitsFrom(other, at)];
  const [a, b] = [(start + first).replace(/^0+/, ""), (start + second).replace(/^0+/, "")];
  if (a !== b) return a.length - b.length || (a < b ? -1 : 1);
  return first.length - second.length;
}

function hasDigitsBefore(text: string, at: number): boolean {
  for (let before = at - 1; before >= 0 && isDigit(text[before] ?? ""); before--) if (text[before] !== "0") return true;
  return false;
}

function digitsFrom(text: string, at: number): string {
  let end = at;
  while (end < text.length && isDigit(text[end] ?? "")) end++;
  return text.slice(at, end);
}

function isDigit(letter: string): boolean {
  return letter >= "0" && letter <= "9";
}

function isLetter(letter: string): boolean {
  return /\p{L}/u.test(letter);
}

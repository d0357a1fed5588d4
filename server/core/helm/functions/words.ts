/** A letter in upper case; one that would become two stays. Mirrors `ToUpper` of unicode in Go. */
export function upperLetter(letter: string): string {
  const changed = letter.toUpperCase();
  return changed.length === letter.length ? changed : letter;
}

/** A letter in lower case; of what would become two, the first. Mirrors `ToLower` of unicode in Go. */
export function lowerLetter(letter: string): string {
  return Array.from(letter.toLowerCase())[0] ?? letter;
}

/** A text in camel case. Mirrors `ToCamelCase` of xstrings. */
export function inCamelCase(value: string): string {
  const letters = Array.from(value);
  const start = letters.findIndex((letter) => !isConnector(letter));
  if (start < 0) return value;
  let text = letters.slice(0, start).join("");
  let before = upperLetter(letters[start] ?? "");
  let afterUpper = isUpper(letters[start] ?? "");
  for (const letter of letters.slice(start + 1)) {
    let next = letter;
    if (isConnector(before) && isConnector(letter)) text += before;
    else if (isConnector(before)) {
      afterUpper = isUpper(letter);
      next = upperLetter(letter);
    } else {
      if (afterUpper && isUpper(letter)) next = lowerLetter(letter);
      else afterUpper = false;
      text += before;
    }
    before = next;
  }
  return text + before;
}

/** A text in lower case with a letter between the words of camel case. Mirrors `camelCaseToLowerCase` of xstrings. */
export function inLowerCase(value: string, connector: "_" | "-"): string {
  const words = wordsOf(value);
  let text = "";
  let at = 0;
  const put = (word: Word): void => {
    text += word.kind === "upper" || word.kind === "connector" ? lowered(word.text, connector) : word.text;
  };
  /** A number and what belongs to it. */
  const putWhole = (): void => {
    for (let word = words[at]; word?.kind === "letters" || word?.kind === "number"; word = words[++at]) put(word);
    separate();
  };
  const separate = (): void => {
    const kind = words[at]?.kind;
    if (kind !== undefined && kind !== "connector" && kind !== "punctuation") text += connector;
  };
  while (at < words.length - 1) {
    const word = words[at++];
    if (word === undefined) break;
    put(word);
    const next = words[at];
    if (word.kind === "number") putWhole();
    else if (word.kind === "connector" || word.kind === "punctuation") continue;
    else if (next?.kind !== "number") separate();
    else if (at === words.length - 1) continue;
    // A number belongs to the word before it, unless small letters follow.
    else if (words[at + 1]?.kind === "letters") {
      text += connector;
      putWhole();
    } else {
      put(next);
      at++;
      separate();
    }
  }
  const last = words[at];
  if (last !== undefined) put(last);
  return text;
}

type Kind = "connector" | "punctuation" | "upper" | "letters" | "number" | "other";

interface Word {
  readonly kind: Kind;
  readonly text: string;
}

/** Mirrors `nextWord` of xstrings. */
function wordsOf(value: string): readonly Word[] {
  const letters = Array.from(value);
  const words: Word[] = [];
  for (let at = 0; at < letters.length;) {
    const kind = kindOf(letters[at] ?? "");
    let end = at + 1;
    const goOn = (isPart: (letter: string) => boolean): void => {
      while (end < letters.length && isPart(letters[end] ?? "")) end++;
    };
    if (kind !== "upper") goOn(partsOf[kind]);
    else if (isUpper(letters[end] ?? "")) {
      goOn(isUpper);
      // The last of several capital letters begins the next word: HTTP, Status.
      if (isLetter(letters[end] ?? "")) end--;
    } else goOn(partsOf.letters);
    words.push({ kind, text: letters.slice(at, end).join("") });
    at = end;
  }
  return words;
}

function kindOf(letter: string): Kind {
  if (isConnector(letter)) return "connector";
  if (isPunctuation(letter)) return "punctuation";
  if (isUpper(letter)) return "upper";
  return isLetter(letter) ? "letters" : isNumber(letter) ? "number" : "other";
}

const partsOf: Readonly<Record<Exclude<Kind, "upper">, (letter: string) => boolean>> = {
  connector: isConnector,
  punctuation: isPunctuation,
  letters: (letter) => isLetter(letter) && !isUpper(letter),
  number: isNumber,
  other: (letter) => kindOf(letter) === "other",
};

function lowered(word: string, connector: string): string {
  return Array.from(word, (letter) => (isConnector(letter) ? connector : lowerLetter(letter))).join("");
}

function isConnector(letter: string): boolean {
  return /^[-_\s]$/.test(letter);
}

function isPunctuation(letter: string): boolean {
  return /^\p{P}$/u.test(letter);
}

function isUpper(letter: string): boolean {
  return /^\p{Lu}$/u.test(letter);
}

function isLetter(letter: string): boolean {
  return /^\p{L}$/u.test(letter);
}

function isNumber(letter: string): boolean {
  return /^\p{N}$/u.test(letter);
}

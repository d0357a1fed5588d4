import type { Random } from "./random.ts";

/** What a target is given: one manifest file, several files as `filesOf` reads them, or words such as patterns and arguments. */
export type InputKind = "manifest" | "files" | "words";

/** What came out of one input. */
export interface Outcome {
  /** How often the function under test was called. */
  readonly calls: number;
  /** What it answered, as plain data: the same input must always get the same. */
  readonly answer: unknown;
}

/** A function of the project, and what has to hold of its answers whatever the input. */
export interface Target {
  readonly name: string;
  readonly takes: InputKind;
  /** It takes so long that the others have their turn more often. */
  readonly costly?: true;
  /** Throws where something is wrong. `random` is made from the input, so that an input is enough to repeat a run. */
  readonly run: (input: string, random: Random) => Outcome | Promise<Outcome>;
}

/** The files in one text: each begins with a line `=== PATH`; what stands before the first is `all.yaml`. */
export function filesOf(input: string): Readonly<Record<string, string>> {
  const [first = "", ...rest] = input.split(/^=== /m);
  const named = rest.map((part): [string, string] => {
    const end = part.indexOf("\n");
    return end < 0 ? [part, ""] : [part.slice(0, end), part.slice(end + 1)];
  });
  return Object.fromEntries(first === "" ? named : [["all.yaml", first], ...named]);
}

/** Files as one text, which `filesOf` reads. */
export function inputOf(files: Readonly<Record<string, string>>): string {
  return Object.entries(files)
    .map(([path, text]) => `=== ${path}\n${text === "" || text.endsWith("\n") ? text : `${text}\n`}`)
    .join("");
}

import { resolve } from "node:path";

/** The formats in which `lint` reports. */
export const lintFormats = ["text", "concise", "json", "sarif", "github", "junit", "gitlab"] as const;

/** How `lint` writes its findings. */
export type LintFormat = (typeof lintFormats)[number];

/** One way in which the findings are written, and where to. */
export interface LintOutput {
  readonly format: LintFormat;
  /** A file that is made or replaced; `undefined` for standard output. */
  readonly file: string | undefined;
}

/** Reads `FORMAT` and `FORMAT=FILE`; text if there is none. Throws an Error with a sentence for the user if they are not valid. */
export function readOutputs(given: readonly string[]): readonly LintOutput[] {
  const outputs = (given.length === 0 ? ["text"] : given).map(readOutput);
  const printed = outputs.filter(({ file }) => file === undefined);
  if (printed.length > 1) {
    throw new Error('Only one "--format" can go to standard output: write the others to files, as in sarif=out.sarif');
  }
  const files = outputs.map(({ file }) => file).filter((file) => file !== undefined);
  const absolute = files.map((file) => resolve(file));
  const twice = files.find((_, index) => absolute.indexOf(absolute[index] ?? "") < index);
  if (twice !== undefined) throw new Error(`"--format" writes "${twice}" twice`);
  return outputs;
}

function readOutput(given: string): LintOutput {
  const at = given.indexOf("=");
  const name = at < 0 ? given : given.slice(0, at);
  const format = lintFormats.find((it) => it === name);
  if (format === undefined) throw new Error(`"--format" cannot be "${name}": write ${lintFormats.join(", ")}`);
  const file = at < 0 ? undefined : given.slice(at + 1);
  if (file === "" || file === "-") throw new Error(`"--format ${given}" needs the name of a file after "="`);
  return { format, file };
}

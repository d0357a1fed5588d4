/** The arguments of `lint` that say which findings count, and what becomes of them beside being reported. */
export interface LintExtras {
  /** The file that standard input is the text of, as an editor would name it. */
  readonly stdinFilename: string | undefined;
  /** Whether to print what `--fix` would change, and nothing else. */
  readonly diff: boolean;
  /** A file of known findings, which are left out. */
  readonly baseline: string | undefined;
  /** The file that the findings are written to as known ones. */
  readonly writeBaseline: string | undefined;
  /** Only files that changed since this commit, branch or tag are checked; "" for the default branch. */
  readonly changed: string | undefined;
  /** Whether comments that suppress all findings are written into the files. */
  readonly addSuppressions: boolean;
  /** Whether only files that are staged are checked, as they are staged. */
  readonly staged: boolean;
}

/** What was written for them. */
export interface LintExtraValues {
  readonly "stdin-filename"?: string;
  readonly diff?: boolean;
  readonly baseline?: string;
  readonly "write-baseline"?: string;
  readonly changed?: string;
  readonly staged?: boolean;
  readonly "add-suppressions"?: boolean;
}

/** The words of the command line, in which `--changed` need not have a value. */
export function withValues(args: readonly string[]): string[] {
  const end = args.indexOf("--");
  return args.map((word, index) => (word === "--changed" && (end < 0 || index < end) ? "--changed=" : word));
}

/** Reads them. Throws an Error with a sentence for the user if they are not valid. */
export function readLintExtras(
  values: LintExtraValues & { readonly fix?: boolean; readonly format?: readonly string[] },
  paths: readonly string[],
): LintExtras {
  const { diff = false, baseline, changed, staged = false } = values;
  const [stdinFilename, writeBaseline] = [values["stdin-filename"], values["write-baseline"]];
  if (stdinFilename === "") throw new Error('"--stdin-filename" needs the name of a file');
  if (stdinFilename !== undefined && !paths.includes("-"))
    throw new Error('"--stdin-filename" names standard input, so "-" must be a PATH');
  if (baseline === "" || writeBaseline === "") throw new Error('"--baseline" and "--write-baseline" need a file');
  if (baseline !== undefined && writeBaseline !== undefined)
    throw new Error('"--baseline" and "--write-baseline" cannot be used together');
  if (writeBaseline !== undefined && values.format !== undefined)
    throw new Error('"--write-baseline" reports nothing, so it cannot be used together with "--format"');
  const others = [values.fix === true && "--fix", values.format && "--format"];
  const other = [...others, writeBaseline && "--write-baseline"].find((it) => typeof it === "string");
  if (diff && other !== undefined) throw new Error(`"--diff" and "${other}" cannot be used together`);
  if (changed?.startsWith("-") === true) throw new Error('"--changed" needs a commit, a branch or a tag');
  if (staged) {
    const [foreign] = [values.fix && "--fix", diff && "--diff", changed !== undefined && "--changed"].filter(Boolean);
    if (typeof foreign === "string") throw new Error(`"--staged" and "${foreign}" cannot be used together`);
    if (paths.includes("-")) throw new Error('"--staged" reads what is staged in Git, and "-" is not');
  }
  const addSuppressions = values["add-suppressions"] === true;
  if (addSuppressions) {
    const wrong = [values.fix && "--fix", staged && "--staged", diff && "--diff", baseline && "--baseline"];
    const foreign = [...wrong, writeBaseline && "--write-baseline"].find((it) => typeof it === "string");
    if (foreign !== undefined) throw new Error(`"--add-suppressions" and "${foreign}" cannot be used together`);
    if (paths.includes("-")) throw new Error('"--add-suppressions" writes comments into files, and "-" is not one');
  }
  return { stdinFilename, diff, baseline, writeBaseline, changed, addSuppressions, staged };
}

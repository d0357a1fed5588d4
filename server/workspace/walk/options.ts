/** Files that a search is for, by their names, and by what is in them. */
export interface WantedFiles {
  /** Whole names, such as "Kustomization". */
  readonly names?: readonly string[];
  /** Ends of names, such as ".yaml"; the empty one fits every name. */
  readonly endings?: readonly string[];
  /** Texts that all have to stand in the file, at any place. The search is fastest where the first begins with a rare letter. */
  readonly containing?: readonly string[];
}

/** What a folder is searched for. Plain data, which can be sent to a worker. */
export interface WalkOptions {
  /** The first that fits the name of a file decides whether the file is wanted. */
  readonly wanted: readonly WantedFiles[];
  /** What the findings say of each file. For the paths alone, a file is read only where it matters what it contains. */
  readonly contents: "paths" | "texts";
  /**
   * What a `.gitignore` or `.git/info/exclude` names; by default left out. The settings of the user do not matter, and neither
   * does what is committed all the same.
   */
  readonly ignored?: "left out" | "included";
  /** Folders whose names begin with a dot; by default left out. `.git` and `node_modules` are never searched. */
  readonly hidden?: "left out" | "included";
  /** How many files and folders are looked at, wanted or not; by default a million. */
  readonly maxEntries?: number;
  /** How deep folders are searched, 0 for the files right in the root; by default 100. */
  readonly maxDepth?: number;
}

/** Where a search goes. Plain data, which can be sent to a worker. */
export interface WalkTask {
  /** An absolute path. The folder is searched whatever its name is, and though Git may ignore it. */
  readonly root: string;
  readonly options: WalkOptions;
  /** Where only what stands at this path and below it is asked for; what a search of the root passes over stays passed over. */
  readonly only?: string;
}

/** A file that was searched for. */
export interface FoundFile {
  /** The path of the root and the way from there. */
  readonly path: string;
  /** With its byte order mark; `undefined` where only paths are wanted. */
  readonly text?: string;
}

/** A file or folder that may hold something wanted, and was not read. */
export interface LeftOut {
  readonly path: string;
  /** For the user, as a part of a sentence: "you may not read it". */
  readonly reason: string;
}

/** What a search found, or a part of that. Files come in order: those of a folder sorted by name, and those of its subfolders where the name of the subfolder stands among them. */
export interface Findings {
  readonly files: readonly FoundFile[];
  readonly leftOut: readonly LeftOut[];
}

/** Searches a folder portion by portion. Throws the reason of the signal once that aborts. */
export type Walk = (task: WalkTask, signal?: AbortSignal) => AsyncGenerator<Findings, void, undefined>;

/** Everything that may hold annotations: manifests, kustomizations and named templates. */
export const annotatedFiles: readonly WantedFiles[] = [
  { names: ["Kustomization"], endings: [".yaml", ".yml", ".json", ".tpl"] },
];

/** What says which applications there are: kustomizations, and manifests in which an Application or ApplicationSet may stand. */
export const declaringFiles: readonly WantedFiles[] = [
  { names: ["kustomization.yaml", "kustomization.yml", "Kustomization"] },
  { endings: [".yaml", ".yml", ".json"], containing: ["Application", "argoproj.io"] },
];

/** Which kind of wanted files a name is of, if any. */
export function wantedBy(options: WalkOptions, name: string): WantedFiles | undefined {
  return options.wanted.find(
    ({ names, endings }) => names?.includes(name) === true || endings?.some((ending) => name.endsWith(ending)) === true,
  );
}

/** The files that a search wants, by their names and their contents. */
export interface WantedFiles {
  /** Whole names, such as "Kustomization". */
  readonly names?: readonly string[];
  /** Ends of names, such as ".yaml"; the empty one fits every name. */
  readonly endings?: readonly string[];
  /**
   * Lists of texts: all of one list must be in the file, anywhere. The search is fastest if the first one of each begins with a rare
   * letter.
   */
  readonly containing?: readonly (readonly string[])[];
}

/** What a folder is searched for. Plain data, which can be sent to a worker. */
export interface WalkOptions {
  /** The first that fits the name of a file decides whether the file is wanted. */
  readonly wanted: readonly WantedFiles[];
  /** What the findings say about each file. For paths only, a file is read only if its contents matter. */
  readonly contents: "paths" | "texts";
  /**
   * What a `.gitignore` or `.git/info/exclude` names; by default left out. The user's own Git settings have no effect, and files
   * are left out even if they are committed.
   */
  readonly ignored?: "left out" | "included";
  /** Folders whose names begin with a dot; by default left out. `.git` and `node_modules` are never searched. */
  readonly hidden?: "left out" | "included";
  /** How many files and folders are visited, wanted or not; by default a million. */
  readonly maxEntries?: number;
  /** How deep folders are searched, 0 for only the files in the root; by default 100. */
  readonly maxDepth?: number;
}

/** Where a search goes. Plain data, which can be sent to a worker. */
export interface WalkTask {
  /** An absolute path. The folder is searched whatever its name is, and even if Git ignores it. */
  readonly root: string;
  readonly options: WalkOptions;
  /** Limits the search to this path and what is below it; what a search of the root would skip is still skipped. */
  readonly only?: string;
}

/** A file that was searched for. */
export interface FoundFile {
  /** The path of the root, followed by the path from there. */
  readonly path: string;
  /** With its byte order mark; `undefined` if only paths are wanted. */
  readonly text?: string;
}

/** A file or folder that was not read, but may contain something wanted. */
export interface LeftOut {
  readonly path: string;
  /** For the user, in words that fit in parentheses: "permission denied". */
  readonly reason: string;
}

/** What a search found, or a part of it. Files and subfolders are sorted by name, and the files of a subfolder come in its place. */
export interface Findings {
  readonly files: readonly FoundFile[];
  readonly leftOut: readonly LeftOut[];
}

/** Searches a folder portion by portion. Throws the reason of the signal once that aborts. */
export type Walk = (task: WalkTask, signal?: AbortSignal) => AsyncGenerator<Findings, void, undefined>;

/** Everything that may contain annotations: manifests, kustomizations and named templates. */
export const annotatedFiles: readonly WantedFiles[] = [
  { names: ["Kustomization"], endings: [".yaml", ".yml", ".json", ".tpl"] },
];

/**
 * The files that declare something: kustomizations, configurations, manifests that may contain an Application or an ApplicationSet, and whatever may
 * add health checks to Argo CD.
 */
export const declaringFiles: readonly WantedFiles[] = [
  { names: ["kustomization.yaml", "kustomization.yml", "Kustomization", ".argocd-annotations.yaml"] },
  {
    endings: [".yaml", ".yml", ".json", ".tpl"],
    containing: [
      ["Application", "argoproj.io"],
      [".customizations"],
      ["HealthChecks", "argoproj.io"],
      ["Customizations", "argoproj.io"],
    ],
  },
];

/** Which of the wanted files a name fits, if any. */
export function wantedBy(options: WalkOptions, name: string): WantedFiles | undefined {
  return options.wanted.find(
    ({ names, endings }) => names?.includes(name) === true || endings?.some((ending) => name.endsWith(ending)) === true,
  );
}

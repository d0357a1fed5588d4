import { basename, dirname, join, relative, resolve, sep } from "node:path";
import {
  type ChartStore,
  folderTypeOf,
  type FolderType,
  isManifestName,
  type ManifestFile,
  type MissingPaths,
  type SourceTree,
} from "../core/index.ts";
import { type Files, type FolderEntry, openText } from "./files.ts";
import { FolderLinks } from "./folder-links.ts";
import { listingsOf } from "./packed-listings.ts";
import { foldersAround, isWithin } from "./paths.ts";
import { isAbsent, leadsOut, notText } from "./reasons.ts";

/** The content of a file that is open in the editor, saved or not; `undefined` for any other path. */
export type OpenFileAt = (path: string) => ManifestFile | undefined;

/** Notes a file or a folder that exists and cannot be read. */
export type NoteProblem = (path: string, error: unknown) => void;

type Listing = Exclude<ReturnType<SourceTree["list"]>, undefined>;

/** How many files are read at the same time. */
const atOnce = 32;

/** How the name of a packed chart ends. */
const packed = ".tgz";

/** Folders with nothing that Argo CD would find in a repository. */
const passedOver: readonly string[] = [".git", "node_modules"];

/** Files and folders, each read once when it is asked for and kept until it changes. Paths are absolute. */
export class FileTree {
  readonly #files: Files;
  readonly #openAt: OpenFileAt;
  readonly #noteProblem: NoteProblem;
  readonly #chartStores: () => readonly ChartStore[];
  readonly #noteRead: (path: string) => void;
  readonly #texts = new Map<string, ManifestFile | "absent" | "unreadable" | "closed">();
  readonly #listings = new Map<string, Listing>();
  readonly #types = new WeakMap<object, FolderType>();
  readonly #repositories = new Set<string>();
  readonly #links: FolderLinks;
  /** What was read behind a link that leads out of the repository: Argo CD refuses it, and no application has it. */
  readonly #outside = new Set<string>();
  readonly #reading = new Map<string, Promise<void>>();

  /**
   * `chartStores` gives the folders with copies of charts of other repositories; without it, none are read. `noteRead` is called for each
   * file that is looked for on disk.
   */
  constructor(
    files: Files,
    openAt: OpenFileAt = () => undefined,
    noteProblem: NoteProblem = () => undefined,
    chartStores: () => readonly ChartStore[] = () => [],
    noteRead: (path: string) => void = () => undefined,
  ) {
    this.#noteRead = noteRead;
    this.#chartStores = chartStores;
    this.#files = files;
    this.#links = new FolderLinks(files.realPath);
    this.#openAt = openAt;
    this.#noteProblem = noteProblem;
  }

  /** The tree below a folder as far as it has been read, with open files instead of those on disk. Adds each path that is asked for to `asked`. */
  at(root: string, asked: Set<string>): SourceTree {
    const isRefused = (path: string): boolean => path !== root && this.#outside.has(path);
    return {
      chartStores: this.#chartStores(),
      file: (path) => {
        const absolute = this.#pathAt(root, path);
        asked.add(absolute);
        return isRefused(absolute) ? "closed" : (this.#openAt(absolute) ?? this.#texts.get(absolute));
      },
      list: (folder) => {
        const absolute = this.#pathAt(root, folder);
        asked.add(absolute);
        return isRefused(absolute) ? "closed" : this.#listings.get(absolute);
      },
    };
  }

  /** Whether a folder was read when a file was not yet in it. */
  lacks(path: string): boolean {
    const listing = this.#listings.get(dirname(path));
    return listing === "absent" || (typeof listing === "object" && !listing.files.includes(basename(path)));
  }

  /** What has been read of a file. */
  known(path: string): ManifestFile | undefined {
    const file = this.#texts.get(path);
    return typeof file === "object" ? file : undefined;
  }

  /** Reads what is missing in the tree below a folder. */
  async read(root: string, { files, folders }: MissingPaths): Promise<void> {
    const read = async (path: string, task: () => Promise<unknown>): Promise<void> => {
      await task();
      if (path !== root && this.#outside.has(path)) this.#noteProblem(path, new Error(leadsOut));
    };
    const at = (path: string): string => this.#pathAt(root, path);
    const tasks = [
      ...folders.map(at).map((path) => () => read(path, () => this.list(path))),
      ...files.map(at).map((path) => () => read(path, () => this.#readFile(path))),
    ];
    for (let start = 0; start < tasks.length; start += atOnce) {
      await Promise.all(tasks.slice(start, start + atOnce).map((task) => task()));
    }
  }

  /** A file as it is now, open or on disk; `undefined` if there is none that can be read. */
  async file(path: string): Promise<ManifestFile | undefined> {
    const open = this.#openAt(path);
    if (open !== undefined) return open;
    while (!this.#texts.has(path)) await this.#readFile(path);
    return this.known(path);
  }

  /** A file of a folder as it is now, open or on disk; none is read to find out that it does not exist. */
  async fileIn(folder: string, name: string): Promise<ManifestFile | undefined> {
    const path = join(folder, name);
    const open = this.#openAt(path);
    if (open !== undefined) return open;
    const listing = await this.list(folder);
    return typeof listing === "object" && listing.files.includes(name) ? this.file(path) : undefined;
  }

  /** The entries of a folder. */
  async list(folder: string): Promise<Listing> {
    for (;;) {
      const listing = this.#listings.get(folder);
      if (listing !== undefined) return listing;
      await this.#once(folder, () => this.#readFolder(folder));
    }
  }

  /** What Argo CD takes a folder for: each of its thousands of files may ask. */
  async typeOf(folder: string): Promise<FolderType> {
    const listing = await this.list(folder);
    if (typeof listing === "string") return "directory";
    const type = this.#types.get(listing) ?? folderTypeOf(listing.files);
    this.#types.set(listing, type);
    return type;
  }

  /** The nearest folder upwards, this one included, that is the root of a Git repository. */
  async repositoryOf(folder: string): Promise<string | undefined> {
    for (const at of [folder, ...foldersAround(folder)]) {
      await this.list(at);
      if (this.#repositories.has(at)) return at;
    }
    return undefined;
  }

  /** Forgets a file, or a folder with everything in it, and the entries of the folders around it. */
  forget(path: string): void {
    const isFile = isManifestName(path) || this.known(path) !== undefined;
    for (const map of [this.#texts, this.#listings, this.#reading]) {
      for (const changed of [path, ...foldersAround(path)]) map.delete(changed);
      // When a folder is deleted, editors do not name its files one by one.
      if (!isFile) for (const key of [...map.keys()]) if (isWithin(key, path)) map.delete(key);
    }
  }

  /** The absolute path of what a tree is asked for, behind all links to folders. Only what is in a store of charts is not below its root. */
  #pathAt(root: string, path: string): string {
    const isStored = this.#chartStores().some(({ folder }) => path === folder || path.startsWith(`${folder}/`));
    return isStored ? resolve(path) : this.#links.through(pathBelow(root, path));
  }

  async #readFolder(folder: string): Promise<() => void> {
    // A packed chart is like a folder with all that is in it.
    if (folder.endsWith(packed)) return this.#readPacked(folder);
    const entries = await this.#attempt(folder, () => this.#files.list(folder));
    if (typeof entries === "string") {
      return () => {
        this.#listings.set(folder, entries);
        this.#repositories.delete(folder);
      };
    }
    const namesOf = (wanted: FolderEntry["type"]): string[] =>
      entries.flatMap(({ name, type }) => (type === wanted && !passedOver.includes(name) ? [name] : []));
    const listing = {
      ...{ files: namesOf("file"), folders: namesOf("folder") },
      ...{ linkedFolders: namesOf("linked folder"), brokenLinks: namesOf("broken link") },
    };
    const isRoot = entries.some(({ name }) => name === ".git");
    const root = isRoot ? folder : await this.#repositoryAround(folder);
    const targets = await this.#links.targetsOf(folder, listing.linkedFolders, root);
    return () => {
      this.#listings.set(folder, listing);
      this.#links.keep(folder, targets);
      if (isRoot) this.#repositories.add(folder);
      else this.#repositories.delete(folder);
    };
  }

  /** The repository that holds a path, which itself may be the root of another. */
  async #repositoryAround(path: string): Promise<string | undefined> {
    const around = dirname(path);
    return around === path || this.#files.realPath === undefined ? undefined : this.repositoryOf(around);
  }

  async #readPacked(archive: string): Promise<() => void> {
    const texts = await this.#attempt(archive, async () => (await this.#files.unpack(archive)) ?? "closed");
    if (typeof texts === "string") return () => this.#listings.set(archive, texts);
    return () => {
      for (const [folder, listing] of listingsOf([...texts.keys()]))
        this.#listings.set(pathBelow(archive, folder), listing);
      for (const [path, text] of texts) this.#texts.set(pathBelow(archive, path), openText(text));
    };
  }

  async #readFile(path: string): Promise<void> {
    if (this.#texts.has(path)) return;
    this.#noteRead(path);
    await this.#once(path, async () => {
      const read = await this.#attempt(path, async () => ({ text: await this.#files.read(path) }));
      return () => this.#texts.set(path, typeof read === "string" ? read : fileOf(read.text));
    });
  }

  /** Reads what is not being read already; what changed on disk meanwhile is not kept, and read again when it is next asked for. */
  async #once(path: string, read: () => Promise<() => void>): Promise<void> {
    const known = this.#reading.get(path);
    if (known !== undefined) return known;
    const reading: Promise<void> = read().then((keep) => {
      if (this.#reading.get(path) !== reading) return;
      this.#reading.delete(path);
      keep();
    });
    this.#reading.set(path, reading);
    return reading;
  }

  async #isInside(path: string): Promise<boolean> {
    return this.#links.isInside(path, await this.#repositoryAround(path));
  }

  /** What cannot be read may be there: only the system knows that something is not. */
  async #attempt<Result>(path: string, read: () => Promise<Result>): Promise<Result | "absent" | "closed"> {
    try {
      const result = await read();
      if (await this.#isInside(path)) this.#outside.delete(path);
      else this.#outside.add(path);
      return result;
    } catch (error) {
      if (isAbsent(error) || isPassedOver(error)) return "absent";
      this.#noteProblem(path, error);
      return "closed";
    }
  }
}

/** What is too large is there all the same. */
function fileOf(text: string | undefined): ManifestFile | "unreadable" {
  return text === undefined ? "unreadable" : openText(text);
}

/** The path below a folder for a relative one with `/` between its parts. */
export function pathBelow(root: string, path: string): string {
  return path === "" ? root : join(root, path);
}

/** The path from a folder to what is below it, with `/` between its parts; "" for the folder itself. */
export function pathFrom(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}

/** Whether Argo CD passes over the file as well. Whoever searches a folder names such files. */
function isPassedOver(error: unknown): boolean {
  return error instanceof Error && error.message === notText;
}

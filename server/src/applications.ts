import { basename, dirname, join, relative, sep } from "node:path";
import {
  type Application,
  type ApplicationIdentity,
  type ArgoCdApplication,
  buildApplication,
  type FolderType,
  folderTypeOf,
  isManifestName,
  isManifestPath,
  manifestFoldersOf,
  type ManifestFile,
  openFile,
  readApplications,
  skipsRendering,
} from "../core/index.ts";
import { earlierFiles, type EarlierTexts } from "./earlier-files.ts";
import type { Files } from "./files.ts";

/** How many files of one application are read, and how many files a workspace is searched for Applications. */
export const maxFiles = 5000;

/** Folders that hold no manifests of the user. */
const passedOver = /^(?:\.|node_modules$)/;

/** How a file that is open in the editor is seen, whose text may not be saved; `undefined` for any other path. */
export type OpenFileAt = (path: string) => ManifestFile | undefined;

/** The applications of the folders on disk, each read once and kept until a file of it changes. */
export class Applications {
  readonly #files: Files;
  readonly #openAt: OpenFileAt;
  /** By folder. */
  readonly #sources = new Map<string, Promise<SourceFolder>>();
  readonly #built = new Map<string, BuiltApplication>();
  /** What Application objects stand in the files of the workspace, by path. */
  readonly #declared = new Map<string, readonly ArgoCdApplication[]>();

  constructor(files: Files, openAt: OpenFileAt) {
    this.#files = files;
    this.#openAt = openAt;
  }

  /** The folder whose files make one application with a file on disk; the file itself need not be one of them. */
  async folderOf(path: string): Promise<SourceFolder> {
    const folder = await this.#sourceOf(path);
    const known = this.#sources.get(folder);
    if (known !== undefined) return known;
    const read = readFolder(this.#files, folder);
    this.#sources.set(folder, read);
    return read;
  }

  /** Puts the application of a folder together, unless nothing of it has changed since it was. What is open counts as it is there. */
  build(folder: SourceFolder): Application {
    const declared = this.declaredAt(folder.path);
    const files = folder.paths.map((name) => ({
      name,
      file: this.#openAt(name) ?? folder.texts.get(name) ?? openFile(""),
    }));
    const parts: readonly unknown[] = [declared, folder, ...files.map(({ file }) => file)];
    const built = this.#built.get(folder.path);
    if (built?.parts.length === parts.length && built.parts.every((part, index) => part === parts[index]))
      return built.application;
    const application = buildApplication(files, { ...identityOfFolder(folder), ...identityDeclared(declared) });
    this.#built.set(folder.path, { parts, application });
    return application;
  }

  /** Forgets what was read around, or in, what changed on disk, and reads the Applications in it again. */
  async changedOnDisk(path: string): Promise<void> {
    for (const folder of [...this.#sources.keys()]) {
      if (!isBelow(path, folder) && !isBelow(folder, path) && folder !== path) continue;
      this.#sources.delete(folder);
      this.#built.delete(folder);
    }
    // A folder that is gone takes its files with it, and editors do not name them one by one.
    for (const declared of [...this.#declared.keys()]) if (isBelow(declared, path)) this.#declared.delete(declared);
    if (isManifestName(path))
      this.noteDeclared(path, this.#openAt(path) ?? openFile(await readOrEmpty(this.#files, path)));
  }

  /** Takes note of the Applications in a file. */
  noteDeclared(path: string, file: ManifestFile): void {
    const found = readApplications(file);
    if (found.length > 0) this.#declared.set(path, found);
    else this.#declared.delete(path);
  }

  /** Searches a folder of the workspace for Application objects. */
  async search(folder: string): Promise<void> {
    const paths = await filesBelow(this.#files, folder, maxFiles);
    for (const path of paths) {
      const text = await readOrEmpty(this.#files, path);
      if (text.includes("argoproj.io") && text.includes("Application")) this.noteDeclared(path, openFile(text));
    }
  }

  /**
   * The applications as they were when some files had other texts. What is open counts as it is now, but for those; `readAt`
   * gives files that have been read before, so that they need not be parsed again.
   */
  earlier(texts: EarlierTexts, readAt: OpenFileAt): Applications {
    const openAt: OpenFileAt = (path) => (texts.has(path) ? undefined : (this.#openAt(path) ?? readAt(path)));
    const applications = new Applications(earlierFiles(this.#files, texts), openAt);
    for (const [path, declared] of this.#declared) if (!texts.has(path)) applications.#declared.set(path, declared);
    for (const [path, text] of texts)
      if (text !== null && isManifestName(path)) applications.noteDeclared(path, openFile(text));
    return applications;
  }

  /** The folder of a file, or that of the chart it is part of. */
  async #sourceOf(path: string): Promise<string> {
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      if (manifestFoldersOf("helm").includes(basename(folder))) {
        const names = await namesIn(this.#files, dirname(folder));
        if (folderTypeOf(names) === "helm") return dirname(folder);
      }
      if (folder === dirname(folder)) return dirname(path);
    }
  }

  /** The Application whose source is this folder. Its path counts from the root of a repository, which is here or further up. */
  declaredAt(folder: string): ArgoCdApplication | undefined {
    const place = folder.split(sep).join("/");
    const all = [...this.#declared.values()].flat();
    return all.find(({ paths }) => paths.some((path) => path !== "" && place.endsWith(`/${path}`)));
  }
}

/** A folder that Argo CD reads manifests from, as it is on disk. */
export interface SourceFolder {
  readonly path: string;
  readonly type: FolderType;
  /** The paths of its manifests, in the order in which Argo CD reads them. */
  readonly paths: readonly string[];
  readonly texts: ReadonlyMap<string, ManifestFile>;
}

interface BuiltApplication {
  readonly application: Application;
  readonly parts: readonly unknown[];
}

async function readFolder(files: Files, folder: string): Promise<SourceFolder> {
  const type = folderTypeOf(await namesIn(files, folder));
  const inside = type === "helm" ? await filesBelow(files, folder, maxFiles) : await manifestsIn(files, folder);
  const paths = inside.filter((path) => isManifestPath(type, pathIn(folder, path))).slice(0, maxFiles);
  const texts = new Map<string, ManifestFile>();
  for (const path of paths) {
    const text = await readOrEmpty(files, path);
    if (type === "helm" || !skipsRendering(text)) texts.set(path, openFile(text));
  }
  return { path: folder, type, paths: [...texts.keys()], texts };
}

/** The path of a file below a folder, with `/` between its parts. */
function pathIn(folder: string, path: string): string {
  return relative(folder, path).split(sep).join("/");
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

async function manifestsIn(files: Files, folder: string): Promise<string[]> {
  return (await namesIn(files, folder)).map((name) => join(folder, name));
}

/** The names of the files in a folder; none where it cannot be read. */
async function namesIn(files: Files, folder: string): Promise<string[]> {
  return (await entriesIn(files, folder)).filter(({ type }) => type === "file").map(({ name }) => name);
}

/** The paths of the manifests in a folder and below it, by their names alone; no more than about `limit`. */
export async function filesBelow(files: Files, folder: string, limit: number): Promise<string[]> {
  const found: string[] = [];
  const folders = [folder];
  for (let next = folders.shift(); next !== undefined && found.length < limit; next = folders.shift()) {
    for (const { name, type } of await entriesIn(files, next)) {
      if (type === "folder" && !passedOver.test(name)) folders.push(join(next, name));
      if (type === "file" && isManifestName(name)) found.push(join(next, name));
    }
  }
  return found;
}

/** What cannot be listed or read may have been removed a moment ago: it counts as empty. */
async function entriesIn(files: Files, folder: string): Promise<Awaited<ReturnType<Files["list"]>>> {
  try {
    return await files.list(folder);
  } catch {
    return [];
  }
}

async function readOrEmpty(files: Files, path: string): Promise<string> {
  try {
    return (await files.read(path)) ?? "";
  } catch {
    return "";
  }
}

/** The application of a file that is on its own: untitled, not on this disk, or no part of its folder's application. */
export function identityOfFile(name: string): ApplicationIdentity {
  return { name: basename(name), source: { type: "file", path: name }, namespace: "default" };
}

function identityOfFolder({ path, type }: SourceFolder): ApplicationIdentity {
  return { name: basename(path), source: { type, path }, namespace: "default" };
}

function identityDeclared(declared: ArgoCdApplication | undefined): Partial<ApplicationIdentity> {
  if (declared === undefined) return {};
  const { name, namespace, createNamespace } = declared;
  return { ...(name !== "" && { name }), ...(namespace !== "" && { namespace }), createNamespace, declared: true };
}

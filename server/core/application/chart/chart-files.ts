import { sourceOf, type Source } from "../../helm/template/node.ts";
import type { ChartFiles } from "../../helm/chart/chart.ts";
import { type ManifestFile, textOf } from "../../manifest/file.ts";
import { derive } from "../../memo.ts";
import type { NamedFile } from "../application.ts";
import { beginningOf } from "../location.ts";
import { closedPath, tooManyFiles, type UnreadMember } from "../source-member.ts";
import { folderOf, type Listing, listingOf, nameOf, type NotingTree, readableFile } from "../source-tree.ts";
import { type BadLink, badLink, strayParts } from "./chart-failures.ts";
import { isWanted, localCharts } from "./local-charts.ts";
import { lockedVersions, type StoredChart, storedCharts, type WantedChart } from "./stored-charts.ts";
import { type Ignore, readHelmIgnore, refusedRule } from "../../helm/chart/ignored-files.ts";
import type { Failure } from "../failure.ts";

/** How many files of a chart are read, those of the charts inside it included. */
const maxFiles = 10_000;

/** How long the rules of a `.helmignore` may be times the paths that they are asked about, both in characters. */
const maxIgnoreWork = 100_000_000;

/** How long a `.helmignore` may be, in characters. */
const longestIgnore = 20_000;

/** What Helm loads of the folder of a chart. */
export interface ChartFolder {
  /** By their paths in the chart; each has its path in the workspace as its name. */
  readonly sources: ChartFiles;
  /** The same files, in the order of their paths. */
  readonly files: readonly NamedFile[];
  readonly unread: readonly UnreadMember[];
  /** Why Helm does not load it. */
  readonly failures: readonly Failure[];
  /** The charts of other repositories among it, which are not in its folder. */
  readonly stored: readonly StoredChart[];
  /** Which versions of the charts that it needs are locked. */
  readonly locked: readonly WantedChart[];
}

/** The texts of files that are read as templates and values, which are kept as long as the files do not change. */
export type KeepSource = (file: NamedFile) => Source;

/**
 * Reads a chart and the charts inside it, with those of this workspace that it names by their folders, and those of which this machine has
 * a copy, where Argo CD would put them.
 * Files that only templates could ask for are not read where no template does.
 * Mirrors `LoadDir` in pkg/chart/v2/loader/directory.go of Helm, and `Build` in pkg/downloader/manager.go for charts in folders.
 */
export function readChartFolder(folder: string, tree: NotingTree, keep: KeepSource): ChartFolder {
  const own = readOneFolder(folder, tree, keep);
  const withLocal = localCharts(own.sources, folder).reduce((all, local): ChartFolder => {
    const [chart] = readPath("Chart.yaml", local.folder, tree, []);
    // Its other files are only looked for where it is the one that is meant.
    if (chart === undefined || all.files.length > maxFiles) return all;
    if (!isWanted(local, new Map([[chart.path, keep(chart.named)]]))) return all;
    const { sources, files, unread, failures } = readOneFolder(local.folder, tree, keep);
    if (!isWanted(local, sources)) return all;
    const inside = [...sources].map(([path, source]) => [join(`charts/${local.name}`, path), source] as const);
    return {
      sources: new Map([...all.sources, ...inside]),
      files: [...all.files, ...files],
      unread: [...all.unread, ...unread],
      failures: [...all.failures, ...failures],
      ...{ stored: [], locked: [] },
    };
  }, own);
  const locked = lockedVersions(folder, tree);
  return storedCharts(own.sources, locked, tree).reduce(
    (all, stored): ChartFolder => {
      if (all.files.length > maxFiles) return all;
      const archive = readOneFolder(stored.archive, tree, (named) => {
        const name = join(folder, `charts/${stored.fileName}${named.name.slice(stored.archive.length)}`);
        return keep({ ...named, name });
      });
      const inside = [...archive.sources].map(
        ([path, source]) => [`charts/${stored.fileName}/${path}`, source] as const,
      );
      return {
        ...all,
        sources: new Map([...all.sources, ...inside]),
        unread: [...all.unread, ...archive.unread],
        stored: [...all.stored, stored],
      };
    },
    { ...withLocal, locked },
  );
}

/** The same of one chart alone, with the charts inside it. */
export function readOneFolder(folder: string, tree: NotingTree, keep: KeepSource): ChartFolder {
  const { ignored, failures, length } = ignoreRules(folder, tree, keep);
  const paths: string[] = [];
  const closed: string[] = [];
  const entered: string[] = [];
  const badLinks: BadLink[] = [];
  const work = { left: maxIgnoreWork };
  const isIgnored: Ignore = (path, type) => {
    work.left -= length * path.length;
    return work.left > 0 && ignored(path, type);
  };
  findPaths("", { folder, tree, ignored: isIgnored, paths, closed, entered, badLinks, around: [] });
  paths.sort();
  // Files are read once all folders are known: charts may be many folders deep.
  if (tree.missing().folders.length > 0)
    return { sources: new Map(), files: [], failures, unread: [], stored: [], locked: [] };
  const [own, others] = [paths.filter(isAlwaysRead), paths.filter((path) => !isAlwaysRead(path))];
  const read = own.slice(0, maxFiles).flatMap((path) => readPath(path, folder, tree, closed));
  const asksForFiles = read.some(({ named }) => named.file.documents.some((document) => derive(document, namesFiles)));
  const more = asksForFiles
    ? others.slice(0, maxFiles - read.length).flatMap((path) => readPath(path, folder, tree, closed))
    : [];
  const all = [...read, ...more];
  return {
    sources: new Map(all.map(({ path, named }) => [path, keep(named)])),
    // What is packed cannot be opened.
    files: all.map(({ named }) => named).filter((named) => !isPacked(named)),
    failures: [
      ...failures,
      ...badLinks.slice(0, 1).map((link) => badLink(link, join(folder, "Chart.yaml"))),
      ...strayParts(paths, join(folder, "Chart.yaml")),
    ],
    unread: [
      ...(work.left > 0 ? [] : [tooManyRules(folder)]),
      ...tooManyFiles(folder, asksForFiles ? paths : own, maxFiles),
      ...tooManyFiles(folder, entered, maxFiles),
      ...closed.map((path) => (isArchive(path) ? closedArchive(path, folder) : closedPath(path))),
    ],
    stored: [],
    locked: [],
  };
}

function closedArchive(path: string, folder: string): UnreadMember {
  const reason =
    "This packed chart cannot be unpacked here, so its resources are not known: it is too large, or another form of archive than Helm writes.";
  return { text: path, location: beginningOf(join(folder, "Chart.yaml")), reason };
}

/** Whether a path is that of an archive of a chart with that name. */
export function isArchiveOf(name: string, path: string): boolean {
  return isArchive(path) && [`${name}.tgz`, `${name}-`].some((start) => nameOf(path).startsWith(start));
}

function tooManyRules(folder: string): UnreadMember {
  const reason =
    "This has too many rules for so many files: some that Helm leaves out are taken for parts of the chart.";
  return { text: join(folder, ".helmignore"), location: beginningOf(join(folder, "Chart.yaml")), reason };
}

interface IgnoreRules {
  readonly ignored: Ignore;
  /** How many characters they have. */
  readonly length: number;
  readonly failures: readonly Failure[];
}

function ignoreRules(folder: string, tree: NotingTree, keep: KeepSource): IgnoreRules {
  // What is packed has nothing in it that its author had left out.
  const names = folder.endsWith(".tgz") ? [] : (listingOf(tree, folder)?.files ?? []);
  const name = join(folder, ".helmignore");
  const file = names.includes(".helmignore") ? readableFile(tree, name) : undefined;
  return file === undefined ? rulesIn(sourceOf(name, "")) : derive(keep({ name, file }), rulesIn);
}

/** What a refused rule costs is shown where the chart begins: nothing is shown in a file that holds no manifests. */
function rulesIn({ name, text }: Source): IgnoreRules {
  if (text.length > longestIgnore) return { ignored: () => false, length: Infinity, failures: [] };
  const ignored = readHelmIgnore(text) ?? (() => false);
  const refused = refusedRule(text);
  if (refused === undefined) return { ignored, length: text.length, failures: [] };
  const message = `Helm cannot load this chart: it refuses line ${refused.line} of .helmignore, "${refused.rule}". A rule has no "**" there, and closes its brackets.`;
  const location = beginningOf(join(folderOf(name), "Chart.yaml"));
  return { ignored, length: text.length, failures: [{ message, location }] };
}

interface Search {
  readonly folder: string;
  readonly tree: NotingTree;
  readonly ignored: Ignore;
  readonly paths: string[];
  readonly closed: string[];
  /** The folders: links may lead through the same ones again and again. */
  readonly entered: string[];
  readonly badLinks: BadLink[];
  /** What is in the folders around. */
  readonly around: readonly Listing[];
}

/** Adds the paths of the files below a folder of the chart, from that of the chart. */
function findPaths(inside: string, search: Search): void {
  const { folder, tree, ignored, paths, closed, entered, badLinks } = search;
  const listing = tree.list(join(folder, inside));
  if (listing === "closed") closed.push(join(folder, inside));
  if (typeof listing !== "object" || Math.max(paths.length, entered.push(inside)) > maxFiles) return;
  if (search.around.includes(listing)) {
    badLinks.push({ path: join(folder, inside), leads: "to a folder around it" });
    return;
  }
  const within = (name: string): string => join(inside, name);
  for (const name of listing.brokenLinks ?? []) badLinks.push({ path: join(folder, within(name)), leads: "nowhere" });
  const archives: string[] = [];
  for (const path of listing.files.map(within)) {
    if (!ignored(path, "file")) (isArchive(path) ? archives : paths).push(path);
  }
  for (const path of archives) findPaths(path, { ...search, ignored: () => false });
  // Mirrors `symwalk` in internal/sympath/walk.go of Helm, which follows links.
  const folders = [...listing.folders, ...(listing.linkedFolders ?? [])].map(within);
  const next = { ...search, around: [...search.around, listing] };
  for (const name of folders.filter((path) => !ignored(path, "folder"))) findPaths(name, next);
}

/** Whether a file is in a packed chart, by its name, so that nobody can open it. */
export function isPacked({ name }: { readonly name: string }): boolean {
  return name.includes(".tgz/");
}

/** Whether a path is that of a packed chart inside a chart. */
function isArchive(path: string): boolean {
  return /(?:^|\/)charts\/[^/]+\.tgz$/.test(path);
}

/** Whether a file decides what a chart is, of the chart itself or of one inside it. */
function isAlwaysRead(path: string): boolean {
  const own = inOwnChart(path);
  return own.startsWith("templates/") || own.startsWith("crds/") || chartFiles.includes(own);
}

/** The path in the innermost chart that a file belongs to. */
function inOwnChart(path: string): string {
  const parts = path.split("/");
  let start = 0;
  while (parts[start] === "charts" && start + 2 < parts.length) start += 2;
  return parts.slice(start).join("/");
}

/** Whether Helm takes a file for a template, of the chart itself or of one inside it. */
export function isInTemplates(path: string): boolean {
  return inOwnChart(path).startsWith("templates/");
}

const chartFiles: readonly string[] = ["Chart.yaml", "requirements.yaml", "values.yaml", "values.schema.json"];

/** The templates that print manifests, by their names: those that begin with a low line only define something. */
export function templatesIn({ sources, files }: ChartFolder): readonly NamedFile[] {
  const names = new Set([...sources].flatMap(([path, { name }]) => (isTemplate(path) ? [name] : [])));
  return files.filter(({ name }) => names.has(name));
}

function isTemplate(path: string): boolean {
  const own = inOwnChart(path);
  return /^(?:templates|crds)\//.test(own) && /^[^_].*\.(?:ya?ml|json)$/.test(nameOf(own));
}

function namesFiles({ text }: { readonly text: string }): boolean {
  return text.includes(".Files");
}

function readPath(
  path: string,
  folder: string,
  tree: NotingTree,
  closed: string[],
): readonly { readonly path: string; readonly named: NamedFile }[] {
  const name = join(folder, path);
  if (tree.file(name) === "closed") closed.push(name);
  const file: ManifestFile | undefined = readableFile(tree, name);
  return file === undefined ? [] : [{ path, named: { name, file } }];
}

/** A path in a folder; either may be "". */
export function join(folder: string, path: string): string {
  return folder === "" || path === "" ? folder + path : `${folder}/${path}`;
}

/** A keeper of sources that remembers those of before. */
export function sourceKeeper(kept: Map<string, { readonly file: ManifestFile; readonly source: Source }>): KeepSource {
  return ({ name, file }) => {
    const before = kept.get(name);
    if (before?.file === file) return before.source;
    const source = sourceOf(name, textOf(file).replace(/^\uFEFF/, ""));
    kept.set(name, { file, source });
    return source;
  };
}

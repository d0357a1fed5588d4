import type { ManifestFile } from "../../manifest/file.ts";
import type { PrintedChart } from "../chart/printed-chart.ts";
import { encodingFaults } from "../document-faults.ts";
import { type Failure, failuresIn, unreadableFile } from "../failure.ts";
import { type Located, type Location, locationOf } from "../location.ts";
import { closedPath, type UnreadMember } from "../source-member.ts";
import { folderOf, hasFile, type NotingTree } from "../source-tree.ts";
import type { Kustomization } from "./kustomization.ts";

/** How many kustomizations one build reads: folders can name each other endlessly. */
export const maxKustomizations = 1000;

/** How many objects one build holds: folders can name each other endlessly. */
export const maxObjects = 20_000;

/** How many steps the charts of one build may take together: each kustomization may name the same ones again. */
const maxChartSteps = 4_000_000;

/** How many characters one build writes into objects: one line of a kustomization may change all of them. */
const maxWritten = 10_000_000;

/** How many characters of generated data one build takes hashes of. */
const maxHashed = 10_000_000;

/** One run over a kustomization and all that it names: what it came upon on the way. */
export interface Build {
  readonly tree: NotingTree;
  /** What finds the reasons why kustomize refuses to build, in the order in which it comes upon them. */
  readonly checks: (() => readonly Failure[])[];
  readonly unread: UnreadMember[];
  /** Every file that was read, by path. */
  readonly files: Map<string, ManifestFile>;
  /** The charts that were rendered. */
  readonly charts: PrintedChart[];
  kustomizationsLeft: number;
  /** How many more steps its charts take; below 0 where some were left out. */
  chartStepsLeft: number;
  /** Something that it names does not exist, which is noted, or is not known in full: what is not found then may come from there. */
  lacksResources: boolean;
  /** How many more characters it writes into objects; below 0 where some were left out. */
  writtenLeft: number;
  /** How many more characters of generated data it takes hashes of; below 0 where some were left out. */
  hashedLeft: number;
  /** Something that changes objects could not be read. */
  changesUnread: boolean;
}

/** A build that has not begun. */
export function newBuild(tree: NotingTree): Build {
  return {
    tree,
    checks: [],
    unread: [],
    files: new Map(),
    charts: [],
    kustomizationsLeft: maxKustomizations,
    chartStepsLeft: maxChartSteps,
    lacksResources: false,
    writtenLeft: maxWritten,
    hashedLeft: maxHashed,
    changesUnread: false,
  };
}

/** A file of the tree, noted as read; `undefined` where it is not there, or not read yet. */
export function readFile(path: string, build: Build): ManifestFile | undefined {
  const file = build.tree.file(path);
  if (file === "unreadable") checkLater(build, () => [unreadableFile(path)]);
  if (file === "closed") noteClosed(path, build);
  if (file === undefined || typeof file === "string") return undefined;
  // A patch in JSON is read by another parser, which takes any bytes.
  if (file.documents[0]?.text.startsWith("[") !== true) {
    checkLater(build, () => failuresIn({ name: path, file }, encodingFaults));
  }
  build.files.set(path, file);
  return file;
}

/** Whether a file that is about to be read exists; `undefined` where its folder has not been read yet, or cannot be, which is noted. */
export function isFile(path: string, build: Build): boolean | undefined {
  const folder = folderOf(path);
  if (build.tree.list(folder) === "closed") noteClosed(folder, build);
  return hasFile(build.tree, path);
}

/** Notes that a file or a folder cannot be read here. */
export function noteClosed(path: string, { unread }: Build): void {
  if (!unread.some(({ text }) => text === path)) unread.push(closedPath(path));
}

/** Notes a limit of ours: kustomize would go on, so it is not a failure. */
export function noteLimit({ folder, document, root }: Kustomization, reason: string, build: Build): void {
  build.unread.push({ text: folder, location: locationOf(document, root), reason });
}

/** Notes that there are too many objects. */
export function noteObjectLimit(kustomization: Kustomization, build: Build): void {
  noteLimit(kustomization, `This makes more than ${maxObjects} objects: the rest is not read.`, build);
}

/** Whether a build may write so many more characters into objects. The first time that it may not, that is noted. */
export function mayWrite(characters: number, kustomization: Kustomization, build: Build): boolean {
  if (build.writtenLeft < 0) return false;
  build.writtenLeft -= characters;
  if (build.writtenLeft >= 0) return true;
  noteLimit(
    kustomization,
    "This writes too much text into the objects: their names and annotations are not known.",
    build,
  );
  return false;
}

/** Notes that a folder does not exist; what a folder of templates names outside of it may exist where it is copied to. `root` is what is built. */
export function noteMissing(entry: Located, [root = ""]: readonly string[], build: Build): void {
  if (entry.text.startsWith("../") && /(?:^|\/)(?:templates?|skeletons?|scaffold)(?:\/|$)/.test(root)) {
    build.unread.push({
      ...entry,
      reason: `"${entry.text}" does not exist here, but may where these templates are copied to.`,
    });
    return;
  }
  build.lacksResources = true;
  complain(build, entry.location, `"${entry.text}" does not exist.`);
}

/** Notes why kustomize refuses to build. */
export function complain(build: Build, location: Location, message: string): void {
  checkLater(build, () => [{ message, location }]);
}

/** The same for something that is missing, unless it may be among what cannot be read: a base on another machine, a chart. */
export function complainIfAllIsKnown(build: Build, location: Location, message: string): void {
  checkLater(build, () => (build.unread.length > 0 || build.lacksResources ? [] : [{ message, location }]));
}

/** Notes what may find more reasons, once someone asks for them. */
export function checkLater(build: Build, find: () => readonly Failure[]): void {
  build.checks.push(find);
}

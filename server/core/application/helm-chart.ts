import type { ManifestFile } from "../manifest/file.ts";
import { type Node, nodeAt, stringAt } from "../manifest/node.ts";
import type { TemplateAction } from "../manifest/template.ts";
import { documentMembers, type NamedFile } from "./application.ts";
import { chartFailures } from "./chart-failures.ts";
import { isManifestPath } from "./folder.ts";
import { itemsOf } from "./kustomize/kustomization.ts";
import { documentLocation, type Location, locationOf } from "./location.ts";
import { closedPath, type SourceMember, type SourceReading, tooManyFiles, type UnreadMember } from "./source-member.ts";
import { listingOf, type NotingTree, readableFile, resolvePath } from "./source-tree.ts";

/** How many files of a chart are read, without those of the charts inside it. */
const maxFiles = 5000;

/** How many files of values are read beside that of the chart. */
const maxValueFiles = 50;

const valuesName = "values.yaml";

/**
 * What a chart prints, as far as it can be told without rendering: the documents of its templates, and its definitions.
 * `chosen` is where an Application says that the folder is a chart; `undefined` where its files say so.
 */
export function readHelmChart(
  folder: string,
  tree: NotingTree,
  chosen: Location | undefined,
  options?: Node,
): SourceReading {
  const chart = readChart({ folder, isOptional: false }, tree);
  const path = join(folder, "Chart.yaml");
  const file = tree.file(path);
  const files = [...chart.files, ...valueFilesOf(folder, options, tree)];
  return { type: "helm", path: folder, ...chart, files, findFailures: () => chartFailures(path, file, chosen) };
}

/** Files of values beside that of the chart: those that an Application names, and those in the folder whose names say so. */
function valueFilesOf(folder: string, options: Node | undefined, tree: NotingTree): readonly NamedFile[] {
  const beside = listingOf(tree, folder)?.files.filter((name) => /^values[-.][\w.-]*\.ya?ml$/.test(name)) ?? [];
  const named = itemsOf(nodeAt(options, "valueFiles")).flatMap((item) =>
    item.type === "scalar" && item.scalarType === "string" ? [item.text] : [],
  );
  const paths = [...beside, ...named]
    .filter((name) => name !== valuesName && !/[$:]/.test(name))
    .flatMap((name) => (name.startsWith("/") ? resolvePath("", name.slice(1)) : resolvePath(folder, name)) ?? []);
  return [...new Set(paths)].slice(0, maxValueFiles).flatMap((path): NamedFile[] => {
    const file = readableFile(tree, path);
    return file === undefined ? [] : [{ name: path, file }];
  });
}

type ChartReading = Pick<SourceReading, "members" | "files" | "unread">;

interface ChartEntry {
  readonly folder: string;
  /** Values decide whether it is rendered at all. */
  readonly isOptional: boolean;
}

function readChart({ folder, isOptional }: ChartEntry, tree: NotingTree): ChartReading {
  const paths = ["crds", "templates"].flatMap((name) => pathsBelow(join(folder, name), tree));
  const wanted = paths.filter((path) => isManifestPath("helm", folder === "" ? path : path.slice(folder.length + 1)));
  const closed = ["crds", "templates", "charts"]
    .map((name) => join(folder, name))
    .filter((it) => tree.list(it) === "closed");
  const files = wanted.slice(0, maxFiles).flatMap((path): NamedFile[] => {
    if (tree.file(path) === "closed") closed.push(path);
    const file = readableFile(tree, path);
    return file === undefined ? [] : [{ name: path, file }];
  });
  const valuesPath = join(folder, valuesName);
  const values = readableFile(tree, valuesPath);
  const inside = dependenciesOf(folder, tree);
  const charts = inside.charts.map((it) => readChart({ ...it, isOptional: it.isOptional || isOptional }, tree));
  const members = files.flatMap(({ name, file }) => membersOf(name, file));
  return {
    members: [
      ...members.map((member) => (isOptional ? { ...member, conditional: true } : member)),
      ...charts.flatMap((chart) => chart.members),
    ],
    files: [
      ...files,
      ...(values === undefined ? [] : [{ name: valuesPath, file: values }]),
      ...charts.flatMap((chart) => chart.files),
    ],
    unread: [
      ...tooManyFiles(folder, wanted, maxFiles),
      ...closed.map(closedPath),
      ...inside.unread,
      ...charts.flatMap((chart) => chart.unread),
    ],
  };
}

function membersOf(path: string, file: ManifestFile): readonly SourceMember[] {
  let open = 0;
  return file.documents.flatMap((document, documentIndex) => {
    // A block may be opened in one document and closed in a later one.
    const { actions, root } = document.parsed;
    const start = root?.span.start ?? 0;
    const depth = depthAfter(
      open,
      actions.filter(({ span }) => span.start < start),
    );
    open = depthAfter(open, actions);
    return documentMembers({ name: path, file }, documentIndex, "unknown").map((member) => ({
      ...member,
      generated: false,
      conditional: depth > 0,
      nameKnown: !member.resource.name.includes("{{"),
      changes: [],
    }));
  });
}

/** How many blocks are open after some actions. */
function depthAfter(open: number, actions: readonly TemplateAction[]): number {
  return actions.reduce((depth, { kind }) => {
    if (kind === "open") return depth + 1;
    return kind === "close" ? Math.max(0, depth - 1) : depth;
  }, open);
}

interface Dependencies {
  readonly charts: readonly ChartEntry[];
  readonly unread: readonly UnreadMember[];
}

/** The charts inside a chart: those that are unpacked in `charts`, and those that are only named. */
function dependenciesOf(folder: string, tree: NotingTree): Dependencies {
  const named = namedDependencies(folder, tree);
  const hasCharts = listingOf(tree, folder)?.folders.includes("charts") === true;
  const inner = hasCharts ? tree.list(join(folder, "charts")) : "absent";
  const unpacked = typeof inner === "object" ? inner.folders : [];
  const isKnown = inner !== undefined && inner !== "closed";
  return {
    charts: unpacked.map((name) => ({
      folder: join(folder, `charts/${name}`),
      isOptional: named.some((it) => it.name === name && it.isOptional),
    })),
    unread: named
      .filter(({ name }) => isKnown && !unpacked.includes(name))
      .map(({ name, location }) => ({ text: name, location, reason: `The chart "${name}" is not in this workspace.` })),
  };
}

interface NamedDependency {
  readonly name: string;
  readonly isOptional: boolean;
  readonly location: Location;
}

function namedDependencies(folder: string, tree: NotingTree): readonly NamedDependency[] {
  const path = join(folder, "Chart.yaml");
  const file = readableFile(tree, path);
  if (file === undefined) return [];
  const index = file.documents.findIndex(({ parsed }) => parsed.root !== undefined);
  const document = documentLocation(path, file, index);
  return itemsOf(nodeAt(file.documents[index]?.parsed.root, "dependencies")).map((item) => ({
    name: stringAt(item, "name") ?? "",
    isOptional: nodeAt(item, "condition") !== undefined || nodeAt(item, "tags") !== undefined,
    location: locationOf(document, item),
  }));
}

function pathsBelow(folder: string, tree: NotingTree): readonly string[] {
  const listing = listingOf(tree, folder);
  if (listing === undefined) return [];
  return [
    ...listing.files.toSorted().map((name) => join(folder, name)),
    ...listing.folders.toSorted().flatMap((name) => pathsBelow(join(folder, name), tree)),
  ];
}

function join(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

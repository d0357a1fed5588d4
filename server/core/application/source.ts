import type { ArgoCdVersion } from "../versions.ts";
import type { Deployer } from "./directory-failures.ts";
import { readDirectory, readDirectoryOptions } from "./directory.ts";
import { type Failing, type Failure, withFailures } from "./failure.ts";
import { folderTypeOf, kustomizationNames } from "./folder.ts";
import type { ChartCluster } from "./chart/chart-options.ts";
import { readHelmChart } from "./chart/helm-chart.ts";
import { readKustomize } from "./kustomize/kustomize.ts";
import { type Node, nodeAt } from "../manifest/node.ts";
import { type Location, locationOf } from "./location.ts";
import { closedPath, type SourceReading } from "./source-member.ts";
import { isPlain, keyLocation, optionsAt, referencesOf, type SourceSpec, withOverrides } from "./source-spec.ts";
import { type MissingPaths, noteMissing, type NotingTree, type SourceTree } from "./source-tree.ts";

/** What a source comes to so far, and what has to be read before it can be told in full. */
export interface SourceAnswer extends SourceReading, Failing {
  /** While anything is missing, the rest is not to be relied on: read it and ask again. */
  readonly missing: MissingPaths;
}

/** Reads the only source of the application `name` ("" where it has none) over the files that have been read so far. Never throws. */
export function readSource(source: SourceSpec, name: string, tree: SourceTree): SourceAnswer {
  const noting = noteMissing(tree);
  const reading = readFrom(source, { name, namespace: "default", sources: [source] }, noting);
  return withFailures({ ...reading, missing: noting.missing() }, reading.files, reading.findFailures);
}

/** What a source depends on besides what it says itself. */
export interface SourceContext {
  /** The name of the application; "" where it has none. */
  readonly name: string;
  /** The destination namespace. */
  readonly namespace: string;
  /** All sources of the application, of which others may be named by their `ref`. */
  readonly sources: readonly SourceSpec[];
  /** Argo CD may find other sources than these. */
  readonly isLikely?: true | undefined;
  /** The version of Argo CD that reads them; the newest release if there is none. */
  readonly version?: ArgoCdVersion | undefined;
  readonly cluster?: ChartCluster | undefined;
}

/** Mirrors `GetAppSourceType` in reposerver/repository/repository.go. */
export function readFrom(source: SourceSpec, context: SourceContext, tree: NotingTree): SourceReading {
  const { name } = context;
  const { path, unknownPath, chart } = source;
  if (chart !== undefined)
    return unknownSource(source, chart, `The chart "${chart}" is in a registry, which is not read.`);
  if (unknownPath !== undefined) {
    return unknownSource(source, unknownPath, `The path "${unknownPath}" is only known once it is filled in.`);
  }
  // A source without a path holds only values for the charts of other sources.
  if (path === undefined) return { ...unknownSource(source, "", ""), unread: [] };
  const listing = tree.list(path);
  if (listing === undefined) return unknownSource(source, path, "");
  if (listing === "closed") return { ...unknownSource(source, path, ""), unread: [closedPath(path)] };
  if (listing === "absent" && source.isHere) {
    return { ...unknownSource(source, path, ""), unread: [], findFailures: () => [noFolder(source, path)] };
  }
  if (listing === "absent") {
    return unknownSource(
      source,
      path,
      `The folder "${path}" is not in this workspace: it may be in another repository.`,
    );
  }
  const merged = withOverrides(source, path, name, tree);
  const explicit = ["kustomize", "helm", "directory", "plugin"].filter((key) => isGiven(merged, key));
  const [tool, second] = explicit;
  if (second !== undefined) {
    return { ...unknownSource(source, path, ""), unread: [], findFailures: () => [severalTools(merged, explicit)] };
  }
  if (path === "" && tool !== undefined && lacksFilesOf(tool, listing.files)) {
    const reason =
      "The root of this workspace has no files for the tool of this source: it may be in another repository.";
    return { ...unknownSource(source, "", ""), unread: [{ text: ".", location: source.location, reason }] };
  }
  const options = tool === undefined ? undefined : optionsAt(merged, tool);
  switch (tool ?? folderTypeOf(listing.files)) {
    case "kustomize":
      return readKustomize(path, options === undefined ? [] : [options], tree);
    case "helm":
      return readHelmChart(
        {
          folder: path,
          chosen: tool === undefined ? undefined : keyLocation(merged, tool),
          options,
          variables: {
            ...{ name, namespace: context.namespace, path: isPlain(source) ? undefined : path },
            ...{ repoURL: source.repoURL, targetRevision: source.targetRevision },
          },
          declared: isPlain(source) ? undefined : source.location,
          isLikely: context.isLikely === true,
          version: context.version,
          references: referencesOf(source, context.sources),
          cluster: context.cluster,
        },
        tree,
      );
    case "plugin":
      return unknownSource(source, path, "What a plugin makes of this folder is not known.");
    default:
      return readDirectory(
        path,
        readDirectoryOptions(options?.node),
        { deployer: deployerOf(source), version: context.version },
        tree,
      );
  }
}

/** Every workspace has a root, so an Application that deploys one may mean that of another repository. */
function deployerOf(source: SourceSpec): Deployer {
  if (isPlain(source)) return "nobody";
  return source.path === "" && source.isHere !== true ? "perhaps an Application" : "an Application";
}

/** Every workspace has a root, so a source at `.` is not known to be here unless the files of its tool are. */
function lacksFilesOf(tool: string, names: readonly string[]): boolean {
  if (tool === "helm") return !names.includes("Chart.yaml");
  return tool === "kustomize" && !names.some((name) => kustomizationNames.includes(name));
}

/** Options that are all empty count for nothing, except those of a plugin. Mirrors `NormalizeSource` in util/argo/argo.go. */
function isGiven(source: SourceSpec, key: string): boolean {
  const options = optionsAt(source, key);
  return options !== undefined && (key === "plugin" || !isZero(options.node));
}

/** Whether a value is what Go makes of nothing. Mirrors the functions `IsZero` in pkg/apis/application/v1alpha1/types.go. */
function isZero(node: Node): boolean {
  switch (node.type) {
    case "map":
      return node.entries.every(({ key, value }) => {
        if (key.text === "valuesObject") return value.type === "scalar" && value.scalarType === "null";
        // Of what is no struct but a map of anything, only the number of entries counts.
        return value.type === "map" && key.text !== "jsonnet" ? value.entries.length === 0 : isZero(value);
      });
    case "list":
      return node.items.length === 0;
    case "scalar":
      return node.scalarType === "null" || ["", "false", "0"].includes(node.text);
  }
}

/** Mirrors `ExplicitType` in pkg/apis/application/v1alpha1/types.go: the place is that of the key that is one too many. */
function noFolder({ options: [own], location }: SourceSpec, path: string): Failure {
  const written = own && nodeAt(own.node, "path");
  const message = `There is no folder "${path}" in this repository.`;
  return { message, location: own && written ? locationOf(own.document, written) : location };
}

function severalTools(source: SourceSpec, tools: readonly string[]): Failure {
  const names = tools.map((tool) => `"${tool}"`).join(" and ");
  // What stands beside the manifests is read after the Application.
  const rank = ({ path }: Location): number => (path === source.location.path ? 0 : 1);
  const places = tools.flatMap((tool) => keyLocation(source, tool) ?? []);
  const [, second] = places.sort((left, right) => rank(left) - rank(right) || left.offset - right.offset);
  return {
    message: `The source has options for ${names}, but Argo CD accepts those of one tool only.`,
    location: second ?? source.location,
  };
}

function unknownSource({ location }: SourceSpec, text: string, reason: string): SourceReading {
  return {
    type: "unknown",
    path: text,
    members: [],
    files: [],
    unread: [{ text, location, reason }],
    findFailures: () => [],
  };
}

import { readDirectory, readDirectoryOptions } from "./directory.ts";
import { folderTypeOf } from "./folder.ts";
import { readHelmChart } from "./helm-chart.ts";
import { readKustomize } from "./kustomize/kustomize.ts";
import type { SourceReading } from "./source-member.ts";
import { optionsAt, type SourceSpec, withOverrides } from "./source-spec.ts";
import { type MissingPaths, noteMissing, type NotingTree, type SourceTree } from "./source-tree.ts";

/** What a source comes to so far, and what has to be read before it can be told in full. */
export interface SourceAnswer extends SourceReading {
  /** While anything is missing, the rest is not to be relied on: read it and ask again. */
  readonly missing: MissingPaths;
}

/** Reads one source of the application `name` ("" where it has none) over the files that have been read so far. Never throws. */
export function readSource(source: SourceSpec, name: string, tree: SourceTree): SourceAnswer {
  const noting = noteMissing(tree);
  const reading = readFrom(source, name, noting);
  return { ...reading, missing: noting.missing() };
}

/** Mirrors `GetAppSourceType` in reposerver/repository/repository.go. */
export function readFrom(source: SourceSpec, name: string, tree: NotingTree): SourceReading {
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
  if (listing === "absent") {
    return unknownSource(
      source,
      path,
      `The folder "${path}" is not in this workspace: it may be in another repository.`,
    );
  }
  const merged = withOverrides(source, path, name, tree);
  const explicit = ["kustomize", "helm", "directory", "plugin"].filter((key) => optionsAt(merged, key) !== undefined);
  if (explicit.length > 1) {
    const error = `The source has options of several tools, ${explicit.map((key) => `"${key}"`).join(" and ")}: only one may be used.`;
    return { ...unknownSource(source, path, ""), unread: [], error };
  }
  switch (explicit[0] ?? folderTypeOf(listing.files)) {
    case "kustomize": {
      const options = optionsAt(merged, "kustomize");
      return readKustomize(path, options === undefined ? [] : [options], tree);
    }
    case "helm":
      return readHelmChart(path, tree);
    case "plugin":
      return unknownSource(source, path, "What a plugin makes of this folder is not known.");
    default:
      return readDirectory(path, readDirectoryOptions(optionsAt(merged, "directory")?.node), tree);
  }
}

function unknownSource({ location }: SourceSpec, text: string, reason: string): SourceReading {
  return {
    type: "unknown",
    path: text,
    members: [],
    files: [],
    unread: [{ text, location, reason }],
    error: undefined,
  };
}

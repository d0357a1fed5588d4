import type { Listing, SourceTree } from "../../server/core/application/source-tree.ts";
import { type ManifestFile, openFile } from "../../server/core/manifest/file.ts";

/** A tree of files that are all read, by their paths from its root. */
export function treeOf(texts: Readonly<Record<string, string>>): SourceTree {
  const files = new Map(Object.entries(texts).map(([path, text]): [string, ManifestFile] => [path, openFile(text)]));
  const listings = listingsOf([...files.keys()]);
  return {
    file: (path) => files.get(path) ?? "absent",
    list: (folder) => listings.get(folder) ?? "absent",
  };
}

function listingsOf(paths: readonly string[]): ReadonlyMap<string, Listing> {
  const listings = new Map<string, { files: string[]; folders: string[] }>([["", { files: [], folders: [] }]]);
  for (const path of paths) {
    const parts = path.split("/");
    for (const [index, name] of parts.entries()) {
      const folder = parts.slice(0, index).join("/");
      const listing = listings.get(folder) ?? { files: [], folders: [] };
      listings.set(folder, listing);
      const names = index === parts.length - 1 ? listing.files : listing.folders;
      if (!names.includes(name)) names.push(name);
    }
  }
  return listings;
}

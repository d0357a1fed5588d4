import type { SourceTree } from "../core/index.ts";

type Listing = Exclude<ReturnType<SourceTree["list"]>, string | undefined>;

/** The folders that hold the given paths, which have `/` between their parts, with the first one as "". */
export function listingsOf(paths: readonly string[]): ReadonlyMap<string, Listing> {
  const names = new Map<string, { readonly files: Set<string>; readonly folders: Set<string> }>();
  const at = (folder: string): { readonly files: Set<string>; readonly folders: Set<string> } => {
    const known = names.get(folder) ?? { files: new Set(), folders: new Set() };
    names.set(folder, known);
    return known;
  };
  at("");
  for (const path of paths) {
    const parts = path.split("/");
    for (const [index, name] of parts.entries()) {
      const { files, folders } = at(parts.slice(0, index).join("/"));
      (index === parts.length - 1 ? files : folders).add(name);
    }
  }
  return new Map(
    [...names].map(([folder, { files, folders }]) => [folder, { files: [...files], folders: [...folders] }]),
  );
}

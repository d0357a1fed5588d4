import { join } from "node:path";
import { type Files, nodeFiles } from "../files.ts";
import { isWithin } from "../paths.ts";

/** Files of Git with the folder `.git`, which no commit has: by it the root of a repository is known, and the names of its remotes. */
export function withRepository(files: Files, root: string): Files {
  const folder = join(root, ".git");
  return {
    ...files,
    list: async (path) => {
      const entries = await files.list(path);
      return path === root ? [{ name: ".git", type: "folder" }, ...entries] : entries;
    },
    read: (path) => (isWithin(path, folder) ? nodeFiles : files).read(path),
  };
}

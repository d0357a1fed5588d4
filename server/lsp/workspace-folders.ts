import { resolve } from "node:path";
import type { WorkspaceFoldersChangeEvent } from "vscode-languageserver";
import { matchesPath } from "../core/index.ts";
import { pathFrom } from "../workspace/file-tree.ts";
import { isWithin } from "../workspace/paths.ts";
import { pathOfUri } from "../workspace/uris.ts";
import type { Settings } from "./settings.ts";

/** Installed files are not for the user to fix. */
const installed = "**/node_modules";

/** The folders of the workspace that are on this machine's disk. Paths are absolute. */
export class WorkspaceFolders {
  #folders: readonly string[];

  constructor(folders: readonly string[]) {
    this.#folders = folders;
  }

  all(): readonly string[] {
    return this.#folders;
  }

  /** Follows the editor. Returns the paths of the folders that were added. */
  changed({ added, removed }: WorkspaceFoldersChangeEvent): readonly string[] {
    const [more, gone] = [foldersAt(added), foldersAt(removed)];
    this.#folders = [...new Set([...this.#folders.filter((path) => !gone.includes(path)), ...more])];
    return more;
  }

  /** The innermost of them that a path is in. */
  around(path: string): string | undefined {
    const around = this.#folders.filter((folder) => isWithin(path, folder));
    return around.reduce<string | undefined>(
      (inner, it) => (it.length > (inner?.length ?? -1) ? it : inner),
      undefined,
    );
  }

  /** Whether the settings exclude a file; patterns are relative to the workspace folder that it is in, else to the root of the disk. */
  leaveOut(path: string, { exclude }: Pick<Settings, "exclude">): boolean {
    const around = this.#folders.filter((folder) => isWithin(path, folder));
    // Workspace folders may be inside each other.
    if (around.length === 0) return isLeftOut(path.replace(/^(?:[A-Za-z]:)?[\\/]+/, "").replaceAll("\\", "/"), exclude);
    return around.some((folder) => isLeftOut(pathFrom(folder, path), exclude));
  }
}

/** The folders among those of an editor that are on this machine's disk: absolute paths, however their URIs end. */
export function foldersAt(folders: readonly { readonly uri: string }[]): readonly string[] {
  return folders.flatMap(({ uri }) => {
    const path = pathOfUri(uri);
    return path === undefined ? [] : [resolve(path)];
  });
}

function isLeftOut(path: string, patterns: readonly string[]): boolean {
  return [installed, ...patterns].some((pattern) => matchesPath(pattern, path));
}

import { homedir } from "node:os";
import { isAbsolute, join, resolve, sep } from "node:path";
import type { ChartStore } from "../core/index.ts";
import { type Files, nodeFiles } from "./files.ts";
import { variable } from "./find-program.ts";
import { isWithin } from "./paths.ts";

/**
 * Where copies of charts of other repositories are on this machine: those that were fetched into `fetched`, a folder, and those in the
 * cache of Helm, where it puts each chart that is installed or rendered by the name of its repository.
 */
export function chartStores(fetched: string | undefined): readonly ChartStore[] {
  const cache = helmCache();
  return [
    ...(fetched === undefined ? [] : [{ folder: inSlashes(fetched), kind: "fetched" } as const]),
    ...(cache === undefined ? [] : [{ folder: inSlashes(cache), kind: "cache" } as const]),
  ];
}

/** Mirrors `New` in pkg/cli/environment.go and `lazypath.path` in pkg/helmpath/lazypath.go of Helm. */
function helmCache(): string | undefined {
  const [repositories, helm, user] = ["HELM_REPOSITORY_CACHE", "HELM_CACHE_HOME", "XDG_CACHE_HOME"].map(setVariable);
  const home = (): string => helm ?? join(user ?? userCache(), "helm");
  const folder = repositories ?? join(home(), "repository");
  return isAbsolute(folder) ? folder : undefined;
}

/** Mirrors `cacheHome` in the files pkg/helmpath/lazypath_*.go of Helm. */
function userCache(): string {
  if (process.platform === "win32") return setVariable("TEMP") ?? "";
  return process.platform === "darwin" ? join(homedir(), "Library", "Caches") : join(homedir(), ".cache");
}

function setVariable(name: string): string | undefined {
  const value = variable(name);
  return value === "" ? undefined : value;
}

function inSlashes(path: string): string {
  return path.split(sep).join("/");
}

/** Files with those in stores of charts, which are on this disk whatever the other ones are. */
export function withStored(files: Files, stores: readonly ChartStore[]): Files {
  const isStored = (path: string): boolean => stores.some(({ folder }) => isWithin(path, resolve(folder)));
  return {
    ...files,
    list: (path) => (isStored(path) ? nodeFiles : files).list(path),
    read: (path) => (isStored(path) ? nodeFiles : files).read(path),
    unpack: (path) => (isStored(path) ? nodeFiles : files).unpack(path),
  };
}

import { does } from "../sync/behaviour-versions.ts";
import type { ArgoCdVersion } from "../versions.ts";

/** How Argo CD reads a folder that is the source of an application. */
export type FolderType = "directory" | "kustomize" | "helm";

/** The names of the file that makes a folder a kustomization, the first that is there first. */
export const kustomizationNames: readonly string[] = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/**
 * How Argo CD reads a folder, by the names of the files right in it. Of a kustomization and a chart side by side the
 * kustomization wins. Mirrors `Discover` and `AppType` in util/app/discovery/discovery.go.
 */
export function folderTypeOf(names: readonly string[]): FolderType {
  if (names.some((name) => kustomizationNames.includes(name))) return "kustomize";
  return names.some((name) => name.endsWith("Chart.yaml")) ? "helm" : "directory";
}

/** The folders of a chart that hold manifests, at any depth. */
const chartFolders = ["crds", "templates"] as const;

/** The names of the subfolders in which manifests stand too, at any depth; none where Argo CD looks at the folder alone. */
export function manifestFoldersOf(type: FolderType): readonly string[] {
  return type === "helm" ? chartFolders : [];
}

/**
 * Whether a file is one of the application's manifests. `path` is relative to the folder, with `/` between its parts.
 * A kustomization is read like a plain directory, apart from its own file.
 * Mirrors `findManifests` in reposerver/repository/repository.go and, for a chart, what `helm template --include-crds` prints.
 */
export function isManifestPath(type: FolderType, path: string): boolean {
  const parts = path.split("/");
  const name = parts.at(-1) ?? "";
  if (!isManifestName(name)) return false;
  if (type !== "helm") return parts.length === 1 && !kustomizationNames.includes(name);
  // A chart's files that begin with an underscore hold only pieces for the others.
  return parts.length > 1 && manifestFoldersOf(type).includes(parts[0] ?? "") && !name.startsWith("_");
}

/** Whether a file may hold manifests, by its name alone; case counts. */
export function isManifestName(name: string): boolean {
  return /\.(?:yaml|yml|json)$/.test(name);
}

/**
 * Whether the text asks Argo CD of a version to pass over its file: the marker counts anywhere, in plain files and not in charts.
 * Mirrors `getPotentiallyValidManifestFile` in reposerver/repository/repository.go.
 */
export function skipsRendering(text: string, version?: ArgoCdVersion): boolean {
  return does("skip marker", version) && text.includes("+argocd:skip-file-rendering");
}

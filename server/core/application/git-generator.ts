import { type Node, nodeAt, stringAt } from "../manifest/node.ts";
import { withoutEnd } from "../text.ts";
import { matchesGlob } from "../glob.ts";
import { isTrueAt, itemsOf } from "./kustomize/kustomization.ts";
import { listingOf, nameOf, type NotingTree } from "./source-tree.ts";
import type { Parameters, TemplateSyntax } from "./template-parameters.ts";

/**
 * What a git generator gives for the folders of this repository; `undefined` where it reads files, or adds more of its own.
 * Mirrors `generateParamsForGitDirectories` and `filterApps` in applicationset/generators/git.go.
 */
export function gitParameters(
  generator: Node,
  { tree, syntax }: { readonly tree: NotingTree; readonly syntax: TemplateSyntax },
): readonly Parameters[] | undefined {
  const directories = nodeAt(generator, "directories");
  if (directories === undefined || nodeAt(generator, "files") !== undefined) return undefined;
  const rules = itemsOf(directories).map((item) => ({
    pattern: stringAt(item, "path") ?? "",
    isExcluded: isTrueAt(item, "exclude"),
  }));
  // Sets of characters are rare, and mean something of their own to Go.
  if (rules.some(({ pattern }) => /[[\]{}\\]/.test(pattern))) return undefined;
  const prefix = stringAt(generator, "pathParamPrefix") ?? "";
  const wanted = rules.filter(({ isExcluded }) => !isExcluded);
  const found = new Set(wanted.flatMap(({ pattern }) => foldersMatching(pattern, tree)));
  const excluded = rules.filter(({ isExcluded }) => isExcluded).map(({ pattern }) => pattern);
  const kept = [...found].filter((folder) => !excluded.some((pattern) => matchesPath(pattern, folder))).sort();
  return kept.map((folder) => parametersOf(folder, prefix === "" ? "" : `${prefix}.`, syntax));
}

/** The folders that a pattern means: `*` stands for any text within one name. */
function foldersMatching(pattern: string, tree: NotingTree): readonly string[] {
  const parts = pattern.split("/").filter((part) => part !== "");
  let folders: readonly string[] = [""];
  for (const part of parts) {
    folders = folders.flatMap((folder) => {
      const listing = listingOf(tree, folder);
      if (listing === undefined) return [];
      const names = listing.folders.filter((name) => matchesGlob(part, name) && !name.startsWith("."));
      return names.map((name) => (folder === "" ? name : `${folder}/${name}`));
    });
  }
  return parts.length === 0 ? [] : folders;
}

/** Whether every part of a path matches its part of the pattern. Mirrors Go's `path.Match`. */
function matchesPath(pattern: string, path: string): boolean {
  const parts = pattern.split("/");
  const names = path.split("/");
  return parts.length === names.length && parts.every((part, index) => matchesGlob(part, names[index] ?? ""));
}

function parametersOf(folder: string, prefix: string, syntax: TemplateSyntax): Parameters {
  const basename = nameOf(folder);
  const segments = folder.split("/");
  const name = `${prefix}path`;
  const parameters = new Map([
    [syntax === "Go template" ? `${name}.path` : name, folder],
    [`${name}.basename`, basename],
    [`${name}.basenameNormalized`, normalize(basename)],
  ]);
  for (const [index, segment] of segments.entries()) {
    parameters.set(syntax === "Go template" ? `${name}.segments[${index}]` : `${name}[${index}]`, segment);
  }
  return parameters;
}

/** Mirrors `SanitizeName` in applicationset/utils/utils.go: what a name in Kubernetes may hold. */
function normalize(name: string): string {
  const written = name
    .toLowerCase()
    .replace(/[^a-z0-9.-]/g, "-")
    .slice(0, 253);
  return withoutEnd(written.replace(/^[-_.]+/, ""), "-_.");
}

import { beginningOf, documentLocation, type Location, locationOf } from "../location.ts";
import { type Kustomization, readKustomization } from "./kustomization.ts";
import { problemsOf } from "./problems.ts";
import { type Build, complain, noteClosed, readFile } from "./run.ts";

/** The names that a kustomization may have. */
const kustomizationNames: readonly string[] = ["kustomization.yaml", "kustomization.yml", "Kustomization"];

/**
 * The kustomization in a folder, which is named at `from`; `undefined` where it cannot be read, which the build then says.
 * Mirrors `LoadKustFile` in api/internal/target/kusttarget.go of kustomize.
 */
export function openKustomization(folder: string, from: Location, build: Build): Kustomization | undefined {
  const listing = build.tree.list(folder);
  if (listing === "closed") noteClosed(folder, build);
  if (listing === undefined || listing === "closed") return undefined;
  const names = listing === "absent" ? [] : kustomizationNames.filter((name) => listing.files.includes(name));
  const [name, second] = names;
  if (name === undefined) {
    complain(build, from, `There is no kustomization in the folder "${folder}".`);
    return undefined;
  }
  if (second !== undefined) {
    const location = firstLineOf(pathIn(folder, second), build);
    complain(build, location, `"${name}" stands in this folder too, but kustomize accepts only one kustomization.`);
    return undefined;
  }
  const path = pathIn(folder, name);
  const file = readFile(path, build);
  if (file === undefined) return undefined;
  const kustomization = readKustomization(folder, path, file);
  if (kustomization === undefined) {
    complain(
      build,
      firstLineOf(path, build),
      "The kustomization is empty, and kustomize refuses to build an empty one.",
    );
    return undefined;
  }
  for (const { message, span } of problemsOf(kustomization)) {
    complain(build, locationOf(kustomization.document, { span }), message);
  }
  return kustomization;
}

function firstLineOf(path: string, build: Build): Location {
  const file = readFile(path, build);
  const index = file?.documents.findIndex(({ parsed }) => parsed.root !== undefined) ?? -1;
  const root = file?.documents[index]?.parsed.root;
  return file === undefined || root === undefined
    ? beginningOf(path)
    : locationOf(documentLocation(path, file, index), root);
}

function pathIn(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

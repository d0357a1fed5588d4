/** What the name of a file says about what may be written in it. */

/** Files of YAML that other programs read and no cluster ever sees. */
const namesOfOthers =
  /^(?:Chart|kustomization|kustomizeconfig|skaffold|mkdocs|Taskfile|compose|docker-compose|azure-pipelines|cloudbuild|openapi|swagger|buildspec|pnpm-lock|pnpm-workspace)(?:$|\.ya?ml$|[.-])/i;

/** Folders of such files. */
const foldersOfOthers: ReadonlySet<string> = new Set([".circleci", ".devcontainer", ".github", ".gitlab", ".vscode"]);

/** The values of a chart. */
export function isValuesFile(fileName: string): boolean {
  const [name = "", folder] = partsOf(fileName.toLowerCase());
  return name.includes("values") || (name !== "" && folder === "values");
}

/** A file in which whole resources may be written, and are YAML. */
export function isManifestFile(fileName: string): boolean {
  const [name = "", ...folders] = partsOf(fileName);
  if (isValuesFile(fileName) || /\.jsonc?$/i.test(name)) return false;
  const isOfOthers = name.startsWith(".") || (namesOfOthers.test(name) && /(?:\.ya?ml|^[^.]*)$/i.test(name));
  return !isOfOthers && !folders.some((folder) => foldersOfOthers.has(folder));
}

/** A file that Helm renders, so double braces in it are for Helm. */
export function isTemplateFile(fileName: string): boolean {
  return partsOf(fileName).slice(1).includes("templates");
}

/** Its name, then its folders from the inside. */
function partsOf(fileName: string): readonly string[] {
  return fileName.split(/[\\/]/).reverse();
}

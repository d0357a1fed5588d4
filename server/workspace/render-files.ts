import { realpath, stat } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import type { RenderFile, RenderWord } from "../core/index.ts";
import { isWithin } from "./paths.ts";
import { isAbsent, reasonOf } from "./reasons.ts";
import { type Network, nothingIsFetched } from "./tool-environment.ts";
import type { Render } from "./tool-run.ts";

/**
 * The words of a tool with the files in them looked up, or why it must not run. `folder` and `root` are real paths. Mirrors
 * `ResolveValueFilePathOrUrl` in util/io/path/resolved.go and `getResolvedValueFiles` in reposerver/repository/repository.go.
 */
export async function withFiles(
  words: readonly RenderWord[],
  folder: string,
  root: string,
  network: Network,
): Promise<readonly string[] | Extract<Render, { readonly problem: string }>> {
  const found: string[] = [];
  for (const word of words) {
    const file = typeof word === "string" ? word : await lookUp(word, folder, root, network);
    if (typeof file === "object") return file;
    // A file that is named twice counts once.
    if (file !== undefined && !(typeof word === "object" && found.includes(file))) found.push(file);
  }
  return found;
}

async function lookUp(
  { option, path, isOptional }: RenderFile,
  folder: string,
  root: string,
  network: Network,
): Promise<string | undefined | Extract<Render, { readonly problem: string }>> {
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) {
    if (network === "allowed" && /^https?:\/\/[^\s,"]+$/i.test(path)) return option + path;
    return { problem: `"${path}" is an address, and ${nothingIsFetched}.`, reason: "refused" };
  }
  if (/[*?[]/.test(path))
    return { problem: `"${path}" is a pattern, which only Argo CD can fill in.`, reason: "refused" };
  // Helm takes these for the end of the path.
  if (/[,"\n\r\\]/.test(path))
    return { problem: `"${path}" has characters that no option of Helm can have.`, reason: "refused" };
  const wanted = path.startsWith("/") ? join(root, path) : join(folder, path);
  const outside = { problem: `"${path}" leads out of the repository: Argo CD refuses it.`, reason: "failed" } as const;
  if (!isWithin(wanted, root)) return outside;
  try {
    const real = await realpath(wanted);
    if (!isWithin(real, root)) return outside;
    if (!(await stat(real)).isFile()) return { problem: `"${path}" is not a file.`, reason: "failed" };
    const from = relative(folder, real);
    if (isAbsolute(from)) return outside;
    const word = option + (from.startsWith("..") ? from : `.${sep}${from}`);
    return /[,"\n\r]/.test(from)
      ? { problem: `"${from}" has characters that no option of Helm can have.`, reason: "refused" }
      : word;
  } catch (error) {
    if (isOptional && isAbsent(error)) return undefined;
    return { problem: `"${path}" cannot be read: ${reasonOf(error)}.`, reason: isAbsent(error) ? "failed" : "refused" };
  }
}

import type { DeclaredApplication } from "../core/index.ts";
import type { Files } from "./files.ts";
import { configOf } from "./ignore/repository.ts";

/**
 * Whether an Application deploys from another repository than the one that it is in, whose root is `repository`: then the folders
 * here say nothing about it. Repositories are told apart by their names, because forks and mirrors have other hosts and owners.
 * False if the remotes of the repository do not tell its name.
 */
export async function isFromElsewhere(
  { sources }: DeclaredApplication,
  repository: string,
  files: Pick<Files, "read">,
): Promise<boolean> {
  const names = sources.flatMap(({ path, repoURL = "" }) => (path === undefined ? [] : (nameIn(repoURL) ?? [])));
  if (names.length === 0) return false;
  const own = await namesOf(repository, files);
  return own.size > 0 && names.some((name) => !own.has(name));
}

/** The names that the remotes of a repository have; none where they do not tell. */
export async function namesOf(repository: string, files: Pick<Files, "read">): Promise<ReadonlySet<string>> {
  return remoteNames((await configOf({ bytesOf: (path) => textOf(path, files) }, repository)) ?? "");
}

/** The paths of the sources that may be in a repository with these names: those that are surely in another one are left out. */
export function pathsIn({ sources }: DeclaredApplication, own: ReadonlySet<string>): readonly string[] {
  return sources.flatMap(({ path, repoURL = "" }) => {
    const name = nameIn(repoURL);
    return path === undefined || (own.size > 0 && name !== undefined && !own.has(name)) ? [] : [path];
  });
}

async function textOf(path: string, files: Pick<Files, "read">): Promise<string | undefined> {
  try {
    return await files.read(path);
  } catch {
    // A `.git` folder is no file, and without settings there are no remotes.
    return undefined;
  }
}

/** The names of the repositories that the remotes in the settings of Git lead to. */
function remoteNames(config: string): ReadonlySet<string> {
  const sections = config.split(/^[ \t]*\[/m).filter((section) => /^remote\s/i.test(section));
  const urls = sections.flatMap((section) => [...section.matchAll(/^[ \t]*url[ \t]*=[ \t]*(\S+)/gim)]);
  return new Set(urls.flatMap(([, url = ""]) => nameIn(url) ?? []));
}

/** An address on another machine, as a URL or in the form of SCP; on this machine a repository may have any name. */
const address = /^(?!file:)(?:[a-z][a-z0-9+.-]*:\/\/|[^/\\:]{2,}:)(?:.*[/:])?([\w.-]+?)(?:\.git)?\/*$/i;

/** The name of a repository in small letters; `undefined` if the address does not tell it. */
function nameIn(url: string): string | undefined {
  return address.exec(url)?.[1]?.toLowerCase();
}

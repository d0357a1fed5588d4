/** How lenses, hovers and plans say that Argo CD applies nothing of an application. */
import type { Application } from "../application/application.ts";
import type { Failure } from "../application/failure.ts";
import { type ManifestFile, positionAt } from "../manifest/file.ts";
import type { RosterMember } from "../roster/roster.ts";

/** What stops an application first. */
export interface FailureOutline {
  /** `kustomization.yaml, line 5`, or only the file where no line is known; the path starts at the folder of the application. */
  readonly place: string;
  /** A whole sentence. */
  readonly message: string;
  /** The name of the file, as an application has it. */
  readonly fileName: string;
  /** Where it stands: a file of the application and an offset in it; absent where only the file is known. */
  readonly at?: { readonly file: ManifestFile; readonly offset: number };
}

/** The first failure of an application; `undefined` if it does not fail. */
export function failureOutline(application: Application): FailureOutline | undefined {
  const [first] = application.failures;
  if (first === undefined) return undefined;
  const { path, offset } = first.location;
  const file = fileAt(application, path);
  const name = shortPath(application, path);
  return {
    place: file === undefined ? name : `${name}, line ${positionAt(file, offset).line + 1}`,
    message: first.message,
    fileName: path,
    ...(file && { at: { file, offset } }),
  };
}

/** Why a resource is not applied because its whole application fails, as a part of a sentence; `undefined` if it does not fail. */
export function failureWords({ application, member }: RosterMember): string | undefined {
  const [first] = application.failures;
  if (first === undefined) return undefined;
  const own = application.failures.find((failure) => standsIn(failure, member));
  if (own === undefined) return `${culpritOf(first, member.fileName, application)} stops the whole application`;
  return `this stops the whole application: ${inSentence(own.message)}`;
}

/** A sentence as the end of another one. */
function inSentence(message: string): string {
  return message.replace(/\.$/, "").replace(/^(?:The|An?|This|It) /, (word) => word.toLowerCase());
}

function standsIn({ location }: Failure, { fileName, file, documentIndex }: RosterMember["member"]): boolean {
  const { offsets } = file;
  const [start = 0, end = Infinity] = [offsets[documentIndex], offsets[documentIndex + 1]];
  return location.path === fileName && start <= location.offset && location.offset < end;
}

/** `line 6`, in another file `line 6 of access.yaml`. */
function culpritOf(failure: Failure, here: string, application: Application): string {
  const { path, offset } = failure.location;
  const name = shortPath(application, path);
  const file = fileAt(application, path);
  if (file === undefined) return name;
  const line = `line ${positionAt(file, offset).line + 1}`;
  return path === here ? line : `${line} of ${name}`;
}

/** `undefined` for an Application object, which is not among the files. */
function fileAt({ files }: Application, path: string): ManifestFile | undefined {
  return files.find(({ name }) => name === path)?.file;
}

/** The path from the folder of an application, as in `../base/kustomization.yaml`: a name alone may be that of several files. */
export function shortPath({ name, source }: Application, path: string): string {
  // A file that is not on this disk has a URI for a path, and is alone in an application with the name that people know.
  if (source.path === path && /^[a-z][\w+.-]+:/i.test(path)) return name;
  const parts = partsOf(path);
  const folder = source.type === "file" ? partsOf(source.path).slice(0, -1) : partsOf(source.path);
  const other = folder.findIndex((part, index) => index >= parts.length - 1 || part !== parts[index]);
  const shared = other < 0 ? folder.length : other;
  // They have nothing in common: on Windows, two drives.
  if (shared === 0) return path;
  return [...folder.slice(shared).map(() => ".."), ...parts.slice(shared)].join("/");
}

function partsOf(path: string): readonly string[] {
  return path.split(/[\\/]/).filter((part) => part !== "" && part !== ".");
}

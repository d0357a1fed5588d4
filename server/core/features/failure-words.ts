/** How lenses, hovers and plans say that Argo CD applies nothing of an application. */
import type { Application } from "../application/application.ts";
import type { Failure } from "../application/failure.ts";
import { positionAt } from "../manifest/file.ts";
import type { RosterMember } from "../roster/roster.ts";

/** What stops an application first. */
export interface FailureOutline {
  /** `kustomization.yaml, line 5`, or only the file where no line is known; the path starts at the folder of the application. */
  readonly place: string;
  /** A whole sentence. */
  readonly message: string;
  /** The name of the file, as an application has it. */
  readonly fileName: string;
  /** Line and character from 0, in UTF-16 units. */
  readonly position: { readonly line: number; readonly character: number };
}

/** The first failure of an application; `undefined` if it does not fail. */
export function failureOutline(application: Application): FailureOutline | undefined {
  const [first] = application.failures;
  if (first === undefined) return undefined;
  const position = positionOf(first, application);
  const name = shortPath(application, first.location.path);
  return {
    place: position === undefined ? name : `${name}, line ${position.line + 1}`,
    message: first.message,
    fileName: first.location.path,
    position: position ?? { line: 0, character: 0 },
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
  const { path } = failure.location;
  const name = shortPath(application, path);
  const position = positionOf(failure, application);
  if (position === undefined) return name;
  const line = `line ${position.line + 1}`;
  return path === here ? line : `${line} of ${name}`;
}

/** `undefined` in an Application object, which is not among the files. */
function positionOf(
  { location: { path, offset } }: Failure,
  { files }: Application,
): FailureOutline["position"] | undefined {
  const file = files.find(({ name }) => name === path)?.file;
  return file && positionAt(file, offset);
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

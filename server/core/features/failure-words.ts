/** How lenses and hovers say that Argo CD applies nothing of an application. */
import type { Failure } from "../application/failure.ts";
import { positionAt } from "../manifest/file.ts";
import type { RosterMember } from "../roster/roster.ts";

/** Why a resource is not applied because its whole application fails, as a part of a sentence; `undefined` if it does not fail. */
export function failureWords({ application, member }: RosterMember): string | undefined {
  const [first] = application.failures;
  if (first === undefined) return undefined;
  const own = application.failures.find((failure) => standsIn(failure, member));
  if (own === undefined) return `${placeOf(first, member.fileName, application.files)} stops the whole application`;
  return `this stops the whole application: ${own.message.replace(/\.$/, "")}`;
}

function standsIn({ location }: Failure, { fileName, file, documentIndex }: RosterMember["member"]): boolean {
  const { offsets } = file;
  const [start = 0, end = Infinity] = [offsets[documentIndex], offsets[documentIndex + 1]];
  return location.path === fileName && start <= location.offset && location.offset < end;
}

/** `line 6`, in another file `access.yaml, line 6`; an Application object is not among the files. */
function placeOf(
  { location: { path, offset } }: Failure,
  here: string,
  files: RosterMember["application"]["files"],
): string {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  const file = files.find((it) => it.name === path)?.file;
  if (file === undefined) return name;
  const line = `line ${positionAt(file, offset).line + 1}`;
  return path === here ? line : `${name}, ${line}`;
}

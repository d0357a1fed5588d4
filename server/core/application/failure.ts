import type { ManifestDocument, ManifestFile } from "../manifest/file.ts";
import { positionAt } from "../manifest/file.ts";
import type { Span } from "../manifest/node.ts";
import { derive } from "../memo.ts";
import { beginningOf, documentLocation, type Location, locationOf } from "./location.ts";

/** One reason why Argo CD cannot generate the manifests of an application, so that it applies nothing of it at all. */
export interface Failure {
  /** A whole sentence about what is wrong, without the name of the file. */
  readonly message: string;
  readonly location: Location;
  readonly about?: FailureTopic;
}

/** What somebody else says a failure is: the editor's YAML support where go-yaml may be less strict, or a rule about annotations. */
export type FailureTopic = "syntax" | "annotations";

/** The same about one document: the span counts from its start. */
export interface Fault {
  readonly message: string;
  readonly span: Span;
  readonly about?: FailureTopic;
}

/** What is known to make an application fail. Both are computed when they are first asked for: this may read every document. */
export interface Failing {
  /** First what stops Argo CD first; of a great many only the first ones, and the last of them says so. */
  readonly failures: readonly Failure[];
  /** The first failure in one line, with its place; `undefined` where there is none. */
  readonly error: string | undefined;
}

/** A file by its name. */
interface Named {
  readonly name: string;
  readonly file: ManifestFile;
}

/** How many failures of one application are told. */
const maxFailures = 50;

/**
 * The rest of an application with its failures, which are only searched for when someone asks. A copy with `...` would ask:
 * name the fields instead. `files` are those in which a line can be looked up.
 */
export function withFailures<Rest extends object>(
  rest: Rest,
  files: readonly Named[],
  find: () => readonly Failure[],
): Rest & Failing {
  let failures: readonly Failure[] | undefined;
  return {
    ...rest,
    get failures() {
      return (failures ??= limited(distinct(find())));
    },
    get error() {
      const [first] = this.failures;
      return first && inOneLine(first, files);
    },
  };
}

/** That a file is there and its text cannot be had. */
export function unreadableFile(path: string): Failure {
  return {
    message: "This file is larger than 128 MB.",
    location: beginningOf(path),
  };
}

/** What is wrong with the documents of a file. `faultsOf` is declared once, as its answers are kept with the documents. */
export function failuresIn(
  { name, file }: Named,
  faultsOf: (document: ManifestDocument) => readonly Fault[],
): readonly Failure[] {
  return file.documents.flatMap((document, index) =>
    derive(document, faultsOf).map(({ message, span, about }) => ({
      message,
      ...(about && { about }),
      location: locationOf(documentLocation(name, file, index), { span }),
    })),
  );
}

/** A base that several overlays use fails once, not once for each of them. */
function distinct(failures: readonly Failure[]): readonly Failure[] {
  const byPlace = new Map<string, Failure>();
  for (const failure of failures) {
    const { path, offset } = failure.location;
    const key = JSON.stringify([path, offset, failure.message]);
    if (!byPlace.has(key)) byPlace.set(key, failure);
  }
  return [...byPlace.values()];
}

function limited(failures: readonly Failure[]): readonly Failure[] {
  const told = failures.slice(0, maxFailures);
  const last = told.at(-1);
  const more = failures.length - told.length;
  if (last === undefined || more === 0) return told;
  const message = `${last.message} ${more} more ${more === 1 ? "problem makes" : "problems make"} the application fail.`;
  return [...told.slice(0, -1), { ...last, message }];
}

function inOneLine({ message, location: { path, offset } }: Failure, files: readonly Named[]): string {
  const file = files.find(({ name }) => name === path)?.file;
  return file === undefined ? `${path}: ${message}` : `${path}, line ${positionAt(file, offset).line + 1}: ${message}`;
}

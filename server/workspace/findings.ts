import {
  type AddedHealthCheck,
  type ApplicationFindings,
  type ArgoCdVersion,
  carryOver,
  documentIndexAt,
  findInApplication,
  findInDeclaration,
  findInDocument,
  type Found,
  type FoundInApplication,
  holding,
  type Kustomized,
  type ManifestDocument,
  type ManifestFile,
  type Problem,
  problemsOf,
  type RepeatedFindings,
  type Roster,
  type RuleFault,
  type RuleSeverities,
  searchApplication,
} from "../core/index.ts";
import { Slices } from "./slices.ts";

/** The settings that findings depend on. */
export interface FindingSettings {
  readonly severity: RuleSeverities;
  /** The version of Argo CD that reads the manifests. */
  readonly version: ArgoCdVersion;
  /** Whether to check manifests embedded as text in ConfigMaps too. */
  readonly embeddedInConfigMaps: boolean;
}

/** A file as a part of its application. */
export interface PlacedFile {
  /** Its name in the application. */
  readonly fileName: string;
  readonly file: ManifestFile;
  readonly roster: Roster;
  /** What it is to the nearest kustomization that names it. */
  readonly kustomized: Kustomized | undefined;
  /** The applications of the Applications that are declared in it. */
  readonly declares: readonly Roster[];
  /** What rules that speak once in a repository find in that of the file. */
  readonly inRepository: RepeatedFindings;
}

/** What the problems of a file depend on, except for its application; what its repository has in common may not be known yet. */
export interface FilePart extends Pick<PlacedFile, "fileName" | "file" | "kustomized"> {
  readonly inRepository: RepeatedFindings | undefined;
}

/** What the findings in the documents of a file depend on. */
type DocumentPart = Omit<FilePart, "inRepository">;

/** A rule that failed, where it did. */
export interface PlacedFault extends RuleFault {
  /** The name of the file, or of the source of the application that the rule looks at as a whole. */
  readonly place: string;
  /** The line, from 1, at which the document begins; absent for an application. */
  readonly line?: number;
}

/** Finds the problems of files, and keeps what it found in documents and applications that did not change. */
export class Findings {
  readonly #inDocuments = new WeakMap<ManifestDocument, Kept>();
  readonly #inApplications = new WeakMap<Roster, ApplicationFindings>();
  readonly #addedChecks: () => readonly AddedHealthCheck[];
  readonly #noteFault: ((fault: PlacedFault) => void) | undefined;

  /**
   * `addedChecks` gives the health checks that the workspace adds to Argo CD; `noteFault` is told of rules that fail, whose errors are
   * thrown without it.
   */
  constructor(addedChecks: () => readonly AddedHealthCheck[], noteFault?: (fault: PlacedFault) => void) {
    this.#addedChecks = addedChecks;
    this.#noteFault = noteFault;
  }

  /** The problems of a file. */
  problemsIn(placed: PlacedFile, settings: FindingSettings): Problem[] {
    return this.problemsWith(placed, settings, this.aroundFile(placed));
  }

  /** The same with what was found in its application earlier, perhaps for another text of the file. */
  problemsWith(part: FilePart, settings: FindingSettings, around: readonly FoundInApplication[]): Problem[] {
    return problemsIn(part, settings, around, (document) =>
      holding(this.#inDocument(document, part, settings), this.#addedChecks()),
    );
  }

  /**
   * Those that are known without any search: in documents that were searched before, and in its application if `around` says what
   * was found there earlier.
   */
  knownProblems(
    part: FilePart,
    settings: FindingSettings,
    around: readonly FoundInApplication[] | undefined,
  ): Problem[] {
    return problemsIn(part, settings, around, (document) => {
      const known = this.#known(document, part.kustomized, settings);
      return known && holding(known, this.#addedChecks());
    });
  }

  /**
   * Searches the documents of a file, a little at a time, so that requests are answered in between: first what is near the offset
   * `near`, for at most `patience` milliseconds. Returns whether all of them are known now.
   */
  async searchDocuments(
    part: DocumentPart,
    settings: FindingSettings,
    { near = 0, patience = Infinity }: { readonly near?: number; readonly patience?: number } = {},
  ): Promise<boolean> {
    const { file, kustomized } = part;
    const unknown: number[] = [];
    for (const [index, document] of file.documents.entries()) {
      if (this.#known(document, kustomized, settings) === undefined) unknown.push(index);
    }
    const middle = documentIndexAt(file, near);
    unknown.sort((one, other) => Math.abs(one - middle) - Math.abs(other - middle));
    const slices = new Slices();
    const end = performance.now() + patience;
    for (const [count, index] of unknown.entries()) {
      if (count > 0 && performance.now() >= end) return false;
      const document = file.documents[index];
      if (document !== undefined) this.#inDocument(document, part, settings);
      await slices.next();
    }
    return true;
  }

  /** Searches an application with the application rules, a little at a time. */
  async searchApplication(roster: Roster): Promise<void> {
    if (this.#inApplications.has(roster)) return;
    this.#inApplications.set(roster, await new Slices().resultOf(searchApplication(roster, this.#noteIn(roster))));
  }

  /** What the application rules find in a file: those over its own application, and those over applications that it declares. */
  aroundFile({ fileName, file, roster, declares }: PlacedFile): readonly FoundInApplication[] {
    const own = this.#inApplication(roster).get(fileName) ?? [];
    return declares.length === 0 ? own : [...own, ...declares.flatMap((it) => findInDeclaration(it, fileName, file))];
  }

  #inDocument(document: ManifestDocument, part: DocumentPart, settings: FindingSettings): readonly Found[] {
    const { kustomized } = part;
    const known = this.#known(document, kustomized, settings);
    if (known !== undefined) return known;
    const { version, embeddedInConfigMaps } = settings;
    const configMaps = embeddedInConfigMaps ? "read" : "leave out";
    const found = findInDocument(document, {
      ...{ version, configMaps, kustomized },
      noteFault: this.#noteInDocument(document, part),
    });
    this.#inDocuments.set(document, { version, kustomized, embeddedInConfigMaps, found });
    return found;
  }

  #known(
    document: ManifestDocument,
    kustomized: Kustomized | undefined,
    { version, embeddedInConfigMaps }: FindingSettings,
  ): readonly Found[] | undefined {
    const kept = this.#inDocuments.get(document);
    const isCurrent =
      kept?.version === version && kept.kustomized === kustomized && kept.embeddedInConfigMaps === embeddedInConfigMaps;
    return isCurrent ? kept.found : undefined;
  }

  #inApplication(roster: Roster): ApplicationFindings {
    const kept = this.#inApplications.get(roster);
    if (kept !== undefined) return kept;
    const found = findInApplication(roster, this.#noteIn(roster));
    this.#inApplications.set(roster, found);
    return found;
  }

  #noteIn({ application }: Roster): ((fault: RuleFault) => void) | undefined {
    const note = this.#noteFault;
    return (
      note &&
      ((fault) => {
        note({ ...fault, place: application.source.path });
      })
    );
  }

  #noteInDocument(
    document: ManifestDocument,
    { fileName, file }: DocumentPart,
  ): ((fault: RuleFault) => void) | undefined {
    const note = this.#noteFault;
    return (
      note &&
      ((fault) => {
        note({ ...fault, place: fileName, line: (file.lines[file.documents.indexOf(document)] ?? 0) + 1 });
      })
    );
  }
}

interface Kept extends Pick<FindingSettings, "version" | "embeddedInConfigMaps"> {
  readonly kustomized: Kustomized | undefined;
  readonly found: readonly Found[];
}

function problemsIn(
  { fileName, file, inRepository }: FilePart,
  { severity }: FindingSettings,
  around: readonly FoundInApplication[] | undefined,
  inDocument: (document: ManifestDocument) => readonly Found[] | undefined,
): Problem[] {
  const inApplication = around && carryOver(around, file);
  return problemsOf({ fileName, file, inDocument, inApplication, inRepository }, severity);
}

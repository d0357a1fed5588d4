import {
  type ApplicationFindings,
  type ArgoCdVersion,
  carryOver,
  findInApplication,
  findInDeclaration,
  findInDocument,
  type Found,
  type FoundInApplication,
  type Kustomized,
  type ManifestDocument,
  type ManifestFile,
  type Problem,
  problemsOf,
  type Roster,
  type RuleSeverities,
} from "../core/index.ts";

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
}

/** Finds the problems of files, and keeps what it found in documents and applications that did not change. */
export class Findings {
  readonly #inDocuments = new WeakMap<ManifestDocument, Kept>();
  readonly #inApplications = new WeakMap<Roster, ApplicationFindings>();

  /** The problems of a file. Until those of its application are known, they are only those of the file by itself. */
  problemsIn(placed: PlacedFile, settings: FindingSettings): Problem[] {
    return this.problemsWith(placed, settings, this.aroundFile(placed));
  }

  /** The same with what was found in its application earlier, perhaps for another text of the file; `undefined` if that is not known. */
  problemsWith(
    { fileName, file, kustomized }: Pick<PlacedFile, "fileName" | "file" | "kustomized">,
    settings: FindingSettings,
    known: readonly FoundInApplication[] | undefined,
  ): Problem[] {
    const inApplication = known && carryOver(known, file);
    const inDocument = (document: ManifestDocument): readonly Found[] =>
      this.inDocument(document, kustomized, settings);
    return problemsOf({ fileName, file, inDocument, inApplication }, settings.severity);
  }

  /** What the rules find in one document, searched again only if something is different. */
  inDocument(
    document: ManifestDocument,
    kustomized: Kustomized | undefined,
    { version, embeddedInConfigMaps }: FindingSettings,
  ): readonly Found[] {
    const kept = this.#inDocuments.get(document);
    const isCurrent =
      kept?.version === version && kept.kustomized === kustomized && kept.embeddedInConfigMaps === embeddedInConfigMaps;
    if (isCurrent) return kept.found;
    const configMaps = embeddedInConfigMaps ? "read" : "leave out";
    const found = findInDocument(document, { version, configMaps, kustomized });
    this.#inDocuments.set(document, { version, kustomized, embeddedInConfigMaps, found });
    return found;
  }

  /** Whether `inDocument` knows the answer already. */
  isKnown(document: ManifestDocument): boolean {
    return this.#inDocuments.has(document);
  }

  /** What the application rules find in a file: those over its own application, and those over applications that it declares. */
  aroundFile({ fileName, file, roster, declares }: PlacedFile): readonly FoundInApplication[] {
    const own = this.#inApplication(roster).get(fileName) ?? [];
    return declares.length === 0 ? own : [...own, ...declares.flatMap((it) => findInDeclaration(it, fileName, file))];
  }

  #inApplication(roster: Roster): ApplicationFindings {
    const kept = this.#inApplications.get(roster);
    if (kept !== undefined) return kept;
    const found = findInApplication(roster);
    this.#inApplications.set(roster, found);
    return found;
  }
}

interface Kept extends Pick<FindingSettings, "version" | "embeddedInConfigMaps"> {
  readonly kustomized: Kustomized | undefined;
  readonly found: readonly Found[];
}

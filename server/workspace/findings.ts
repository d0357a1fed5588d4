import {
  type ApplicationFindings,
  type ArgoCdVersion,
  carryOver,
  findInApplication,
  findInDocument,
  type Found,
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
}

/** Finds the problems of files, and keeps what it found in documents and applications that did not change. */
export class Findings {
  readonly #inDocuments = new WeakMap<ManifestDocument, Kept>();
  readonly #inApplications = new WeakMap<Roster, ApplicationFindings>();

  /** The problems of a file. Until those of its application are known, they are only those of the file by itself. */
  problemsIn(placed: PlacedFile, settings: FindingSettings): Problem[] {
    const known = this.inApplication(placed.roster);
    return this.problemsWith(placed, settings, known);
  }

  /** The same with what was found in its application earlier, perhaps for another text of the file; `undefined` if that is not known. */
  problemsWith(
    { fileName, file, kustomized }: Omit<PlacedFile, "roster">,
    settings: FindingSettings,
    known: ApplicationFindings | undefined,
  ): Problem[] {
    const inApplication = known && carryOver(known.get(fileName) ?? [], file);
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

  /** What the application rules find in the files of an application. */
  inApplication(roster: Roster): ApplicationFindings {
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

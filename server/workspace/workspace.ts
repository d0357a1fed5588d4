import {
  type ArgoCdVersion,
  buildApplication,
  declaresApplications,
  type Kustomized,
  type ManifestFile,
  type Problem,
  type Roster,
  rosterOf,
} from "../core/index.ts";
import { Applications, identityOfFile, type WorkspaceOptions } from "./applications.ts";
import type { NoteProblem, OpenFileAt } from "./file-tree.ts";
import type { Files } from "./files.ts";
import { Findings, type PlacedFault, type PlacedFile } from "./findings.ts";

/**
 * What is on disk and what is open, as applications: the one model that the server, the command line and the tests use.
 * Paths are absolute.
 */
export class Workspace {
  readonly applications: Applications;
  readonly findings: Findings;
  readonly #openAt: OpenFileAt;
  /** The applications of files that are on their own, by the name of the file. */
  readonly #alone = new Map<string, { readonly file: ManifestFile; readonly roster: Roster }>();

  /**
   * `openAt` gives open files, saved or not; `noteProblem` is called for what cannot be read, `noteFault` for rules that fail, whose
   * errors are thrown without it. `options` say what somebody has set, which wins over the configurations of the workspace.
   */
  constructor(
    files: Files,
    openAt: OpenFileAt = () => undefined,
    noteProblem?: NoteProblem,
    noteFault?: (fault: PlacedFault) => void,
    options?: WorkspaceOptions,
  ) {
    this.applications = new Applications(files, openAt, noteProblem, options);
    this.findings = new Findings(() => this.applications.addedChecks(), noteFault);
    this.#openAt = openAt;
  }

  /** A file as a part of its application, both as they are at the time of the answer; `undefined` if it cannot be read. */
  async place(path: string): Promise<PlacedFile | undefined> {
    const kustomized = await this.kustomized(path);
    const known = { kustomized, inRepository: await this.applications.repeatedAround(path) };
    const { version } = await this.applications.settingsAt(path);
    const roster = await this.applications.ofFile(path);
    const file = this.#openAt(path) ?? (await this.applications.file(path));
    if (file === undefined) return undefined;
    const mayDeclare = file.documents.some(declaresApplications) || this.applications.configurations.isAbout(path);
    const declares = mayDeclare ? await this.applications.declaredIn(path) : [];
    return { fileName: path, file, roster: roster ?? this.aloneAs(path, file, version), ...known, declares };
  }

  /** What a file is to the nearest kustomization that names it; `undefined` if none does. */
  kustomized(path: string): Promise<Kustomized | undefined> {
    return this.applications.kustomizations.roleOf(path);
  }

  /** The application of a file that is on its own: untitled, not on this disk, or not part of any other application. */
  aloneAs(fileName: string, file: ManifestFile, version: ArgoCdVersion | undefined): Roster {
    const known = this.#alone.get(fileName);
    const addedChecks = this.applications.addedChecks();
    const options = known?.roster.application.planOptions;
    if (known?.file === file && options?.addedChecks === addedChecks && options.version === version)
      return known.roster;
    const identity = { ...identityOfFile(fileName), addedChecks, version };
    const application = buildApplication([{ name: fileName, file }], identity, "unknown", known?.roster.application);
    const roster = rosterOf(application);
    this.#alone.set(fileName, { file, roster });
    return roster;
  }

  /** The problems of a file on disk; none if it cannot be read. */
  async problemsOf(path: string): Promise<readonly Problem[]> {
    const placed = await this.place(path);
    return placed === undefined ? [] : this.findings.problemsIn(placed, await this.applications.settingsAt(path));
  }

  /** Forgets a file that is closed and was on its own. */
  forget(fileName: string): void {
    this.#alone.delete(fileName);
  }
}

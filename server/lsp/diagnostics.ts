import { isDeepStrictEqual } from "node:util";
import type { Diagnostic, Range } from "vscode-languageserver";
import type { FoundInApplication, Kustomized, ManifestFile, Problem } from "../core/index.ts";
import type { PlacedFile } from "../workspace/findings.ts";
import { Slices } from "../workspace/slices.ts";
import type { OpenDocument } from "./documents.ts";
import { placeOf, type Session } from "./session.ts";
import type { Settings } from "./settings.ts";
import { soon } from "./soon.ts";
import { toDiagnostic, toRenderDiagnostic } from "./to-lsp.ts";
import { pathOfUri } from "../workspace/uris.ts";

/** Up to this many resources, an application is checked with every keystroke; a larger one after a pause. */
const mostAtOnce = 200;

type Surroundings = Pick<Session, "configuration" | "documents" | "workspace">;

/** What an editor shows about its open files. */
export class Diagnoser {
  readonly #surroundings: Surroundings;
  /** What the editor was last told about each file, by URI. */
  readonly #told = new Map<string, Told>();
  #results = 0;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /**
   * The problems of an open file, without a delay that people would notice: problems that depend on other files are taken from
   * the last answer until there is a pause. None if the settings exclude the file.
   */
  async problemsOf(document: OpenDocument): Promise<readonly Problem[]> {
    return (await this.#answer(document))?.problems ?? [];
  }

  /** What the editor is told about an open file; those who follow changes ask `isStale` later. */
  async diagnosticsOf(document: OpenDocument): Promise<DiagnosticResult> {
    const answer = await this.#answer(document);
    return this.#tell(document.uri, answer ?? nothing).told;
  }

  /** Searches the problems of an open file again. Returns whether they differ from what the editor was told. */
  async isStale(uri: string): Promise<boolean> {
    const told = this.#told.get(uri);
    const { configuration, workspace } = this.#surroundings;
    if (told === undefined || (await configuration.leavesOut(uri))) return false;
    const settings = await configuration.of(uri);
    const placed = await placeOf(this.#surroundings, uri);
    if (placed === undefined) return false;
    const problems = workspace.findings.problemsIn(placed, settings);
    return this.#tell(uri, this.#toldOf(placed, problems)).isNew;
  }

  /** Remembers what the editor is told. The same diagnostics as before keep their id. */
  #tell(uri: string, answer: Answer): { readonly told: Told; readonly isNew: boolean } {
    const before = this.#told.get(uri);
    const diagnostics = this.#diagnosticsOf(uri, answer.problems);
    const isNew = before === undefined || !areSame(before.diagnostics, diagnostics);
    const resultId = isNew ? String(this.#results++) : before.resultId;
    const told = { ...answer, diagnostics, resultId };
    this.#told.set(uri, told);
    return { told, isNew };
  }

  /** Forgets a file that is closed. */
  forget(uri: string): void {
    this.#told.delete(uri);
  }

  /** `undefined` if the settings exclude the file. */
  async #answer(document: OpenDocument): Promise<Answer | undefined> {
    const { configuration, documents, workspace } = this.#surroundings;
    const { uri } = document;
    if (await configuration.leavesOut(uri)) return undefined;
    const settings = await configuration.of(uri);
    const placed = await soon(placeOf(this.#surroundings, uri));
    const told = this.#told.get(uri);
    const current = documents.get(uri) ?? document;
    await this.#prepare(current.file, placed === undefined ? told?.kustomized : placed.kustomized, settings);
    // The user may have typed meanwhile: the answer is about the text as it is now.
    if (placed?.file === current.file && placed.roster.application.members.length <= mostAtOnce)
      return this.#toldOf(placed, workspace.findings.problemsIn(placed, settings));
    const fileName = pathOfUri(uri) ?? uri;
    const kustomized = placed === undefined ? told?.kustomized : placed.kustomized;
    const known = { fileName, file: current.file, kustomized };
    const problems = workspace.findings.problemsWith(known, settings, told?.around);
    return { problems, kustomized, around: told?.around };
  }

  #toldOf(placed: PlacedFile, problems: readonly Problem[]): Answer {
    const { kustomized } = placed;
    return { problems, kustomized, around: this.#surroundings.workspace.findings.aroundFile(placed) };
  }

  /** Checks the documents of a large file a little at a time, so that other requests are answered in between. */
  async #prepare(file: ManifestFile, kustomized: Kustomized | undefined, settings: Settings): Promise<void> {
    const { findings } = this.#surroundings.workspace;
    const slices = new Slices();
    for (const document of file.documents) {
      if (findings.isKnown(document)) continue;
      findings.inDocument(document, kustomized, settings);
      await slices.next();
    }
  }

  #diagnosticsOf(uri: string, problems: readonly Problem[]): Diagnostic[] {
    const path = pathOfUri(uri);
    const refusals = path === undefined ? [] : this.#surroundings.workspace.applications.renderProblemsIn(path);
    return [...refusals.map(toRenderDiagnostic), ...problems.map(toDiagnostic)];
  }
}

interface Answer {
  readonly problems: readonly Problem[];
  readonly kustomized: Kustomized | undefined;
  /** What was found in its application, perhaps for an earlier text. */
  readonly around: readonly FoundInApplication[] | undefined;
}

/** The diagnostics of a file, with an id that stays the same as long as they do. */
export interface DiagnosticResult {
  readonly diagnostics: readonly Diagnostic[];
  readonly resultId: string;
}

interface Told extends Answer, DiagnosticResult {}

/** Whether an editor would show the same; much cheaper than comparing both as JSON. */
function areSame(one: readonly Diagnostic[], other: readonly Diagnostic[]): boolean {
  return one.length === other.length && one.every((it, index) => isSame(it, other[index]));
}

function isSame(one: Diagnostic, other: Diagnostic | undefined): boolean {
  return (
    one.message === other?.message &&
    one.code === other.code &&
    one.severity === other.severity &&
    isSameRange(one.range, other.range) &&
    (one.relatedInformation === undefined) === (other.relatedInformation === undefined) &&
    (one.relatedInformation === undefined || isDeepStrictEqual(one.relatedInformation, other.relatedInformation))
  );
}

function isSameRange({ start, end }: Range, other: Range): boolean {
  return (
    start.line === other.start.line &&
    start.character === other.start.character &&
    end.line === other.end.line &&
    end.character === other.end.character
  );
}

const nothing: Answer = { problems: [], kustomized: undefined, around: undefined };

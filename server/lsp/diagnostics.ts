import { isDeepStrictEqual } from "node:util";
import type { Diagnostic, Range } from "vscode-languageserver";
import type { FoundInApplication, Kustomized, Problem, RepeatedFindings } from "../core/index.ts";
import type { PlacedFile } from "../workspace/findings.ts";
import type { OpenDocument } from "./documents.ts";
import { placeOf } from "./placed-document.ts";
import type { Session } from "./session.ts";
import { soon } from "./soon.ts";
import { toDiagnostic, toRenderDiagnostic } from "./to-lsp.ts";
import { pathOfUri } from "../workspace/uris.ts";

/** Up to this many documents or resources, a file and its application are checked with every keystroke; more of them after a pause. */
const mostAtOnce = 200;

/**
 * How long, in milliseconds, a file is searched before the editor is told what is known: when it is opened, and after an edit. The
 * rest follows after a pause.
 */
const patience = { opened: 25, edited: 1 };

type Surroundings = Pick<Session, "client" | "configuration" | "documents" | "workspace">;

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
   * The problems of an open file, once the files that they depend on are read. Those that depend on a large application are taken
   * from the last answer. None if the settings exclude the file.
   */
  async problemsOf(document: OpenDocument): Promise<readonly Problem[]> {
    const answer = await this.#answer(document, (reading) => reading);
    return answer === undefined || answer === "left out" ? [] : answer.problems;
  }

  /** What the editor is told about an open file, without a delay that people would notice; those who follow changes ask `isStale` later. */
  async diagnosticsOf(document: OpenDocument): Promise<DiagnosticResult> {
    const answer = await this.#answer(document, soon);
    // What was found meanwhile counts: nobody searches for it again.
    const found = answer === undefined ? this.#told.get(document.uri) : undefined;
    return found ?? this.#tell(document.uri, answer === undefined || answer === "left out" ? nothing : answer).told;
  }

  /** Searches the problems of an open file again. Returns whether they differ from what the editor was told. */
  async isStale(uri: string): Promise<boolean> {
    const { configuration, documents, workspace } = this.#surroundings;
    // A configuration may exclude it since the editor was told of its problems.
    if (await configuration.leavesOut(uri)) return this.#told.has(uri) && this.#tell(uri, nothing).isNew;
    const settings = await configuration.of(uri);
    const document = documents.get(uri);
    if (document === undefined) return false;
    const kustomized = await this.#kustomized(uri);
    await workspace.findings.searchDocuments({ fileName: uri, file: document.file, kustomized }, settings);
    const placed = await placeOf(this.#surroundings, uri);
    if (placed === undefined) return false;
    await workspace.findings.searchApplication(placed.roster);
    const problems = workspace.findings.problemsIn(placed, settings);
    if (documents.get(uri) === undefined) return false;
    // An editor that has not asked yet is told what this found once it does, which it would not search for again.
    const isTold = this.#told.has(uri);
    return this.#tell(uri, this.#toldOf(placed, problems)).isNew && isTold;
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

  /** "left out" if the settings exclude the file, `undefined` if they are not known in time. `wait` gives up what takes too long to read. */
  async #answer(document: OpenDocument, wait: Wait): Promise<Answer | "left out" | undefined> {
    const { configuration, documents, workspace } = this.#surroundings;
    const { uri } = document;
    const path = pathOfUri(uri);
    if (path !== undefined) await configuration.givenAt(path);
    // While the disk does not say which settings hold, nothing is said.
    const isLeftOut = await wait(configuration.leavesOut(uri));
    if (isLeftOut !== false) return isLeftOut === undefined ? undefined : "left out";
    const settings = await wait(configuration.of(uri));
    if (settings === undefined) return undefined;
    const isLarge = document.file.documents.length > mostAtOnce;
    const placed = isLarge ? undefined : await wait(placeOf(this.#surroundings, uri));
    const kustomized = placed?.kustomized ?? (await wait(this.#kustomized(uri)));
    // The user may have typed meanwhile: the answer is about the text as it is now.
    const { file } = documents.get(uri) ?? document;
    const part = { fileName: path ?? uri, file, kustomized };
    await workspace.findings.searchDocuments(part, settings, {
      near: documents.lookedAt(uri),
      patience: this.#told.has(uri) ? patience.edited : patience.opened,
    });
    if (placed?.file === file && placed.roster.application.members.length <= mostAtOnce)
      return this.#toldOf(placed, workspace.findings.problemsIn(placed, settings));
    const { around, inRepository } = this.#told.get(uri) ?? nothing;
    const problems = workspace.findings.knownProblems({ ...part, inRepository }, settings, around);
    return { problems, around, inRepository };
  }

  #toldOf(placed: PlacedFile, problems: readonly Problem[]): Answer {
    const around = this.#surroundings.workspace.findings.aroundFile(placed);
    return { problems, around, inRepository: placed.inRepository };
  }

  async #kustomized(uri: string): Promise<Kustomized | undefined> {
    const path = pathOfUri(uri);
    return path === undefined ? undefined : this.#surroundings.workspace.kustomized(path);
  }

  #diagnosticsOf(uri: string, problems: readonly Problem[]): Diagnostic[] {
    const path = pathOfUri(uri);
    const { client, workspace } = this.#surroundings;
    const refusals = path === undefined ? [] : workspace.applications.renderProblemsIn(path);
    return [...refusals.map((it) => toRenderDiagnostic(it, client)), ...problems.map((it) => toDiagnostic(it, client))];
  }
}

/** Waits for what is read. */
type Wait = <Result>(reading: Promise<Result>) => Promise<Result | undefined>;

interface Answer {
  readonly problems: readonly Problem[];
  /** What was found in its application, perhaps for an earlier text. */
  readonly around: readonly FoundInApplication[] | undefined;
  /** What was found in its repository, perhaps a moment ago. */
  readonly inRepository: RepeatedFindings | undefined;
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

const nothing: Answer = { problems: [], around: undefined, inRepository: undefined };

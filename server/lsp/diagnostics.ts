import type { Connection, Diagnostic } from "vscode-languageserver";
import {
  diagnoseDocument,
  diagnoseFile,
  isAboutComment,
  type Kustomized,
  type ManifestDocument,
  type ManifestFile,
  type Problem,
  withoutUseful,
} from "../core/index.ts";
import type { OpenDocument, OpenDocuments } from "./documents.ts";
import { pathOfUri } from "../workspace/uris.ts";
import type { Session } from "./session.ts";
import type { Settings } from "./settings.ts";
import { soon } from "./soon.ts";
import { toDiagnostic, toRenderDiagnostic } from "./to-lsp.ts";

/** The changes of a burst that come within this time, in milliseconds, are answered together. */
const pause = 12;

/** What the problems of a file depend on in addition to its text. */
export interface Scope {
  readonly settings: Settings;
  /** What the file is to the nearest kustomization that names it. */
  readonly kustomized: Kustomized | undefined;
}

type Surroundings = Pick<Session, "applications" | "configuration" | "folders" | "hazards" | "kustomizations">;

/** Finds problems, and keeps those of the YAML documents that an edit did not touch. */
export class Diagnoser {
  readonly #surroundings: Surroundings;
  readonly #kept = new WeakMap<ManifestDocument, Kept>();
  /** What each file was to a kustomization when the editor was last told about it, by URI. */
  readonly #roles = new Map<string, Kustomized | undefined>();

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** The problems of an open file by itself, as far as they are found without delay; none if the settings exclude it. */
  async problemsOf({ uri, file }: OpenDocument): Promise<Problem[]> {
    const { configuration, hazards } = this.#surroundings;
    if (await configuration.leavesOut(uri)) return [];
    const settings = await configuration.of(uri);
    const problems = this.problemsIn(file, { settings, kustomized: await soon(this.#roleOf(uri)) });
    const useful = problems.some(isAboutComment) ? await soon(hazards.usefulCommentsOf(uri)) : undefined;
    return useful === undefined ? problems : withoutUseful(problems, useful);
  }

  /** The problems of a file by itself; none if the settings exclude it. It has no path if it is not on this disk. */
  async problemsAt(path: string | undefined, file: ManifestFile, settings: Settings): Promise<Problem[]> {
    if (path !== undefined && this.#surroundings.folders.leaveOut(path, settings)) return [];
    return this.problemsIn(file, await this.scopeAt(path, settings));
  }

  async scopeAt(path: string | undefined, settings: Settings): Promise<Scope> {
    const kustomized = path === undefined ? undefined : await this.#surroundings.kustomizations.roleOf(path);
    return { settings, kustomized };
  }

  /** The problems of a file in this scope. */
  problemsIn(file: ManifestFile, scope: Scope): Problem[] {
    return diagnoseFile(file, (document) => this.problemsOfDocument(document, scope), scope.settings.severity);
  }

  /** What the editor is told about an open file. */
  async diagnosticsOf(document: OpenDocument): Promise<Diagnostic[]> {
    this.#roles.set(document.uri, await soon(this.#roleOf(document.uri)));
    const problems = await this.problemsOf(document);
    const hazards = await this.#surroundings.hazards.diagnosticsOf(document);
    const path = pathOfUri(document.uri);
    const refusals = path === undefined ? [] : this.#surroundings.applications.renderProblemsIn(path);
    return [
      ...refusals.map(toRenderDiagnostic),
      ...problems.map((problem) => toDiagnostic(document.file, problem)),
      ...hazards,
    ];
  }

  /** Whether a kustomization now treats an open file differently than when the editor was told about it. */
  async isStale(uri: string): Promise<boolean> {
    return this.#roles.has(uri) && this.#roles.get(uri) !== (await this.#roleOf(uri));
  }

  forget(uri: string): void {
    this.#roles.delete(uri);
  }

  /** The problems of one document, searched again only if the document or the scope has changed. */
  problemsOfDocument(document: ManifestDocument, { settings, kustomized }: Scope): readonly Problem[] {
    const kept = this.#kept.get(document);
    if (kept?.settings === settings && kept.kustomized === kustomized) return kept.problems;
    const { severity, version, embeddedInConfigMaps } = settings;
    const configMaps = embeddedInConfigMaps ? "read" : "leave out";
    const options = { version, configMaps, ...(kustomized && { kustomized }) } as const;
    const problems = diagnoseDocument(document, severity, options);
    this.#kept.set(document, { settings, kustomized, problems });
    return problems;
  }

  async #roleOf(uri: string): Promise<Kustomized | undefined> {
    const path = pathOfUri(uri);
    return path === undefined ? undefined : this.#surroundings.kustomizations.roleOf(path);
  }
}

interface Kept extends Scope {
  readonly problems: readonly Problem[];
}

/** Sends diagnostics to editors that do not ask for them. */
export class Publisher {
  readonly #connection: Connection;
  readonly #documents: OpenDocuments;
  readonly #diagnoser: Diagnoser;
  readonly #waiting = new Map<string, Waiting>();

  constructor(connection: Connection, documents: OpenDocuments, diagnoser: Diagnoser) {
    this.#connection = connection;
    this.#documents = documents;
    this.#diagnoser = diagnoser;
  }

  /** Answers a single change at once, and a burst of changes together. */
  changed(uri: string): void {
    const waiting = this.#waiting.get(uri);
    if (waiting === undefined) {
      // The messages of a burst are read one a turn: after two turns without another change there is none to wait for.
      const turn = setImmediate(() => {
        this.#waiting.set(uri, { turn: setImmediate(() => void this.#publish(uri)) });
      });
      this.#waiting.set(uri, { turn });
    } else if (waiting.timer === undefined) {
      clearImmediate(waiting.turn);
      this.#waiting.set(uri, { timer: setTimeout(() => void this.#publish(uri), pause) });
    }
  }

  /** Takes the diagnostics of a closed file away. */
  closed(uri: string): void {
    const waiting = this.#waiting.get(uri);
    clearImmediate(waiting?.turn);
    clearTimeout(waiting?.timer);
    this.#waiting.delete(uri);
    void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  async #publish(uri: string): Promise<void> {
    this.#waiting.delete(uri);
    const document = this.#documents.get(uri);
    if (document === undefined) return;
    try {
      const diagnostics = await this.#diagnoser.diagnosticsOf(document);
      // A newer text is answered by itself.
      if (this.#documents.get(uri) === document)
        await this.#connection.sendDiagnostics({ uri, version: document.version, diagnostics });
    } catch (error) {
      this.#connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }
}

/** An answer that is on its way: in one of the next turns of the event loop, or, in a burst, after a pause. */
interface Waiting {
  readonly turn?: NodeJS.Immediate;
  readonly timer?: NodeJS.Timeout;
}

import type { Connection, Diagnostic } from "vscode-languageserver";
import {
  diagnoseDocument,
  diagnoseFile,
  type ManifestDocument,
  type ManifestFile,
  type Problem,
} from "../core/index.ts";
import type { Configuration } from "./configuration.ts";
import type { OpenDocument, OpenDocuments } from "./documents.ts";
import type { HazardFinder } from "./hazards.ts";
import type { Settings } from "./settings.ts";
import { toDiagnostic } from "./to-lsp.ts";

/** The changes of a burst that come within this time, in milliseconds, are answered together. */
const pause = 12;

/** Finds problems, and keeps those of the YAML documents that an edit did not touch. */
export class Diagnoser {
  readonly #configuration: Configuration;
  readonly #hazards: HazardFinder;
  #kept = new WeakMap<ManifestDocument, Kept>();

  constructor(configuration: Configuration, hazards: HazardFinder) {
    this.#configuration = configuration;
    this.#hazards = hazards;
  }

  /** The problems of an open file under the settings that hold for it. */
  async problemsOf({ uri, file }: OpenDocument): Promise<Problem[]> {
    return this.problemsIn(file, await this.#configuration.of(uri));
  }

  /** The problems of a file under these settings. */
  problemsIn(file: ManifestFile, settings: Settings): Problem[] {
    return diagnoseFile(file, (document) => this.#problemsOfDocument(document, settings), settings.severity);
  }

  async diagnosticsOf(document: OpenDocument): Promise<Diagnostic[]> {
    const problems = await this.problemsOf(document);
    const hazards = await this.#hazards.diagnosticsOf(document);
    return [...problems.map((problem) => toDiagnostic(document.file, problem)), ...hazards];
  }

  #problemsOfDocument(document: ManifestDocument, settings: Settings): readonly Problem[] {
    const kept = this.#kept.get(document);
    if (kept?.settings === settings) return kept.problems;
    const { severity, version, embeddedInConfigMaps } = settings;
    const configMaps = embeddedInConfigMaps ? "read" : "leave out";
    const problems = diagnoseDocument(document, severity, { version, configMaps });
    this.#kept.set(document, { settings, problems });
    return problems;
  }
}

interface Kept {
  readonly settings: Settings;
  readonly problems: readonly Problem[];
}

/** Sends diagnostics by itself, for editors that do not ask for them. */
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

import type { Diagnostic } from "vscode-languageserver";
import {
  type Application,
  type ApplicationProblem,
  diagnoseApplication,
  type Manifest,
  readSummary,
  type RuleSeverities,
  type SummaryOf,
  usefulComments,
} from "../core/index.ts";
import { carryOver } from "./carry-over.ts";
import type { Configuration } from "./configuration.ts";
import type { OpenDocument } from "./documents.ts";
import type { PlacedDocument } from "./session.ts";
import { soon } from "./soon.ts";
import { toHazardDiagnostic } from "./to-lsp.ts";

/** Up to this many resources, an application is checked with every keystroke; a larger one after a pause. */
const mostAtOnce = 200;

/** Finds the problems that application rules report, and keeps what it read of manifests that did not change. */
export class HazardFinder {
  readonly #configuration: Configuration;
  readonly #placeOf: (uri: string) => Promise<PlacedDocument | undefined>;
  readonly #summaries = new WeakMap<Manifest, ReturnType<SummaryOf>>();
  readonly #found = new WeakMap<Application, Found>();
  readonly #useful = new WeakMap<Application, ReturnType<typeof usefulComments>>();
  /** What the editor was last told about a file, by URI. */
  readonly #told = new Map<string, Told>();

  constructor(configuration: Configuration, placeOf: (uri: string) => Promise<PlacedDocument | undefined>) {
    this.#configuration = configuration;
    this.#placeOf = placeOf;
  }

  /** The problems in an open file, as far as they are found without delay. */
  async problemsOf(document: OpenDocument): Promise<readonly ApplicationProblem[]> {
    return (await this.#answer(document)).problems;
  }

  /** The same for the editor to show; whoever follows changes asks `isStale` later on. */
  async diagnosticsOf(document: OpenDocument): Promise<Diagnostic[]> {
    const answer = await this.#answer(document);
    this.#told.set(document.uri, answer);
    return answer.problems.map(toHazardDiagnostic);
  }

  async #answer(document: OpenDocument): Promise<Told> {
    if (await this.#configuration.leavesOut(document.uri)) return { size: 0, problems: [] };
    const told = this.#told.get(document.uri);
    // Of a file that was just opened only its own size is known.
    const size = told?.size ?? document.file.documents.length;
    const fresh = size > mostAtOnce ? undefined : await soon(this.#fresh(document.uri));
    return fresh ?? { size, problems: carryOver(told?.problems ?? [], document.file) };
  }

  /** Searches the problems of an open file again. Returns whether they differ from what the editor was told. */
  async isStale(uri: string): Promise<boolean> {
    const fresh = await this.#fresh(uri);
    const told = this.#told.get(uri)?.problems ?? [];
    if (fresh === undefined) return false;
    this.#told.set(uri, fresh);
    return JSON.stringify(told.map(toHazardDiagnostic)) !== JSON.stringify(fresh.problems.map(toHazardDiagnostic));
  }

  forget(uri: string): void {
    this.#told.delete(uri);
  }

  /** Where comments begin in an open file that name no rule and suppress a finding of an application rule. */
  async usefulCommentsOf(uri: string): Promise<ReadonlySet<number>> {
    const place = await this.#placeOf(uri);
    return place === undefined ? new Set() : this.usefulCommentsIn(place.application, place.fileName);
  }

  /** The same for a file of an application. */
  usefulCommentsIn(application: Application, fileName: string): ReadonlySet<number> {
    const known = this.#useful.get(application);
    const useful = known ?? usefulComments(application, { summaryOf: (member) => this.#summaryOf(member) });
    if (known === undefined) this.#useful.set(application, useful);
    return useful.get(fileName) ?? new Set();
  }

  /** The problems in all files of an application. */
  problemsIn(application: Application, severity: RuleSeverities): readonly ApplicationProblem[] {
    const found = this.#found.get(application);
    if (found?.severity === severity) return found.problems;
    const problems = diagnoseApplication(application, severity, { summaryOf: (member) => this.#summaryOf(member) });
    this.#found.set(application, { severity, problems });
    return problems;
  }

  async #fresh(uri: string): Promise<Told | undefined> {
    const { severity } = await this.#configuration.of(uri);
    if (await this.#configuration.leavesOut(uri)) return undefined;
    const place = await this.#placeOf(uri);
    if (place === undefined) return undefined;
    const { application, fileName } = place;
    const problems = this.problemsIn(application, severity).filter((problem) => problem.fileName === fileName);
    return { problems, size: application.members.length };
  }

  #summaryOf(member: Parameters<SummaryOf>[0]): ReturnType<SummaryOf> {
    const known = this.#summaries.get(member.manifest);
    if (known !== undefined) return known;
    const summary = readSummary(member);
    this.#summaries.set(member.manifest, summary);
    return summary;
  }
}

interface Found {
  readonly severity: RuleSeverities;
  readonly problems: readonly ApplicationProblem[];
}

interface Told {
  readonly problems: readonly ApplicationProblem[];
  /** How many resources the application has. */
  readonly size: number;
}

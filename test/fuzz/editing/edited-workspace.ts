import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import { codeLenses, inlayHints, latestVersion, textOf } from "../../../server/core/index.ts";
import { OpenDocuments } from "../../../server/lsp/documents.ts";
import { planPlaces, toDiagnostic } from "../../../server/lsp/to-lsp.ts";
import { toPlanView } from "../../../server/lsp/to-plan.ts";
import { uriOfPath } from "../../../server/workspace/uris.ts";
import { Workspace } from "../../../server/workspace/workspace.ts";
import { memoryFiles } from "../../support/memory-files.ts";

/** The folder that an editor has opened. */
export const root = "/w";

const client = { positionEncoding: "utf-16", takesRelatedPlaces: true, fadesUnnecessary: true } as const;

const settings = { severity: new Map(), version: latestVersion, embeddedInConfigMaps: true } as const;

/** Files in memory, some of them open, as the server keeps them: each method does what the server does with that message. */
export class EditedWorkspace {
  readonly disk: Record<string, string>;
  readonly #documents = new OpenDocuments(client);
  readonly #workspace: Workspace;
  #version = 1;

  constructor(disk: Record<string, string>) {
    this.disk = disk;
    this.#workspace = new Workspace(memoryFiles(disk), (path) => this.#documents.atPath(path)?.file);
  }

  /** Searches the folder for Applications, as the server does when it starts. */
  async search(): Promise<void> {
    await this.#workspace.applications.search(root);
  }

  async open(path: string, text: string): Promise<void> {
    this.#documents.open({ uri: uriOfPath(path), version: this.#version++, text });
    this.#changed(path);
    await this.#workspace.applications.opened(path);
  }

  change(path: string, changes: readonly TextDocumentContentChangeEvent[]): void {
    this.#documents.change({ uri: uriOfPath(path), version: this.#version++ }, changes);
    this.#changed(path);
  }

  async close(path: string): Promise<void> {
    this.#documents.close(uriOfPath(path));
    this.#workspace.forget(path);
    await this.#workspace.applications.changedOnDisk(path);
  }

  /** What a watcher reports. */
  async changedOnDisk(path: string): Promise<void> {
    await this.#workspace.applications.changedOnDisk(path);
  }

  /** The text of an open file, as the server keeps it. */
  textAt(path: string): string | undefined {
    const open = this.#documents.atPath(path);
    return open && textOf(open.file);
  }

  /** All that people see of a file: diagnostics, lenses, hints and the plan. */
  async answerFor(path: string): Promise<unknown> {
    const placed = await this.#workspace.place(path);
    if (placed === undefined) return undefined;
    const { roster, file, fileName } = placed;
    return {
      problems: this.#workspace.findings.problemsIn(placed, settings).map((problem) => ({
        diagnostic: toDiagnostic(problem, client),
        fixes: problem.fixes().map(({ title, edits }) => [title, edits.map(({ span, text }) => [span, text])]),
      })),
      lenses: codeLenses(roster, fileName, "always"),
      hints: inlayHints(roster.application, fileName, { start: 0, end: file.offsets.at(-1) ?? 0 }),
      plan: toPlanView(uriOfPath(path), roster, {
        places: planPlaces(client),
        countProblems: () => ({ errors: 0, warnings: 0 }),
      }),
    };
  }

  #changed(path: string): void {
    const open = this.#documents.atPath(path);
    if (open !== undefined) this.#workspace.applications.changed(path, open.file);
  }
}

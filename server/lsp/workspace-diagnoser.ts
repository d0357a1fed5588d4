import type { Diagnostic } from "vscode-languageserver";
import { concernsRules, isAboutComment, isManifestName, openFile, type Problem } from "../core/index.ts";
import { filesBelow, maxFiles } from "../workspace/declared-applications.ts";
import type { Scope } from "./diagnostics.ts";
import { isKustomization } from "../workspace/kustomizations.ts";
import { pathOfUri, uriOfPath } from "../workspace/uris.ts";
import type { Session } from "./session.ts";
import type { Settings } from "./settings.ts";
import { Slices } from "../workspace/slices.ts";
import { toDiagnostic, toHazardDiagnostic } from "./to-lsp.ts";

/** The findings of files that are not open, by URI; files without any are not in it. */
export type FoundInWorkspace = ReadonlyMap<string, readonly Diagnostic[]>;

type Surroundings = Pick<
  Session,
  "files" | "folders" | "documents" | "applications" | "kustomizations" | "configuration" | "diagnoser" | "hazards"
>;

/** Finds problems in all files of the workspace that are not open, where the settings ask for it. */
export class WorkspaceDiagnoser {
  readonly #surroundings: Surroundings;
  readonly #kept = new Map<string, Kept>();
  /** The paths of files that are being read and have not changed since. */
  readonly #reading = new Set<string>();
  readonly #paths = new Map<string, Promise<readonly string[]>>();
  #last: { readonly changes: number; readonly found: FoundInWorkspace } | undefined;
  #changes = 0;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** Takes note that something that findings depend on may be another one now. */
  changed(path?: string): void {
    this.#changes++;
    if (path === undefined) return;
    this.#kept.delete(path);
    this.#reading.delete(path);
  }

  /** Takes note of a file or a folder that was created, changed or deleted on disk. */
  changedOnDisk(path: string): void {
    this.changed(path);
    this.#paths.clear();
    // Of a folder that is gone editors do not name the files one by one.
    if (isManifestName(path) || isKustomization(path)) return;
    this.#kept.clear();
    this.#reading.clear();
  }

  /**
   * All findings, as far as they are not known yet read a little at a time, so that no request waits for long;
   * `undefined` once `isCancelled` says that nobody wants them any more.
   */
  async find(isCancelled: () => boolean): Promise<FoundInWorkspace | undefined> {
    const { folders, configuration, documents } = this.#surroundings;
    const changes = this.#changes;
    if (this.#last?.changes === changes) return this.#last.found;
    const found = new Map<string, readonly Diagnostic[]>();
    const slices = new Slices();
    for (const folder of folders.all()) {
      const settings = await configuration.of(uriOfPath(folder));
      if (settings.validate !== "workspace") continue;
      for (const path of await this.#pathsIn(folder)) {
        await slices.next();
        if (isCancelled()) return undefined;
        if (documents.atPath(path) !== undefined || folders.leaveOut(path, settings)) continue;
        const diagnostics = await this.#diagnosticsOf(path, settings, slices);
        if (diagnostics.length > 0) found.set(uriOfPath(path), diagnostics);
      }
    }
    this.#last = { changes, found };
    return found;
  }

  /** Whether the findings of a file are those that its editor shows, since it is open. */
  isOpen(uri: string): boolean {
    return this.#surroundings.documents.atPath(pathOfUri(uri) ?? "") !== undefined;
  }

  #pathsIn(folder: string): Promise<readonly string[]> {
    const known = this.#paths.get(folder);
    if (known !== undefined) return known;
    const paths = filesBelow(this.#surroundings.files, folder, maxFiles);
    this.#paths.set(folder, paths);
    return paths;
  }

  async #diagnosticsOf(path: string, settings: Settings, slices: Slices): Promise<readonly Diagnostic[]> {
    const { applications, hazards, kustomizations } = this.#surroundings;
    const known = this.#kept.get(path);
    const isCurrent = known?.settings === settings && known.kustomized === (await kustomizations.roleOf(path));
    const kept = isCurrent ? known : await this.#read(path, settings, slices);
    if (!kept.concernsRules) return [];
    const own = kept.problems.map(({ diagnostic }) => diagnostic);
    const application = await applications.ofFile(path);
    if (application === undefined) return own;
    await slices.next();
    const more = hazards.problemsIn(application, settings.severity).filter(({ fileName }) => fileName === path);
    const useful = kept.problems.some(isAboutComment) ? hazards.usefulCommentsIn(application, path) : undefined;
    const left = kept.problems.filter((problem) => !isAboutComment(problem) || useful?.has(problem.start) !== true);
    return [...left.map(({ diagnostic }) => diagnostic), ...more.map(toHazardDiagnostic)];
  }

  /** The findings in a file by itself; none if it has just been removed, or is not text. */
  async #read(path: string, settings: Settings, slices: Slices): Promise<Kept> {
    this.#reading.add(path);
    const text = (await readOrNothing(this.#surroundings.files, path)) ?? "";
    const kept = await this.#diagnose(text, await this.#surroundings.diagnoser.scopeAt(path, settings), slices);
    if (this.#reading.delete(path)) this.#kept.set(path, kept);
    return kept;
  }

  async #diagnose(text: string, scope: Scope, slices: Slices): Promise<Kept> {
    const { diagnoser } = this.#surroundings;
    if (!concernsRules(text)) return { ...scope, concernsRules: false, problems: [] };
    const file = openFile(text);
    for (const document of file.documents) {
      diagnoser.problemsOfDocument(document, scope);
      await slices.next();
    }
    const problems = diagnoser.problemsIn(file, scope).map(({ rule, span, ...rest }) => ({
      rule,
      start: span.start,
      diagnostic: toDiagnostic(file, { rule, span, ...rest }),
    }));
    return { ...scope, concernsRules: true, problems };
  }
}

/** The findings of one file by itself. Its text and what was read of it are not kept: a workspace is large. */
interface Kept extends Scope {
  /** It contains words that rules look for. */
  readonly concernsRules: boolean;
  readonly problems: readonly (Pick<Problem, "rule"> & { readonly start: number; readonly diagnostic: Diagnostic })[];
}

async function readOrNothing(files: Session["files"], path: string): Promise<string | undefined> {
  try {
    return await files.read(path);
  } catch {
    return undefined;
  }
}

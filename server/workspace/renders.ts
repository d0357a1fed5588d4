import { type DeployedApplication, renderedBefore, textOf, withRender } from "../core/index.ts";
import type { OpenFileAt } from "./file-tree.ts";
import { isWithin } from "./paths.ts";
import type { RenderProblem } from "./render-problem.ts";

/** The result of rendering: what was printed, or a problem in a file. */
export type RenderOutcome = { readonly text: string } | RenderProblem;

interface Rendered {
  readonly outcome: RenderOutcome;
  readonly folder: string;
  /** The files of the application as they were then. */
  readonly texts: ReadonlyMap<string, string>;
  readonly others: OtherFiles;
  /** Those of the others that are different now, or may be. */
  readonly changed: Set<string>;
}

/** The other files in the folder of an application, such as the values of a chart. */
export interface OtherFiles {
  readonly texts: ReadonlyMap<string, string>;
  /** Whether there were no more than these. */
  readonly areAll: boolean;
}

/** What the tools rendered, which is current until a file changes, and again once that change is undone. */
export class Renders {
  readonly #fileAt: OpenFileAt;
  readonly #byKey = new Map<string, Rendered>();

  /** `fileAt` gives files as they are now. */
  constructor(fileAt: OpenFileAt) {
    this.#fileAt = fileAt;
  }

  /** Keeps the result for an application as it is now; `others` may include its files. */
  keep(key: string, { files, source }: DeployedApplication, outcome: RenderOutcome, others: OtherFiles): void {
    const texts = new Map(files.map(({ name, file }) => [name, textOf(file)]));
    this.#byKey.set(key, { outcome, folder: source.path, texts, others, changed: new Set() });
  }

  /** The application as it was rendered, if that is still current; else as it is, with a mark that it was rendered before. */
  applied(key: string, application: DeployedApplication): DeployedApplication {
    const rendered = this.#byKey.get(key);
    if (rendered === undefined || !("text" in rendered.outcome)) return application;
    const hasSameFiles = application.files.length === rendered.texts.size;
    if (hasSameFiles && this.#holds(rendered)) return withRender(application, rendered.outcome.text);
    return renderedBefore(application);
  }

  /** The problems in a file that made a tool fail to render. */
  problemsIn(path: string): readonly RenderProblem[] {
    return [...this.#byKey.values()].flatMap((rendered) => {
      const { outcome } = rendered;
      return "path" in outcome && outcome.path === path && this.#holds(rendered) ? [outcome] : [];
    });
  }

  /** Notes a change in a file, even if the file contains no manifests. */
  changed(path: string, textNow: () => string | undefined): void {
    for (const { folder, texts, others, changed } of this.#byKey.values()) {
      if (!isWithin(path, folder) || texts.has(path)) continue;
      const isKnown = others.areAll || others.texts.has(path);
      if (isKnown && others.texts.get(path) === textNow()) changed.delete(path);
      else changed.add(path);
    }
  }

  #holds({ changed, texts }: Rendered): boolean {
    if (changed.size > 0) return false;
    return [...texts].every(([path, text]) => {
      const file = this.#fileAt(path);
      return file !== undefined && textOf(file) === text;
    });
  }
}

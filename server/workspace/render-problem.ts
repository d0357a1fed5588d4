import { type DeployedApplication, type ManifestFile, type Span, textOf } from "../core/index.ts";
import { pathFrom } from "./file-tree.ts";

/** The line of a file at which a tool failed. */
export interface RenderProblem {
  readonly path: string;
  readonly file: ManifestFile;
  /** The line, without blanks at its end. */
  readonly span: Span;
  readonly message: string;
}

/**
 * Where to report the problem of a tool: at the file and the line that it names, else at the kustomization or at the first file
 * of the chart. `undefined` if the application has no files.
 */
export function renderProblem(application: DeployedApplication, problem: string): RenderProblem | undefined {
  const { files, source } = application;
  const relative = new Map(files.map((file) => [file, pathFrom(source.path, file.name)]));
  const named = files
    .filter((file) => problem.includes(relative.get(file) ?? file.name))
    .toSorted((left, right) => right.name.length - left.name.length)[0];
  const found = named ?? files.find(({ name }) => /kustomization(?:\.ya?ml)?$/i.test(name)) ?? files[0];
  if (found === undefined) return undefined;
  const after = problem.slice(problem.indexOf(relative.get(found) ?? found.name) + (relative.get(found) ?? "").length);
  const written = named === undefined ? undefined : /^(?::| line |\W{1,3}line )(\d+)/.exec(after)?.[1];
  const lines = textOf(found.file).split("\n");
  const line = Math.min(Math.max(Number(written ?? 1) - 1, 0), lines.length - 1);
  const start = lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, 0);
  return {
    path: found.name,
    file: found.file,
    span: { start, end: start + (lines[line] ?? "").trimEnd().length },
    message: `Rendering fails, so Argo CD cannot sync "${application.name}": ${problem}`,
  };
}

import type { Application, ManifestFile, Member, Problem } from "../core/index.ts";
import type { CountProblems } from "./to-plan.ts";

type Counts = ReturnType<CountProblems>;

/** Counts the findings in the manifests of an application; `problemsIn` gives those of a file, their spans from its start. */
export function problemCounts(
  { members }: Application,
  problemsIn: (file: ManifestFile) => readonly Problem[],
): CountProblems {
  const byFile = new Map<ManifestFile, readonly Problem[]>();
  for (const { file } of members) if (!byFile.has(file)) byFile.set(file, problemsIn(file).filter(isGrave));
  return (member) => countIn(member, byFile.get(member.file) ?? []);
}

function isGrave({ severity }: Problem): boolean {
  return severity === "error" || severity === "warning";
}

function countIn({ file, documentIndex, manifest }: Member, problems: readonly Problem[]): Counts {
  if (problems.length === 0) return { errors: 0, warnings: 0 };
  const offset = file.offsets[documentIndex] ?? 0;
  const { start, end } = manifest.node.span;
  // The problems of a file are in the order of its text.
  let from = firstAt(problems, offset + start);
  const inside: Problem[] = [];
  for (let problem = problems[from]; problem !== undefined && problem.span.start <= offset + end;) {
    inside.push(problem);
    problem = problems[++from];
  }
  const errors = inside.filter(({ severity }) => severity === "error").length;
  return { errors, warnings: inside.length - errors };
}

/** The index of the first problem that does not begin before an offset. */
function firstAt(problems: readonly Problem[], offset: number): number {
  let [low, high] = [0, problems.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((problems[middle]?.span.start ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

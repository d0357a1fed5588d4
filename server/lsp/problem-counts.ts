import type { Member, Problem } from "../core/index.ts";
import type { CountProblems } from "./to-plan.ts";

type Counts = ReturnType<CountProblems>;

/** Counts the errors and warnings in the manifests of an application, given the problems in its files by their names. */
export function problemCounts(problems: ReadonlyMap<string, readonly Problem[]>): CountProblems {
  const grave = new Map([...problems].map(([fileName, some]) => [fileName, some.filter(isGrave)]));
  return (member) => countIn(member, grave.get(member.fileName) ?? []);
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

import type { Roster } from "../../roster/roster.ts";
import { failureOutline } from "../failure-words.ts";
import { visible } from "../../visible.ts";
import { type OutlinePlanTask, type OutlineStep, planOutline } from "./plan-view.ts";

/** With more resources than this, each step only counts them: GitHub draws no diagram of more than 50,000 characters. */
const namedUpTo = 200;

/** How many steps are drawn: GitHub draws no diagram of more than 500 arrows. */
const drawnSteps = 200;

/** The plan of an application as a Mermaid flowchart that renders on GitHub: phases as frames, steps as nodes with their resources. */
export function planMermaid(roster: Roster): string {
  const failure = failureOutline(roster.application);
  if (failure !== undefined) {
    const lines = ["Argo CD cannot sync this application.", `${failure.place}:`, failure.message];
    return flowchart([`  error["${lines.map(escapeLabel).join("<br/>")}"]`]);
  }
  const { steps } = planOutline(roster);
  if (steps.length === 0) return flowchart(['  nothing["Nothing is applied"]']);
  const count = steps.reduce((sum, { tasks }) => sum + tasks.length, 0);
  const linesOf = count > namedUpTo ? countKinds : nameEach;
  const drawn = steps.slice(0, drawnSteps);
  const phases = [...new Set(drawn.map(({ phase }) => phase))];
  const frames = phases.flatMap((phase) => [
    `  subgraph ${phase}`,
    ...drawn.flatMap((step, index) =>
      step.phase === phase ? [`    ${nodeOf(step, index, linesOf(step.tasks))}`] : [],
    ),
    "  end",
  ]);
  const rest = steps.length > drawn.length ? [`  rest["and ${steps.length - drawn.length} more waves"]`] : [];
  return flowchart([...frames, ...rest, ...arrows(drawn, rest.length)]);
}

function flowchart(lines: readonly string[]): string {
  return `${["flowchart TB", ...lines].join("\n")}\n`;
}

function nodeOf({ wave }: OutlineStep, index: number, lines: readonly string[]): string {
  const title = wave === null ? "wave unknown before rendering" : `wave ${wave}`;
  return `step${index}["${[title, ...lines.map(escapeLabel)].join("<br/>")}"]`;
}

function nameEach(tasks: readonly OutlinePlanTask[]): string[] {
  return tasks.map(({ kind, name, hook }) => `${kind} ${name}${hook ? " (hook)" : ""}`);
}

/** `Deployment: 30`, most frequent first. */
function countKinds(tasks: readonly OutlinePlanTask[]): string[] {
  const counts = new Map<string, number>();
  for (const { kind } of tasks) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const lines = [...counts].sort(([, left], [, right]) => right - left).map(([kind, count]) => `${kind}: ${count}`);
  return lines.length > 8 ? [...lines.slice(0, 8), `and ${lines.length - 8} more kinds`] : lines;
}

/** Each step leads to the next one; the SyncFail hooks follow any failure. */
function arrows(drawn: readonly OutlineStep[], rest: number): string[] {
  const lines = drawn.flatMap(({ phase }, index) =>
    index === 0 || phase === "SyncFail" ? [] : [`  step${index - 1} --> step${index}`],
  );
  const failing = drawn.flatMap(({ phase }, index) => (phase === "SyncFail" ? [`  failure -.-> step${index}`] : []));
  return [
    ...lines,
    ...(rest > 0 ? [`  step${drawn.length - 1} --> rest`] : []),
    ...(failing.length > 0 ? ['  failure(["any failure"])', ...failing] : []),
  ];
}

/** The longest line of a label, in UTF-16 units. */
const longestLine = 100;

/** Writes every character that might mean something to Mermaid or HTML as its number. */
function escapeLabel(text: string): string {
  return visible(text, longestLine).replace(
    /[^\p{L}\p{N} .,:/()…-]/gu,
    (character) => `#${character.codePointAt(0) ?? 0};`,
  );
}

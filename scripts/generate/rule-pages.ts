import { type Hazard, hazards, type Rule, rules } from "../../server/core/index.ts";
import { code, generatedNote, table, yamlBlock } from "./markdown.ts";

/** What is said of a rule, and of a hazard alike. */
type Described = Pick<Rule, "id" | "severity" | "summary" | "docs">;

/** The page of every rule and hazard and their table of contents, by path. */
export function rulePages(): readonly (readonly [path: string, text: string])[] {
  const contents = `${generatedNote}\n\n# Rules\n\n${rulesTable("")}\n`;
  return [
    ["docs/rules/README.md", contents],
    ...rules.map((rule) => [`docs/rules/${rule.id}.md`, rulePage(rule)] as const),
    ...hazards.map((hazard) => [`docs/rules/${hazard.id}.md`, hazardPage(hazard)] as const),
  ];
}

/**
 * All rules as a table, and a second one of the hazards, which look at an application as a whole; `folder` leads to their
 * pages, with a slash at its end or empty.
 */
export function rulesTable(folder: string): string {
  const link = ({ id }: Described): string => `[${code(id)}](${folder}${id}.md)`;
  return [
    table(
      ["Rule", "Severity", "What it says", "Fix all"],
      rules.map((rule) => [link(rule), rule.severity, rule.summary, repairOf(rule)]),
    ),
    "These look at all files of an application together:",
    table(
      ["Rule", "Severity", "What it says"],
      hazards.map((hazard) => [link(hazard), hazard.severity, hazard.summary]),
    ),
  ].join("\n\n");
}

/** Whether there is a preferred repair, which is always shown by an example. */
function repairOf({ examples }: Rule): string {
  return examples.some(({ fixed }) => fixed !== undefined) ? "yes" : "";
}

function rulePage(rule: Rule): string {
  const examples = rule.examples.flatMap(({ title, yaml, fixed }) => {
    const parts = [`### ${title}`, yamlBlock(yaml)];
    return fixed === undefined ? parts : [...parts, "Repaired:", yamlBlock(fixed)];
  });
  return pageOf(rule, repairOf(rule) || "no", examples);
}

function hazardPage(hazard: Hazard): string {
  const examples = hazard.examples.flatMap(({ title, files }) => [
    `### ${title}`,
    ...Object.entries(files).flatMap(([name, yaml]) => [`In ${code(name)}:`, yamlBlock(yaml)]),
  ]);
  return pageOf(hazard, "no", examples);
}

function pageOf({ id, severity, summary, docs }: Described, repaired: string, examples: readonly string[]): string {
  return [
    generatedNote,
    `# ${code(id)}`,
    summary,
    table(["Severity", "Repaired by fix all"], [[severity, repaired]]),
    docs.trim(),
    "## Examples",
    "A line of `^` marks what is found on the line above it.",
    ...examples,
    "## Settings",
    `To change the severity, or to turn the rule off:\n\n\`\`\`json\n"argocdAnnotations.severity": { "${id}": "off" }\n\`\`\``,
  ].join("\n\n");
}

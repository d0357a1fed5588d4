import { type Hazard, hazards, type Rule, rules } from "../../server/core/index.ts";
import { code, generatedNote, table, yamlBlock } from "./markdown.ts";

/** What rules and application rules have in common. */
type Described = Pick<Rule, "id" | "severity" | "summary" | "docs">;

/** The pages of all rules and their table of contents, by path. */
export function rulePages(): readonly (readonly [path: string, text: string])[] {
  const contents = `${generatedNote}\n\n# Rules\n\n${rulesTable("")}\n`;
  return [
    ["docs/rules/README.md", contents],
    ...rules.map((rule) => [`docs/rules/${rule.id}.md`, rulePage(rule)] as const),
    ...hazards.map((hazard) => [`docs/rules/${hazard.id}.md`, hazardPage(hazard)] as const),
  ];
}

/**
 * Two tables: the rules, and the application rules, which check a whole application. `folder` is the path to their pages, with a
 * slash at its end, or empty.
 */
export function rulesTable(folder: string): string {
  const link = ({ id }: Described): string => `[${code(id)}](${folder}${id}.md)`;
  return [
    table(
      ["Rule", "Severity", "What it says", "Fix All"],
      rules.map((rule) => [link(rule), rule.severity, rule.summary, repairOf(rule)]),
    ),
    "Application rules check all files of an application together:",
    table(
      ["Rule", "Severity", "What it says"],
      hazards.map((hazard) => [link(hazard), hazard.severity, hazard.summary]),
    ),
  ].join("\n\n");
}

/** Whether Fix All repairs it: then one of its examples shows the repair. */
function repairOf({ examples }: Rule): string {
  return examples.some(({ fixed }) => fixed !== undefined) ? "yes" : "";
}

function rulePage(rule: Rule): string {
  const examples = rule.examples.flatMap(({ title, yaml, fixed }) => {
    const parts = [`### ${title}`, yamlBlock(yaml)];
    return fixed === undefined ? parts : [...parts, "Fixed:", yamlBlock(fixed)];
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
    table(["Severity", "Fix All"], [[severity, repaired]]),
    docs.trim(),
    "## Examples",
    "The `^^^` comment marks the finding on the line above.",
    ...examples,
    "## Settings",
    `To change the severity or turn off the rule:\n\n\`\`\`json\n"argocdAnnotations.severity": { "${id}": "off" }\n\`\`\``,
  ].join("\n\n");
}

import { type Rule, rules } from "../../server/core/index.ts";
import { code, generatedNote, table, yamlBlock } from "./markdown.ts";

/** The page of every rule and their table of contents, by path. */
export function rulePages(): readonly (readonly [path: string, text: string])[] {
  const contents = `${generatedNote}\n\n# Rules\n\n${rulesTable("")}\n`;
  return [
    ["docs/rules/README.md", contents],
    ...rules.map((rule) => [`docs/rules/${rule.id}.md`, pageOf(rule)] as const),
  ];
}

/** All rules as a table; `folder` leads to their pages, with a slash at its end or empty. */
export function rulesTable(folder: string): string {
  return table(
    ["Rule", "Severity", "What it says", "Fix all"],
    rules.map((rule) => [`[${code(rule.id)}](${folder}${rule.id}.md)`, rule.severity, rule.summary, repairOf(rule)]),
  );
}

/** Whether there is a preferred repair, which is always shown by an example. */
function repairOf({ examples }: Rule): string {
  return examples.some(({ fixed }) => fixed !== undefined) ? "yes" : "";
}

function pageOf(rule: Rule): string {
  const { id, severity, summary, docs, examples } = rule;
  return [
    generatedNote,
    `# ${code(id)}`,
    summary,
    table(["Severity", "Repaired by fix all"], [[severity, repairOf(rule) || "no"]]),
    docs.trim(),
    "## Examples",
    "A line of `^` marks what is found on the line above it.",
    ...examples.flatMap(exampleParts),
    "## Settings",
    `To change the severity, or to turn the rule off:\n\n\`\`\`json\n"argocdAnnotations.severity": { "${id}": "off" }\n\`\`\``,
  ].join("\n\n");
}

function exampleParts({ title, yaml, fixed }: Rule["examples"][number]): readonly string[] {
  const parts = [`### ${title}`, yamlBlock(yaml)];
  return fixed === undefined ? parts : [...parts, "Repaired:", yamlBlock(fixed)];
}

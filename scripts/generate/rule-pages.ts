import {
  applicationRules,
  type ApplicationRule,
  type Rule,
  resourceRules,
  type RuleText,
  rules,
} from "../../server/core/index.ts";
import { code, generatedNote, table, yamlBlock } from "./markdown.ts";

/** The page of every rule and their table of contents, by path. */
export function rulePages(): readonly (readonly [path: string, text: string])[] {
  const contents = `${generatedNote}\n\n# Rules\n\n${rulesTable("")}\n`;
  return [
    ["docs/rules/README.md", contents],
    ...rules.map((rule) => [`docs/rules/${rule.id}.md`, pageOf(rule)] as const),
  ];
}

/**
 * The rules over one resource as a table, and those over an application as a second one; `folder` leads to their pages, with a
 * slash at its end or empty.
 */
export function rulesTable(folder: string): string {
  const link = ({ id }: RuleText): string => `[${code(id)}](${folder}${id}.md)`;
  return [
    table(
      ["Rule", "Severity", "What it says", "Fix all"],
      resourceRules.map((rule) => [link(rule), rule.severity, rule.summary, repairOf(rule)]),
    ),
    "These look at all files of an application together:",
    table(
      ["Rule", "Severity", "What it says"],
      applicationRules.map((rule) => [link(rule), rule.severity, rule.summary]),
    ),
  ].join("\n\n");
}

/** Whether there is a preferred repair, which is always shown by an example. */
function repairOf({ examples }: Rule): string {
  return examples.some(({ fixed }) => fixed !== undefined) ? "yes" : "";
}

function pageOf(rule: Rule | ApplicationRule): string {
  return rule.scope === "application"
    ? pageWith(rule, "no", applicationExamples(rule))
    : pageWith(rule, repairOf(rule) || "no", resourceExamples(rule));
}

function resourceExamples({ examples }: Rule): readonly string[] {
  return examples.flatMap(({ title, yaml, fixed }) => {
    const parts = [`### ${title}`, yamlBlock(yaml)];
    return fixed === undefined ? parts : [...parts, "Repaired:", yamlBlock(fixed)];
  });
}

function applicationExamples({ examples }: ApplicationRule): readonly string[] {
  return examples.flatMap(({ title, files }) => [
    `### ${title}`,
    ...Object.entries(files).flatMap(([name, yaml]) => [`In ${code(name)}:`, yamlBlock(yaml)]),
  ]);
}

function pageWith({ id, severity, summary, docs }: RuleText, repaired: string, examples: readonly string[]): string {
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

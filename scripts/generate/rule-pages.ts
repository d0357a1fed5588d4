import {
  applicationRules,
  type ApplicationRule,
  type Rule,
  resourceRules,
  type RuleText,
  rules,
} from "../../server/core/index.ts";
import { code, generatedNote, table, yamlBlock } from "./markdown.ts";

/** The pages of all rules and their table of contents, by path. */
export function rulePages(): readonly (readonly [path: string, text: string])[] {
  const contents = [generatedNote, "# Rules", introduction, rulesTables()].join("\n\n");
  return [
    ["docs/rules/README.md", contents],
    ...rules.map((rule) => [`docs/rules/${rule.id}.md`, pageOf(rule)] as const),
  ];
}

const introduction = `Each page says what a rule finds, what it costs and how to turn it off.
To suppress a single finding, use its quick fix, which writes a comment on the line above it; another comment suppresses a rule in the whole file:

\`\`\`yaml
# argocd-annotations-ignore-next-line hook-without-deadline -- our scheduler stops it
# argocd-annotations-ignore-file wave-of-child-application
\`\`\`

What follows two dashes is the reason, for those who read it later.

Most rules look at one resource:`;

/** Two tables: the rules, and the application rules, which check a whole application. */
function rulesTables(): string {
  const link = ({ id }: RuleText): string => `[${code(id)}](${id}.md)`;
  return [
    table(
      ["Rule", "Severity", "What it says", "Fix All"],
      resourceRules.map((rule) => [link(rule), rule.severity, rule.summary, repairOf(rule)]),
    ),
    "Application rules check all files of an application together:",
    table(
      ["Rule", "Severity", "What it says"],
      applicationRules.map((rule) => [link(rule), rule.severity, rule.summary]),
    ),
  ].join("\n\n");
}

/** Whether Fix All fixes it: then one of its examples shows the fix. */
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
    return fixed === undefined ? parts : [...parts, "Fixed:", yamlBlock(fixed)];
  });
}

function applicationExamples({ examples }: ApplicationRule): readonly string[] {
  return examples.flatMap(({ title, files }) => [
    `### ${title}`,
    ...Object.entries(files).flatMap(([name, yaml]) => [`In ${code(name)}:`, yamlBlock(yaml)]),
  ]);
}

function pageWith({ id, severity, summary, docs }: RuleText, fixed: string, examples: readonly string[]): string {
  return [
    generatedNote,
    `# ${code(id)}`,
    summary,
    table(["Severity", "Fix All"], [[severity, fixed]]),
    docs.trim(),
    "## Examples",
    "The `^^^` comment marks the finding on the line above.",
    ...examples,
    "## Settings",
    `To change the severity or turn off the rule in an editor:\n\n\`\`\`json\n"argocdAnnotations.severity": { "${id}": "off" }\n\`\`\``,
    `For everybody, in [\`.argocd-annotations.yaml\`](../configuration.md):\n\n\`\`\`yaml\nrules:\n  ${id}: off\n\`\`\``,
  ].join("\n\n");
}

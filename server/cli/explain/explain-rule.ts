import { nearest, rulePage, rules, type RuleText } from "../../core/index.ts";
import type { ExplainCommand } from "./explain-command.ts";
import { print } from "../output.ts";
import { type Paint, paintFor } from "../paint.ts";
import { joined, padded, shown, type Shown, shownDocument, shownJson } from "../shown.ts";

/** Prints what is known about a rule. */
export async function explainRule(rule: RuleText, format: ExplainCommand["format"]): Promise<void> {
  const { id, severity, summary } = rule;
  // Loaded only here, so that the other commands start faster.
  const { ruleDocs } = await import("./rule-docs.ts");
  const docs = (ruleDocs[id] ?? "").trim();
  const page = rulePage(id);
  const paint = paintFor("stdout");
  switch (format) {
    case "json":
      return print(shownJson({ version: 1, rule: { id, severity, summary, docs, page } }));
    case "markdown":
      return print(shownDocument(`# ${id}\n\n${summary}\nIts severity is \`${severity}\`.\n\n${docs}\n\n${page}\n`));
    case "text":
      return print(
        shown`${paint("bold", id)} (${severity})\n${summary}\n\n${shownDocument(docs)}\n\n${paint("cyan", page)}\n`,
      );
  }
}

/** Prints the list of rules. */
export async function listRules(format: ExplainCommand["format"]): Promise<void> {
  const all = rules.map(({ id, severity, summary }) => ({ id, severity, summary, page: rulePage(id) }));
  const byName = all.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  switch (format) {
    case "json":
      return print(shownJson({ version: 1, rules: byName }));
    case "markdown":
      return print(shownDocument(byName.map(({ id, summary, page }) => `- [${id}](${page}): ${summary}\n`).join("")));
    case "text":
      return print(shown`${joined(lines(byName, paintFor("stdout")), "\n")}\n`);
  }
}

function lines(all: readonly Pick<RuleText, "id" | "severity" | "summary">[], paint: Paint): readonly Shown[] {
  const width = all.reduce((most, { id }) => Math.max(most, id.length), 0);
  return all.map(
    ({ id, severity, summary }) => shown`${paint("bold", padded(id, width))}  ${padded(severity, 11)}  ${summary}`,
  );
}

/** The rule with an id. */
export function ruleNamed(id: string): RuleText | undefined {
  return rules.find((rule) => rule.id === id);
}

/** The rule that a misspelt id means, as a question. */
export function meantRule(id: string): string {
  const meant = nearest(
    id,
    rules.map((rule) => rule.id),
  );
  return meant === undefined ? "" : ` Did you mean the rule "${meant}"?`;
}

import { isAbsolute, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { rulePage, rules, type RuleText, type Severity, visible, wellFormed } from "../../core/index.ts";
import { type Shown, shownJson } from "../shown.ts";
import type { Finding, LintReport } from "./finding.ts";
import { version } from "../../workspace/product-version.ts";

const levels: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** The findings as SARIF 2.1.0, which code scanning services read. */
export function formatFindingsAsSarif({ findings }: LintReport): Shown {
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "argocd-annotations", version, rules: rules.map(toDescriptor) } },
        columnKind: "utf16CodeUnits",
        results: findings.map(toResult),
      },
    ],
  };
  return shownJson(log);
}

function toDescriptor({ id, severity, summary }: RuleText): object {
  const page = rulePage(id);
  return {
    id,
    shortDescription: { text: summary },
    helpUri: page,
    help: { text: `${summary} See ${page}.`, markdown: `${summary} See [${id}](${page}).` },
    defaultConfiguration: { level: levels[severity] },
  };
}

function toResult(finding: Finding): object {
  const { file, line, column, endLine, endColumn, rule, severity, message } = finding;
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: levels[severity],
    message: { text: messageText(message) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
  };
}

/** A message for people; SARIF makes a link of `[words](address)` in it. */
function messageText(message: string): string {
  return visible(message, Infinity).replaceAll("](", "] (");
}

/** Relative where the path is, so that a service finds the file in its own checkout. */
function uriOf(file: string): string {
  if (isAbsolute(file)) return pathToFileURL(file).href;
  return wellFormed(file).split(sep).map(encodeURIComponent).join("/");
}

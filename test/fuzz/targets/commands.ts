/** What the command line prints about texts: nothing in it may control a terminal or the log of a build. */
import type { Paint } from "../../../server/cli/paint.ts";
import { shown } from "../../../server/cli/shown.ts";
import { readQuestions } from "../../../server/cli/plan/question.ts";
import { formatPlansAsJson } from "../../../server/cli/plan/plan-json.ts";
import { formatPlansAsText } from "../../../server/cli/plan/plan-text.ts";
import { answerWhatIf, whatIfText } from "../../../server/cli/plan/plan-what-if.ts";
import { planText } from "../../../server/cli/plan/planned.ts";
import { type LintReport, toFinding } from "../../../server/cli/lint/finding.ts";
import { formatFindingsForGithub } from "../../../server/cli/lint/github.ts";
import { formatFindingsForGitlab } from "../../../server/cli/lint/gitlab.ts";
import { formatFindingsAsJunit } from "../../../server/cli/lint/junit.ts";
import { formatFindingsAsSarif } from "../../../server/cli/lint/sarif.ts";
import { formatFindingsAsText, formatFindingsConcisely } from "../../../server/cli/lint/text.ts";
import { diagnoseFile } from "../../support/diagnose.ts";
import { ensure, ensureSafeLines, opened } from "../checks.ts";
import type { Random } from "../random.ts";
import type { Outcome, Target } from "../target.ts";

/** The targets that print. */
export const commandTargets: readonly Target[] = [
  { name: "printed findings", takes: "manifest", run: lintTarget },
  { name: "printed plans", takes: "manifest", run: planTarget },
];

const plain: Paint = (_, text) => shown`${text}`;

function lintTarget(text: string, random: Random): Outcome {
  const file = opened(text, random);
  const findings = diagnoseFile(file).map((it) => toFinding("all.yaml", it, it.fixes));
  const report: LintReport = {
    findings,
    files: ["all.yaml"],
    fixableCount: 0,
    fixedFiles: [],
    root: process.cwd(),
    complaints: [],
  };
  const printed = formatFindingsAsText(report, plain).safe;
  ensureSafeLines(printed, "what lint prints");
  const commands = formatFindingsForGithub(report).safe;
  ensure(commands.split("\n").length === findings.length + 1, "a finding is several commands for GitHub");
  ensure(!/^::(?!error |warning |notice )/m.test(commands), "a text gives a command to GitHub");
  JSON.parse(formatFindingsAsSarif(report).safe);
  ensureSafeLines(formatFindingsConcisely(report, plain).safe, "what lint prints line by line");
  ensureSafeLines(formatFindingsAsJunit(report, "error").safe, "what lint writes as XML");
  JSON.parse(formatFindingsForGitlab(report).safe);
  return { calls: 6, answer: printed };
}

function planTarget(text: string, random: Random): Outcome {
  const planned = planText(random.pick(["-", "all.yaml"]), text, { namespace: "default", version: undefined });
  const printed = formatPlansAsText([planned], plain).safe;
  ensureSafeLines(printed, "what plan prints");
  JSON.parse(formatPlansAsJson([planned]).safe);
  const [first] = planned.application.members;
  const [kind = "", named = ""] = [first?.resource.kind, first?.resource.name].map((it) => it?.replaceAll("/", ""));
  const words = `fail:${kind || "Job"}/${named || "a"}`;
  const answer = answerWhatIf(planned, readQuestions([words]));
  if ("answer" in answer) ensureSafeLines(whatIfText(answer, plain).safe, "what plan prints about a failure");
  return { calls: 3, answer: printed };
}

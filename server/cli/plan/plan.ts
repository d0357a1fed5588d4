import { planMarkdown, planMermaid, rosterOf, type WhatIfQuestion } from "../../core/index.ts";
import { commitReader } from "../../workspace/commit/commit-files.ts";
import type { LeftOut } from "../../workspace/walk/options.ts";
import { complaintsAround, unreadableChoice } from "../configured.ts";
import { pathTypeOf } from "../inputs.ts";
import { complain, complainOfLeftOut, print } from "../output.ts";
import { paintFor } from "../paint.ts";
import { joined, type Shown, shownDocument } from "../shown.ts";
import { type Answer, type Beside, compare, type Planned } from "./compare.ts";
import { planFolder } from "./folder.ts";
import { type Gone, goneSince } from "./gone.ts";
import type { PlanCommand } from "./plan-command.ts";
import { formatPlansAsJson } from "./plan-json.ts";
import { formatPlansAsText } from "./plan-text.ts";
import { answerWhatIf, formatWhatIfAsJson, whatIfText } from "./plan-what-if.ts";
import { type PlanContext, planFile, type PlannedPath } from "./planned.ts";
import { renderPlanned } from "./render-planned.ts";

/** Prints the order of a sync for each path, or what was asked about it. Resolves with the exit code. */
export async function plan(command: PlanCommand): Promise<number> {
  const unreadable = await unreadableChoice(command.configuration);
  if (unreadable !== undefined) {
    complain(unreadable);
    return 2;
  }
  const plans: Planned[] = [];
  const unread: string[] = [];
  const skipped: LeftOut[] = [];
  const context = {
    namespace: command.namespace,
    version: command.argocdVersion,
    configuration: command.configuration,
    syncOptions: command.syncOptions,
  };
  const gone: Gone[] = [];
  const emptied: Planned[] = [];
  const filesThen = commitReader(command.against ?? "HEAD");
  for (const path of command.paths) {
    const { planned, complaints, leftOut, applications, empty = [] } = await planPath(path, context);
    if (command.against !== undefined && (applications !== undefined || complaints.length > 0)) {
      const result = await goneSince(command.against, path, { ...context, filesThen }, applications);
      if (result !== undefined) gone.push(result);
      // A folder that is no longer there has been read as it was.
      if (result !== undefined && applications === undefined) continue;
      for (const one of empty) emptied.push({ ...one, path });
    }
    for (const complaint of complaints) unread.push(complaint);
    for (const it of leftOut) skipped.push(it);
    if (command.against !== undefined && complaints.length > 0) {
      // What cannot be read now would look as if it were gone.
      unread.push(`Cannot compare "${path}" with "${command.against}": not all of it can be read now.`);
      continue;
    }
    for (const one of planned) {
      const rendered = command.render === "not" ? one : await renderPlanned(one, { ...command.render, say: complain });
      if ("complaint" in rendered) unread.push(rendered.complaint);
      plans.push({ ...("complaint" in rendered ? one : rendered), path });
    }
  }
  for (const complaint of await complaintsAround(command.paths, command)) unread.push(complaint);
  const { text, complaints } = await answer(command, plans, { unread, gone, emptied, filesThen });
  complainOfLeftOut(skipped);
  [...unread, ...complaints].forEach(complain);
  await print(text);
  if (unread.length + complaints.length > 0) return 2;
  return plans.some(({ application }) => application.error !== undefined) ? 1 : 0;
}

/** The applications that a path stands for: those of a folder as Argo CD reads it, or the one of a file or standard input as it stands. */
async function planPath(path: string, context: PlanContext): Promise<PlannedPath> {
  const isFolder = (await pathTypeOf(path)) === "folder";
  if (!isFolder) return planFile(path, context);
  if (context.syncOptions === undefined || context.syncOptions.length === 0) return planFolder(path, context);
  const complaint = `"--sync-option" is for files: the folder "${path}" takes the options of its Application.`;
  return { planned: [], complaints: [complaint], leftOut: [] };
}

async function answer(
  { format, against, whatIf, configuration }: PlanCommand,
  plans: readonly Planned[],
  beside: Beside,
): Promise<Answer> {
  if (against !== undefined) return compare({ ref: against, configuration, ...beside }, format, plans);
  if (whatIf !== undefined) return ask(whatIf, format, plans);
  return { text: planText(format, plans), complaints: [] };
}

function planText(format: PlanCommand["format"], plans: readonly Planned[]): Shown {
  switch (format) {
    case "json":
      return formatPlansAsJson(plans);
    case "markdown":
      return shownDocument(plans.map(({ application }) => planMarkdown(rosterOf(application))).join("\n"));
    case "mermaid":
      return shownDocument(plans.map(({ application }) => planMermaid(rosterOf(application))).join("\n"));
    case "text":
      return formatPlansAsText(plans, paintFor("stdout"));
  }
}

function ask(questions: readonly WhatIfQuestion[], format: PlanCommand["format"], plans: readonly Planned[]): Answer {
  const results = plans.map((planned) => answerWhatIf(planned, questions));
  const answers = results.filter((result) => "answer" in result);
  // If there are several applications, only one is meant, unless nothing fails: the others need not have such a resource.
  const isForAll = questions.length === 0 || answers.length === 0;
  const complaints = isForAll ? results.flatMap((it) => ("complaint" in it ? [it.complaint] : [])) : [];
  if (format === "json") return { text: formatWhatIfAsJson(answers), complaints };
  if (format === "markdown")
    return { text: shownDocument(answers.map((it) => it.answer.markdown).join("\n")), complaints };
  const paint = paintFor("stdout");
  const texts = answers.map((it) => whatIfText(it, paint));
  return { text: joined(texts, "\n"), complaints };
}

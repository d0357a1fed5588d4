import { join, resolve } from "node:path";
import { type CommentedPlan, plansTogether } from "../../core/index.ts";
import { Applications } from "../../workspace/applications.ts";
import { type Files, nodeFiles } from "../../workspace/files.ts";
import type { FindingSettings } from "../../workspace/findings.ts";
import { workspaceOptions } from "../configured.ts";
import { pathTypeOf } from "../inputs.ts";
import { paintFor } from "../paint.ts";
import type { Shown } from "../shown.ts";
import {
  compareWith,
  declaredIn,
  formatChangesAsComment,
  formatChangesAsJson,
  formatChangesAsText,
} from "./against.ts";
import { type Gone, specThen } from "./gone.ts";
import type { PlanCommand } from "./plan-command.ts";
import { emptySentence, type PlannedApplication } from "./planned.ts";

/** One path with its application. */
export interface Planned extends PlannedApplication {
  readonly path: string;
}

/** The output for the user: the answer and, line by line, what is wrong. */
export interface Answer {
  readonly text: Shown;
  readonly complaints: readonly string[];
}

/** What there is beside the plans. */
export interface Beside {
  /** What could not be read, as sentences. */
  readonly unread: readonly string[];
  /** What the commit had, for each path. */
  readonly gone: readonly Gone[];
  /** What has no resources now, and may have had some. */
  readonly emptied: readonly Planned[];
  readonly filesThen: (folder: string) => Promise<Files>;
}

/** What differs between plans and those of a commit, in a format. */
export async function compare(
  {
    ref,
    configuration,
    unread,
    gone,
    emptied,
    filesThen,
  }: Beside & { readonly ref: string } & Pick<PlanCommand, "configuration">,
  format: PlanCommand["format"],
  plans: readonly Planned[],
): Promise<Answer> {
  const found: CommentedPlan[] = [];
  const wrong = new Set<string>();
  for (const it of gone) {
    if ("complaint" in it) wrong.add(it.complaint);
    else for (const plan of it.plans) found.push(plan);
  }
  const isAnythingGone = found.length > 0;
  const byPath = new Map<string, FindingSettings["severity"]>();
  const all = [...plans, ...emptied];
  const paths = new Set(format === "text" ? [] : all.map(({ path }) => path));
  for (const path of paths) byPath.set(path, await severitiesAt(path, configuration));
  for (const planned of all) {
    const severities = byPath.get(planned.path);
    const spec = specThen(planned.spec, gone);
    const options = { filesThen, spec, specNow: planned.spec, configuration, severities };
    const result = await compareWith(ref, planned.path, planned.application, options);
    if ("complaint" in result) wrong.add(result.complaint);
    else if (result.changes.length + result.notes.length > 0) found.push(result);
    // Whoever compares nothing with nothing must not take it for good news.
    else if (planned.below !== undefined && !isAnythingGone)
      found.push({ ...result, notes: [emptySentence(planned.below)] });
    else if (!emptied.includes(planned)) found.push(result);
  }
  const compared = plansTogether(
    found,
    plans.map(({ application, spec }) => ({ application, cluster: declaredIn(spec)?.cluster })),
  );
  const complaints = [...wrong];
  if (format === "json") return { text: formatChangesAsJson(ref, compared), complaints };
  if (format === "markdown") return { text: formatChangesAsComment(compared, [...unread, ...complaints]), complaints };
  return { text: formatChangesAsText(ref, compared, paintFor("stdout")), complaints };
}

/** The severities of rules that the configuration around a file or folder sets. */
async function severitiesAt(
  path: string,
  configuration: PlanCommand["configuration"],
): Promise<FindingSettings["severity"]> {
  const options = workspaceOptions({ configuration, argocdVersion: undefined });
  const applications = new Applications(nodeFiles, () => undefined, undefined, options);
  const isFolder = (await pathTypeOf(path)) === "folder";
  return (await applications.settingsAt(isFolder ? join(resolve(path), "manifest.yaml") : resolve(path))).severity;
}

import { dirname } from "node:path";
import {
  alikeChanges,
  type Application,
  type CommentedPlan,
  counted,
  type DeclaredApplication,
  declarationChange,
  groupChanges,
  newProblems,
  planChange,
  planComment,
  type ResourceChange,
  type RuleSeverities,
} from "../../core/index.ts";
import type { ConfigurationChoice } from "../../workspace/configurations.ts";
import type { Files } from "../../workspace/files.ts";
import type { ApplicationSpec } from "../../workspace/read-application.ts";
import { isAbsent, reasonOf, tooLarge } from "../../workspace/reasons.ts";
import { pathTypeOf } from "../inputs.ts";
import type { Paint } from "../paint.ts";
import { joined, shown, type Shown, shownDocument, shownJson } from "../shown.ts";
import { planFolderIn } from "./folder.ts";
import { planText } from "./planned.ts";

/** What a comparison depends on beside the files. */
export interface AgainstOptions {
  /** The files of the commit, for a folder of its repository. */
  readonly filesThen: (folder: string) => Promise<Files>;
  /** What it was read from then; `undefined` where it is a file. */
  readonly spec: ApplicationSpec | undefined;
  /** What it is read from now. */
  readonly specNow: ApplicationSpec | undefined;
  readonly configuration: ConfigurationChoice;
  /** The severities of rules, if new problems are wanted too. */
  readonly severities: RuleSeverities | undefined;
}

/** Compares the plan of a path with that in a commit; the problem, for the user, if that is not possible. */
export async function compareWith(
  ref: string,
  path: string,
  application: Application,
  { filesThen, spec, specNow, configuration, severities }: AgainstOptions,
): Promise<CommentedPlan | { readonly complaint: string }> {
  const { name, namespace, namespaceGiven, planOptions } = application;
  const { version, syncOptions } = planOptions;
  const context = { version, syncOptions, configuration };
  try {
    const folder = (await pathTypeOf(path)) === "folder" ? path : dirname(path);
    const files = await filesThen(folder);
    const { application: earlier } =
      spec === undefined
        ? planText(path, await textThen(path, files), { namespace, ...context })
        : // An Application may have named another namespace then.
          await planFolderIn(path, { spec, namespace: namespaceGiven && namespace, ...context }, files);
    const [was, now] = [declaredIn(spec), declaredIn(specNow)];
    const declaration =
      was === undefined || now === undefined
        ? { notes: [], isElsewhere: false }
        : declarationChange({ application: earlier, declared: was }, { application, declared: now });
    const notes = [
      ...declaration.notes,
      ...(earlier.error === undefined ? [] : [`At "${ref}", Argo CD cannot sync this application: ${earlier.error}`]),
      ...(application.error === undefined ? [] : [`Now Argo CD cannot sync this application: ${application.error}`]),
    ];
    const problems = severities === undefined ? [] : newProblems(earlier, application, severities);
    // What cannot be synced neither prunes nor moves anything.
    const isComparable = application.error === undefined && !declaration.isElsewhere;
    const changes = isComparable ? planChange(earlier, application) : [];
    return { name, cluster: was?.cluster, changes, notes, problems };
  } catch (error) {
    return { complaint: `Cannot compare "${path}" with "${ref}": ${reasonOf(error)}.` };
  }
}

/** The Application object of an application; `undefined` for a folder that none names. */
export function declaredIn(spec: ApplicationSpec | undefined): DeclaredApplication | undefined {
  return spec !== undefined && "sources" in spec.of ? spec.of : undefined;
}

/** The text of a file in a commit; empty if it was not there yet. */
export async function textThen(path: string, files: Files): Promise<string> {
  try {
    const text = await files.read(path);
    if (text === undefined) throw new Error(tooLarge);
    return text;
  } catch (error) {
    if (isAbsent(error)) return "";
    throw new Error(`"${path}" cannot be read there: ${reasonOf(error)}`, { cause: error });
  }
}

/** The changes as JSON: what the comment says too. */
export function formatChangesAsJson(ref: string, plans: readonly CommentedPlan[]): Shown {
  const applications = plans.map(({ name, changes, notes, problems, isDeleted = false }) => ({
    ...{ name, isDeleted, notes },
    changes: changes.map(({ id, kinds, before = null, after = null, differences, danger = null }) => ({
      ...{ id, kinds, before, after, differences, danger },
    })),
    problems: problems.map(({ rule, severity, message, fileName: file, line }) => ({
      ...{ file, line, rule, severity, message },
    })),
  }));
  return shownJson({ version: 1, against: ref, applications });
}

/** The changes as a comment for a pull request, with what could not be compared. */
export function formatChangesAsComment(plans: readonly CommentedPlan[], complaints: readonly string[]): Shown {
  return shownDocument(planComment(plans, complaints, (line) => shownDocument(line).safe.length));
}

/** The changes as text. Applications in which nothing changed are only counted: there may be hundreds of them. */
export function formatChangesAsText(ref: string, plans: readonly CommentedPlan[], paint: Paint): Shown {
  const isUnchanged = ({ changes, notes }: CommentedPlan): boolean => changes.length + notes.length === 0;
  const unchanged = plans.filter(isUnchanged);
  const changed = plans.filter((plan) => !isUnchanged(plan));
  const [first, ...others] = unchanged;
  const noun = changed.length === 0 ? "application" : "other application";
  const name = others.length === 0 ? first?.name : counted(unchanged.length, noun);
  const rest = name === undefined ? [] : [{ name, changes: [], notes: [] }];
  return joined(
    [...changed, ...rest].map((plan) => changesText(ref, plan, paint)),
    "\n",
  );
}

function changesText(
  ref: string,
  { name, changes, notes }: Pick<CommentedPlan, "name" | "changes" | "notes">,
  paint: Paint,
): Shown {
  const heading = shown`${paint("bold", name)}  ${paint("dim", shown`compared with ${ref}`)}\n`;
  const title = joined([heading, ...notes.map((note) => shown`  ${paint("red", note)}\n`)], "\n");
  if (changes.length === 0 && notes.length > 0) return title;
  if (changes.length === 0 && notes.length > 0) return shown`${title}`;
  if (changes.length === 0)
    return shown`${title}\n  Nothing changed: the same resources are applied in the same order.\n`;
  const groups = groupChanges(changes).map(({ heading, changes: some }) => {
    const lines = alikeChanges(some).flatMap((changes) => changeLines(changes, paint));
    return shown`${joined([paint("bold", heading), ...lines], "\n")}\n`;
  });
  return joined([title, ...groups], "\n");
}

/** What is the same for several resources stands above them. */
function changeLines(changes: readonly ResourceChange[], paint: Paint): Shown[] {
  const [first] = changes;
  if (first === undefined) return [];
  if (changes.length === 1)
    return [shown`  ${stateText(first)}`, ...first.differences.map((sentence) => shown`    ${paint("dim", sentence)}`)];
  const sentences = first.differences.join(" ");
  const above = sentences === "" ? [] : [shown`  ${paint("dim", sentences.replace(/\.$/, ":"))}`];
  const indent = sentences === "" ? "  " : "    ";
  return [...above, ...changes.map((change) => shown`${indent}${stateText(change)}`)];
}

function stateText({ title, before, after }: ResourceChange): Shown {
  const states = [...new Set([before, after])].flatMap((state) => (state === undefined ? [] : [shown`${state}`]));
  return shown`${title}  ${joined(states, " -> ")}`;
}

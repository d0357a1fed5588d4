import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import {
  type CommentedPlan,
  type DeclaredApplication,
  type GoneBecause,
  planChange,
  planGone,
} from "../../core/index.ts";
import type { DeclaredSpec } from "../../workspace/application-specs.ts";
import type { Applications } from "../../workspace/applications.ts";
import { type Files, nodeFiles } from "../../workspace/files.ts";
import { isAbsent, reasonOf } from "../../workspace/reasons.ts";
import { cannotBeRead } from "./folder.ts";
import { type AgainstOptions, declaredIn, textThen } from "./against.ts";
import { FolderReader, keyOf, specsFor } from "./folder-reader.ts";
import type { ApplicationSpec } from "../../workspace/read-application.ts";
import { earlierOf, keyOfObject, type Pairs, pairsOf } from "./pairs.ts";
import { type PlanContext, planText } from "./planned.ts";

type Commit = Pick<AgainstOptions, "filesThen">;

/** What a path had in a commit. */
export interface Then {
  /** The applications that nothing deploys any more. */
  readonly plans: readonly CommentedPlan[];
  /** What the Applications were that are there now. */
  readonly earlier: ReadonlyMap<string, DeclaredApplication>;
}

/** The same, or why that cannot be told, as a sentence for the user. */
export type Gone = Then | { readonly complaint: string };

/**
 * What an application was read from in the commit. Where there was no such Application, what it deploys now is compared with what
 * stood there.
 */
export function specThen(spec: ApplicationSpec | undefined, gone: readonly Gone[]): ApplicationSpec | undefined {
  if (spec === undefined || !("sources" in spec.of)) return spec;
  const key = keyOfObject(spec.of);
  const of = gone.map((it) => ("earlier" in it ? it.earlier.get(key) : undefined)).find((it) => it !== undefined);
  return of === undefined ? spec : { root: spec.root, of };
}

/** What a folder had in a commit, and has no more, or a file that is gone; `undefined` if there was none. */
export async function goneSince(
  ref: string,
  path: string,
  context: PlanContext & Commit,
  now: Applications | undefined,
): Promise<Gone | undefined> {
  try {
    return await readThen(path, context, now);
  } catch (error) {
    // What cannot be read now has been named already.
    if (now === undefined) return undefined;
    return { complaint: `Cannot compare "${path}" with "${ref}": ${reasonOf(error)}.` };
  }
}

/**
 * The applications that a folder had in a commit and that nothing deploys now, each with what becomes of it; `undefined` if the
 * commit has no such folder or file. `now` is the workspace around it, if it has been searched. Rejects with an Error for the user where
 * that cannot be told.
 */
async function readThen(
  path: string,
  { filesThen, ...context }: PlanContext & Commit,
  now: Applications | undefined,
): Promise<Then | undefined> {
  const around = await existingFolder(resolve(path));
  const files = await filesThen(around);
  if (!(await wasFolder(resolve(path), files))) return now === undefined ? fileThen(path, files, context) : undefined;
  const unreadable: string[] = [];
  const reader = new FolderReader(path, context, files, (_, shown, reason) => {
    unreadable.push(cannotBeRead(shown, reason));
  });
  const { own, inside } = await specsFor(reader);
  const found = new Map([...own, ...inside].map((spec) => [keyOf(spec), spec]));
  const applications = now ?? (await searched(around, context));
  const then = await reader.applications.declared.all();
  const pairs = pairsOf(then, await applications.declared.all());
  const reasons = await reasonsOf(then, pairs, applications);
  const plans: CommentedPlan[] = [];
  for (const spec of found.values()) {
    const isDeclared = "sources" in spec.of;
    const because = isDeclared ? reasons.get((spec as DeclaredSpec).of) : now === undefined ? "folder" : undefined;
    if (because === undefined) continue;
    const { application } = await reader.read(spec);
    // A folder that nobody says is one may have had nothing in it.
    if (!isDeclared && application.members.length === 0) continue;
    const { note, isDeleted, changes } = planGone(application, because);
    plans.push({
      name: application.name,
      cluster: declaredIn(spec)?.cluster,
      changes,
      notes: [note],
      problems: [],
      ...(isDeleted && { isDeleted }),
    });
  }
  const [problem] = unreadable;
  if (problem !== undefined) throw new Error(problem);
  return { plans, earlier: earlierOf(pairs) };
}

/** A file that is no longer there, compared with an empty one; `undefined` if there was none. */
async function fileThen(path: string, files: Files, context: PlanContext): Promise<Then | undefined> {
  const text = (await isThere(path)) ? "" : await textThen(path, files);
  if (text === "") return undefined;
  const [was, is] = [planText(path, text, context).application, planText(path, "", context).application];
  return { plans: [{ name: was.name, changes: planChange(was, is), notes: [], problems: [] }], earlier: new Map() };
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    return !isAbsent(error);
  }
}

/** Why nothing deploys each of some Applications now; those that are deployed as before are left out. */
async function reasonsOf(
  then: readonly DeclaredApplication[],
  pairs: Pairs,
  { declared }: Applications,
): Promise<ReadonlyMap<DeclaredApplication, GoneBecause>> {
  const deployed = new Set((await declared.specsOf([...pairs.values()])).map(({ of }) => of));
  const reasons = new Map<DeclaredApplication, GoneBecause>();
  for (const was of then) {
    const is = pairs.get(was);
    // What a configuration no longer lists may still be in the cluster.
    if (is === undefined && !was.sources.some(({ isHere }) => isHere))
      reasons.set(was, was.isKept ? "kept" : "application");
    if (is !== undefined && !deployed.has(is))
      reasons.set(was, is.paths.join() === was.paths.join() ? "folder" : "elsewhere");
  }
  return reasons;
}

async function searched(folder: string, context: PlanContext): Promise<Applications> {
  const { applications } = new FolderReader(folder, context, nodeFiles, () => undefined);
  await applications.search((await applications.repositoryOf(folder)) ?? folder);
  return applications;
}

/** The nearest folder that is there, around a path or itself. */
async function existingFolder(path: string): Promise<string> {
  for (let folder = path; ; folder = dirname(folder)) {
    try {
      await nodeFiles.list(folder);
      return folder;
    } catch (error) {
      if (folder === dirname(folder)) throw error;
    }
  }
}

async function wasFolder(path: string, files: Files): Promise<boolean> {
  try {
    await files.list(path);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

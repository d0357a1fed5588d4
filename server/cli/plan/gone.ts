import { dirname, resolve } from "node:path";
import { type CommentedPlan, type DeclaredApplication, type GoneBecause, planGone } from "../../core/index.ts";
import type { DeclaredSpec } from "../../workspace/application-specs.ts";
import type { Applications } from "../../workspace/applications.ts";
import { type Files, nodeFiles } from "../../workspace/files.ts";
import { isAbsent, reasonOf } from "../../workspace/reasons.ts";
import { cannotBeRead } from "./folder.ts";
import type { AgainstOptions } from "./against.ts";
import { FolderReader, keyOf, specsFor } from "./folder-reader.ts";
import type { ApplicationSpec } from "../../workspace/read-application.ts";
import type { PlanContext } from "./planned.ts";

type Commit = Pick<AgainstOptions, "filesThen">;

/** What a path had in a commit. */
export interface Then {
  /** The applications that nothing deploys any more. */
  readonly plans: readonly CommentedPlan[];
  /** What the Applications were that stand in another file now. */
  readonly moved: ReadonlyMap<string, DeclaredApplication>;
}

/** The same, or why that cannot be told, as a sentence for the user. */
export type Gone = Then | { readonly complaint: string };

/** What an application was read from in the commit, where its Application stood in another file. */
export function specThen(spec: ApplicationSpec | undefined, gone: readonly Gone[]): ApplicationSpec | undefined {
  if (spec === undefined || !("sources" in spec.of)) return spec;
  const key = keyOfFile(spec.of);
  const of = gone.map((it) => ("moved" in it ? it.moved.get(key) : undefined)).find((it) => it !== undefined);
  return of === undefined ? spec : { root: spec.root, of };
}

function keyOfFile({ name, location }: DeclaredApplication): string {
  return JSON.stringify([name, location.path]);
}

/** What a folder had in a commit, and has no more; `undefined` if it was none. */
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
 * commit has no such folder. `now` is the workspace around it, if it has been searched. Rejects with an Error for the user where
 * that cannot be told.
 */
async function readThen(
  path: string,
  { filesThen, ...context }: PlanContext & Commit,
  now: Applications | undefined,
): Promise<Then | undefined> {
  const around = await existingFolder(resolve(path));
  const files = await filesThen(around);
  if (!(await wasFolder(resolve(path), files))) return undefined;
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
    const { note, changes } = planGone(application, because);
    const isDeleted = because === "application" && { isDeleted: true as const };
    plans.push({ name: application.name, changes, notes: [note], problems: [], ...isDeleted });
  }
  const [problem] = unreadable;
  if (problem !== undefined) throw new Error(problem);
  const moved = [...pairs].filter(([was, is]) => was.location.path !== is.location.path);
  return { plans, moved: new Map(moved.map(([was, is]) => [keyOfFile(is), was])) };
}

/** Why nothing deploys each of some Applications now; those that are deployed as before are left out. */
async function reasonsOf(
  then: readonly DeclaredApplication[],
  pairs: ReadonlyMap<DeclaredApplication, DeclaredApplication>,
  { declared }: Applications,
): Promise<ReadonlyMap<DeclaredApplication, GoneBecause>> {
  const deployed = new Set((await declared.specsOf([...pairs.values()])).map(({ of }) => of));
  const reasons = new Map<DeclaredApplication, GoneBecause>();
  for (const was of then) {
    const is = pairs.get(was);
    if (is === undefined) reasons.set(was, "application");
    else if (!deployed.has(is)) reasons.set(was, is.paths.join() === was.paths.join() ? "folder" : "elsewhere");
  }
  return reasons;
}

/** What each Application is now. Several may have one name, as in several clusters: those in the same file are the same. */
function pairsOf(
  then: readonly DeclaredApplication[],
  now: readonly DeclaredApplication[],
): ReadonlyMap<DeclaredApplication, DeclaredApplication> {
  const left = new Map<string, DeclaredApplication[]>();
  for (const it of now) left.set(it.name, [...(left.get(it.name) ?? []), it]);
  const pairs = new Map<DeclaredApplication, DeclaredApplication>();
  const pair = (was: DeclaredApplication, isSame: (is: DeclaredApplication) => boolean): void => {
    const others = left.get(was.name) ?? [];
    const at = others.findIndex(isSame);
    const [is] = at < 0 ? [] : others.splice(at, 1);
    if (is !== undefined) pairs.set(was, is);
  };
  for (const was of then) pair(was, ({ location }) => location.path === was.location.path);
  for (const was of then) if (!pairs.has(was)) pair(was, () => true);
  return pairs;
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

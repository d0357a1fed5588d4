import { isAbsolute } from "node:path";
import type { ManifestFile, Problem, Roster } from "../core/index.ts";
import type { PlanProblems } from "../protocol/index.ts";
import type { PlacedFile } from "../workspace/findings.ts";
import { Slices } from "../workspace/slices.ts";
import { uriOfPath } from "../workspace/uris.ts";
import type { PlannedApplication } from "./planned.ts";
import type { Session } from "./session.ts";
import type { ResolvedSettings } from "./configuration.ts";
import { findPlans } from "./workspace-plans.ts";

type Surroundings = Pick<Session, "folders" | "files" | "workspace" | "configuration" | "halfTyped">;

type Counts = Pick<PlanProblems, "errors" | "warnings">;

/** Counts the problems in the files of every application in the workspace, those of a file again only when they may have changed. */
export class ProblemsOfPlans {
  readonly #surroundings: Surroundings;
  readonly #kept = new WeakMap<Roster, Map<string, Kept>>();

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** Those with problems; `undefined` once `isCancelled` says that they are no longer wanted. A little at a time, as with `findPlans`. */
  async count(isCancelled: () => boolean): Promise<readonly PlanProblems[] | undefined> {
    const { halfTyped } = this.#surroundings;
    const counted: PlanProblems[] = [];
    const slices = new Slices();
    for (const { uri, roster } of (await findPlans(this.#surroundings, isCancelled))?.plans ?? []) {
      const counts = await this.#countIn(roster, slices, isCancelled);
      if (counts === undefined) return undefined;
      const { errors, warnings } = halfTyped.shown(`problems ${uri}`, roster, counts);
      if (errors + warnings > 0) counted.push({ uri, errors, warnings });
    }
    return isCancelled() ? undefined : counted;
  }

  async #countIn(
    roster: PlannedApplication["roster"],
    slices: Slices,
    isCancelled: () => boolean,
  ): Promise<Counts | undefined> {
    const { workspace, configuration } = this.#surroundings;
    let [errors, warnings] = [0, 0];
    for (const path of namesOf(roster)) {
      await slices.next();
      if (isCancelled()) return undefined;
      const uri = uriOfPath(path);
      const settings = await configuration.of(uri);
      const placed = (await configuration.leavesOut(uri)) ? undefined : await workspace.place(path);
      if (placed === undefined) continue;
      // A file may be part of several applications, and have other problems in each.
      const counts = await this.#countInFile({ ...placed, roster }, settings);
      errors += counts.errors;
      warnings += counts.warnings;
    }
    return { errors, warnings };
  }

  async #countInFile(placed: PlacedFile, settings: ResolvedSettings): Promise<Counts> {
    const { findings } = this.#surroundings.workspace;
    const { roster, fileName } = placed;
    const inRoster = this.#kept.get(roster) ?? new Map<string, Kept>();
    this.#kept.set(roster, inRoster);
    const known = inRoster.get(fileName);
    if (known !== undefined && isSame(known, placed, settings)) return known.counts;
    await findings.searchDocuments(placed, settings);
    await findings.searchApplication(roster);
    const counts = countOf(findings.problemsIn(placed, settings));
    const { file, kustomized, declares, inRepository } = placed;
    inRoster.set(fileName, { file, kustomized, declares, inRepository, settings, counts });
    return counts;
  }
}

/** What the problems of a file depend on beside its application. */
interface Kept extends Pick<PlacedFile, "file" | "kustomized" | "declares" | "inRepository"> {
  readonly file: ManifestFile;
  readonly settings: ResolvedSettings;
  readonly counts: Counts;
}

function isSame(
  known: Kept,
  { file, kustomized, declares, inRepository }: PlacedFile,
  settings: ResolvedSettings,
): boolean {
  return (
    known.file === file &&
    known.kustomized === kustomized &&
    known.inRepository === inRepository &&
    known.settings === settings &&
    known.declares.length === declares.length &&
    known.declares.every((roster, index) => roster === declares[index])
  );
}

/** The absolute paths of the files of an application. */
function namesOf({ application: { files, members } }: Roster): ReadonlySet<string> {
  const names = [...files.map(({ name }) => name), ...members.map(({ fileName }) => fileName)];
  return new Set(names.filter((name) => isAbsolute(name)));
}

function countOf(problems: readonly Problem[]): Counts {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.filter(({ severity }) => severity === "warning").length;
  return { errors, warnings };
}

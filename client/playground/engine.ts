import {
  type ArgoCdVersion,
  buildApplication,
  codeLenses,
  complete,
  type Completion,
  hover,
  limitedChecks,
  type ManifestFile,
  moveTask,
  openFile,
  parseInteger,
  plainText,
  positionAt,
  type Problem,
  problemsInFiles,
  quickFixes,
  readAddedChecks,
  type Roster,
  rosterOf,
  startOf,
  type TextEdit,
  whatIf,
} from "../../server/core/index.ts";
import { problemCounts } from "../../server/lsp/problem-counts.ts";
import { shownAnswer } from "../../server/lsp/shown-answer.ts";
import { type Places, toPlanView, toWhatIf } from "../../server/lsp/to-plan.ts";
import type { PlanView, WhatIf } from "../../server/protocol/index.ts";
import type { KeptQuestion, MovePlace } from "../panel/messages.ts";

/** The name of the text, as a file of its application. */
const fileName = "manifests.yaml";

const start = { line: 0, character: 0 };

/** Where a text and what is in it are found: there is no other file. */
const places: Places = {
  ofMember: (member) => ({ uri: fileName, ...positionAt(member.file, startOf(member)) }),
  of: ({ at }) => ({ uri: fileName, ...(at === undefined ? start : positionAt(at.file, at.offset)) }),
};

/** A line above a resource. `offset` is where the resource begins, counted from 0. */
export interface Lens {
  readonly offset: number;
  readonly title: string;
}

/** A repair of a problem, and its edits; offsets in the text. */
export interface Repair {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** What the engine knows of one text, which is one application. Each answer is computed when it is first asked for. */
export class Answers {
  readonly #file: ManifestFile;
  readonly #roster: Roster;
  readonly #version: ArgoCdVersion;
  #problems: readonly Problem[] | undefined;
  #plan: PlanView | undefined;

  constructor(text: string, version: ArgoCdVersion) {
    this.#version = version;
    this.#file = openFile(text);
    const addedChecks = limitedChecks(readAddedChecks(this.#file, fileName));
    const source = { name: "playground", source: { type: "file", path: fileName } } as const;
    const identity = { ...source, namespace: "default", version, addedChecks };
    this.#roster = rosterOf(buildApplication([{ name: fileName, file: this.#file }], identity));
  }

  /** What is wrong, in the order of the text. */
  get problems(): readonly Problem[] {
    this.#problems ??= problemsInFiles(this.#roster.application, new Map()).get(fileName) ?? [];
    return this.#problems;
  }

  /** What repairs a problem, the best first, and last what suppresses it. */
  repairsOf(problem: Problem): readonly Repair[] {
    return quickFixes([problem], problem.span.start, problem.span.end).map(({ fix }) => fix);
  }

  get lenses(): readonly Lens[] {
    return codeLenses(this.#roster, fileName, "always").map(({ documentIndex, span, title }) => ({
      offset: (this.#file.offsets[documentIndex] ?? 0) + span.start,
      title,
    }));
  }

  /** What could be written at an offset, best first. `asked` says whether somebody asked, or only typed. */
  completionsAt(offset: number, asked: "asked" | "typed"): readonly Completion[] {
    const options = { fileName, version: this.#version, asked: asked === "asked" };
    return complete(this.#file, offset, this.#roster.application, options);
  }

  /** What is at an offset, as plain text; `undefined` where there is nothing to say. */
  hoverAt(offset: number): { readonly start: number; readonly end: number; readonly text: string } | undefined {
    const found = hover(this.#file, offset, this.#roster, fileName, this.#version);
    return found && { ...found.span, text: plainText(found.markdown) };
  }

  get plan(): PlanView {
    const counts = problemCounts(new Map([[fileName, this.problems]]));
    this.#plan ??= shownAnswer(toPlanView(fileName, this.#roster, { places, countProblems: counts }));
    return this.#plan;
  }

  /** What happens in a sync; `undefined` where its task is gone, or cannot fail in this way. */
  whatIf({ task, mode }: KeptQuestion): WhatIf | undefined {
    const found = whatIf(this.#roster.application, task === undefined ? [] : [{ task, mode }]);
    return found && shownAnswer(toWhatIf(found));
  }

  /** The edits that bring a task to a place, or why that is not possible. */
  moved(task: string, { phase, wave }: MovePlace): readonly TextEdit[] | string {
    const number = parseInteger(wave ?? "");
    if (number === undefined) return "That wave is known only after rendering. Choose another one.";
    const edits = moveTask(this.#roster.application, task, { wave: number, phase });
    return typeof edits === "string" ? edits : edits.flatMap((ofFile) => ofFile.edits);
  }
}

import {
  type ArgoCdVersion,
  buildApplication,
  codeLenses,
  complete,
  type Completion,
  difference,
  editFile,
  findInDocument,
  type Found,
  hover,
  limitedChecks,
  type ManifestDocument,
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
import { notesOf } from "./notes.ts";

/** The text is the only file of its folder, and the folder is an application. */
const folder = "/playground";
const fileName = `${folder}/manifests.yaml`;
const source = { name: "playground", source: { type: "directory", path: folder }, namespace: "default" } as const;

const start = { line: 0, character: 0 };

/** The most characters of a text that are read: a tab that thinks for seconds seems to hang. */
const longestRead = 5_000_000;

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

/** What was found in the documents of a text and of those before it. */
type FoundBefore = WeakMap<ManifestDocument, readonly Found[]>;

/** What the engine knows of one text, which is one application. Each answer is computed when it is first asked for. */
export class Answers {
  readonly #given: string;
  /** What of it is read. */
  readonly #text: string;
  readonly #version: ArgoCdVersion;
  readonly #file: ManifestFile;
  readonly #roster: Roster;
  readonly #found: FoundBefore;
  #problems: readonly Problem[] | undefined;
  #lenses: readonly Lens[] | undefined;
  #plan: PlanView | undefined;

  /** What was known of the text `before` is kept where it still holds, so that a keystroke in a long text costs little. */
  constructor(text: string, version: ArgoCdVersion, before?: Answers) {
    this.#given = text;
    this.#version = version;
    this.#text = text.length > longestRead ? "" : text;
    this.#file =
      before === undefined ? openFile(this.#text) : difference(before.#text, this.#text).reduce(editFile, before.#file);
    this.#found = before?.isOf(version) === true ? before.#found : new WeakMap();
    const addedChecks = limitedChecks(readAddedChecks(this.#file, fileName));
    const files = [{ name: fileName, file: this.#file }];
    const identity = { ...source, version, addedChecks };
    this.#roster = rosterOf(buildApplication(files, identity, "unknown", before && before.#roster.application));
  }

  /** Whether these are the answers for a version of Argo CD and, where one is given, for a text. */
  isOf({ major, minor }: ArgoCdVersion, text: string = this.#given): boolean {
    return this.#version.major === major && this.#version.minor === minor && this.#given === text;
  }

  /** Whether it has no resources. */
  get isEmpty(): boolean {
    return this.#roster.application.members.length === 0;
  }

  /** Whether Argo CD can sync nothing of it. */
  get fails(): boolean {
    return this.#roster.application.failures.length > 0;
  }

  /** What is to be known beside the problems: what the playground cannot know of the text, and why it fails where no problem says so. */
  get notes(): readonly string[] {
    if (this.#given !== this.#text)
      return [
        `The text has more than ${longestRead.toLocaleString("en")} characters and is not read. Paste a part of it.`,
      ];
    const { error } = this.plan.application;
    // What is half typed is no finding yet, but nobody should read that all is well.
    const isSaid = error === undefined || this.problems.some(({ severity }) => severity === "error");
    const failure = isSaid ? [] : [`Line ${error.location.line + 1}: ${error.message}`];
    return [...failure, ...notesOf(this.#roster.application.members, this.#text)];
  }

  /** What is wrong, in the order of the text. */
  get problems(): readonly Problem[] {
    const { application } = this.#roster;
    this.#problems ??= problemsInFiles(application, new Map(), undefined, this.#foundIn).get(fileName) ?? [];
    return this.#problems;
  }

  readonly #foundIn: typeof findInDocument = (document, scope) => {
    const found = this.#found.get(document) ?? findInDocument(document, scope);
    this.#found.set(document, found);
    return found;
  };

  /** What repairs a problem, the best first, and last what suppresses it. */
  repairsOf(problem: Problem): readonly Repair[] {
    return quickFixes([problem], problem.span.start, problem.span.end).map(({ fix }) => fix);
  }

  /** One above each resource. */
  get lenses(): readonly Lens[] {
    this.#lenses ??= codeLenses(this.#roster, fileName, "always").map(({ documentIndex, span, title }) => ({
      offset: (this.#file.offsets[documentIndex] ?? 0) + span.start,
      title,
    }));
    return this.#lenses;
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

  /** The order of the sync. */
  get plan(): PlanView {
    if (this.#plan !== undefined) return this.#plan;
    const countProblems = problemCounts(new Map([[fileName, this.problems]]));
    return (this.#plan = shownAnswer(toPlanView(fileName, this.#roster, { places, countProblems })));
  }

  /** What happens in a sync; `undefined` where its task is gone, or cannot fail in this way. */
  whatIf({ task, mode }: KeptQuestion): WhatIf | undefined {
    const found = whatIf(this.#roster.application, task === undefined ? [] : [{ task, mode }]);
    return found && shownAnswer(toWhatIf(found));
  }

  /** The edits that bring a task to a place whose wave is known, or why that is not possible. */
  moved(task: string, { phase, wave }: MovePlace): readonly TextEdit[] | string {
    const edits = moveTask(this.#roster.application, task, { wave: parseInteger(wave ?? "") ?? 0n, phase });
    return typeof edits === "string" ? edits : edits.flatMap((ofFile) => ofFile.edits);
  }
}

/** A day at work: files are opened, edited, saved, moved, and changed by other programs. */
import assert from "node:assert/strict";
import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import { ensure } from "../checks.ts";
import type { Random } from "../random.ts";
import { changesOf, type ClientEdit } from "./client-text.ts";
import { type Batches, habits } from "./habits.ts";

/** What a session is played to: the model of the server, or a server behind its protocol. */
export interface Played {
  readonly disk: Record<string, string>;
  readonly open: (path: string, text: string) => Promise<void> | void;
  readonly change: (path: string, changes: readonly TextDocumentContentChangeEvent[]) => Promise<void> | void;
  readonly close: (path: string) => Promise<void> | void;
  readonly changedOnDisk: (path: string) => Promise<void> | void;
  readonly answerFor: (path: string) => Promise<unknown>;
}

/** A file that is open, with its texts before and after. */
interface OpenText {
  text: string;
  readonly undo: string[];
  readonly redo: string[];
}

/** A session so far. */
export class EditingSession {
  readonly #played: Played;
  readonly #random: Random;
  readonly #pasted: () => string;
  /** The open files as the client keeps them, and their earlier texts. */
  readonly open: Map<string, OpenText>;
  /** How many edits were made, and how often each habit. */
  edits = 0;
  readonly tally: Map<string, number>;

  constructor(played: Played, random: Random, pasted: () => string) {
    this.#played = played;
    this.#random = random;
    this.#pasted = pasted;
    this.open = new Map();
    this.tally = new Map();
  }

  /** Does one thing that people do. */
  async step(): Promise<void> {
    const path = this.#random.pick(Object.keys(this.#played.disk));
    const doing = this.#random.below(24);
    if (Object.keys(this.#played.disk).length < 5) await this.#create();
    if (this.open.size === 0 || doing === 0) return this.#open(path);
    const edited = this.#random.pick([...this.open.keys()]);
    if (doing === 1) return this.close(edited);
    if (doing === 2) return this.#save(edited);
    if (doing === 3) return this.#writeOutside(path);
    if (doing === 4) return this.#rename(edited);
    if (doing === 5) return this.#checkOut();
    if (doing === 6) return this.#replaceText(edited);
    if (doing <= 8) return this.#undo(edited);
    return this.#edit(edited);
  }

  /** Compares all that people see with what a fresh start would show. */
  async compare(fresh: Played): Promise<void> {
    for (const [path, { text }] of this.open) await fresh.open(path, text);
    const paths = new Set([...this.open.keys(), this.#random.pick(Object.keys(this.#played.disk))]);
    for (const path of paths) {
      const [shown, expected] = [await this.#played.answerFor(path), await fresh.answerFor(path)];
      assert.deepEqual(shown, expected, `${path} is shown otherwise than after a fresh start`);
    }
  }

  /** Compares the texts of the open files with those that the server has. */
  compareTexts(textAt: (path: string) => string | undefined): void {
    for (const [path, { text }] of this.open) ensure(textAt(path) === text, `the server has another text of ${path}`);
  }

  /** Closes a file. */
  async close(path: string): Promise<void> {
    this.open.delete(path);
    await this.#played.close(path);
    this.#count("closing");
  }

  #count(doing: string, edits = 1): void {
    this.edits += edits;
    this.tally.set(doing, (this.tally.get(doing) ?? 0) + edits);
  }

  async #open(path: string): Promise<void> {
    if (this.open.has(path)) return;
    const text = this.#played.disk[path] ?? "";
    this.open.set(path, { text, undo: [], redo: [] });
    await this.#played.open(path, text);
    this.#count("opening");
  }

  async #save(path: string): Promise<void> {
    this.#played.disk[path] = this.open.get(path)?.text ?? "";
    await this.#played.changedOnDisk(path);
    this.#count("saving");
  }

  async #create(): Promise<void> {
    const folder = this.#random.pick(Object.keys(this.#played.disk)).replace(/[^/]*$/, "");
    const path = `${folder}${this.#random.pick(["new", "job", "all", "app"])}.yaml`;
    if (path in this.#played.disk) return;
    this.#played.disk[path] = this.#pasted();
    await this.#played.changedOnDisk(path);
    this.#count("creating");
  }

  async #writeOutside(path: string): Promise<void> {
    const isRemoved = this.#random.oneIn(6) && Object.keys(this.#played.disk).length > 2;
    if (isRemoved) Reflect.deleteProperty(this.#played.disk, path);
    else this.#played.disk[path] = this.#pasted();
    await this.#played.changedOnDisk(path);
    this.#count("changes by another program");
  }

  /** An editor saves, closes the file under its old name, and opens it under the new one; the watcher tells of both. */
  async #rename(path: string): Promise<void> {
    const target = path.replace(
      /[^/]*$/,
      this.#random.pick(["moved.yaml", "all.yaml", "kustomization.yaml", "b/deep.yaml"]),
    );
    const text = this.open.get(path)?.text ?? "";
    if (target === path || this.open.has(target)) return;
    Reflect.deleteProperty(this.#played.disk, path);
    this.#played.disk[target] = text;
    await this.close(path);
    this.open.set(target, { text, undo: [], redo: [] });
    await this.#played.open(target, text);
    for (const it of this.#random.oneIn(2) ? [path, target] : [target, path]) await this.#played.changedOnDisk(it);
    this.#count("renaming");
  }

  /** Another branch: many files change at once, and the editor reloads those that are open. */
  async #checkOut(): Promise<void> {
    const paths = Object.keys(this.#played.disk).filter(() => this.#random.oneIn(2));
    for (const path of paths)
      this.#played.disk[path] = this.#random.oneIn(3) ? this.#pasted() : `${this.#played.disk[path] ?? ""}# b\n`;
    for (const path of paths) {
      await this.#played.changedOnDisk(path);
      if (this.open.has(path)) await this.#full(path, this.#played.disk[path] ?? "", "checking out");
    }
    this.#count("checking out", paths.length);
  }

  async #replaceText(path: string): Promise<void> {
    const { text } = this.open.get(path) ?? { text: "" };
    const ways = [
      text.replaceAll(/\r?\n/g, "\r\n"),
      text.replaceAll("\r\n", "\n"),
      this.#played.disk[path] ?? text,
      this.#pasted(),
      `\uFEFF${text}`,
    ];
    await this.#full(path, this.#random.pick(ways), "replacing the text");
  }

  async #full(path: string, text: string, doing: string): Promise<void> {
    const open = this.open.get(path);
    if (open === undefined) return;
    open.undo.push(open.text);
    open.text = text;
    await this.#played.change(path, [{ text }]);
    this.#count(doing);
  }

  async #undo(path: string): Promise<void> {
    const open = this.open.get(path);
    const isRedo = this.#random.oneIn(3);
    const before = isRedo ? open?.redo.pop() : open?.undo.pop();
    if (open === undefined || before === undefined) return;
    (isRedo ? open.undo : open.redo).push(open.text);
    await this.#apply(path, [[smallestEdit(open.text, before)]]);
    this.#count("undoing and redoing");
    ensure(open.text === before, "undoing gives another text");
  }

  async #edit(path: string): Promise<void> {
    const open = this.open.get(path);
    if (open === undefined) return;
    const name = this.#random.pick(Object.keys(habits));
    const batches = habits[name]?.(open.text, this.#random, this.#pasted()) ?? [];
    open.undo.push(open.text);
    if (open.undo.length > 20) open.undo.shift();
    open.redo.length = 0;
    await this.#apply(path, batches);
    // Texts that only grow would make the session slow without making it better.
    if (open.text.length > 6000) await this.#full(path, open.text.slice(0, 1500), "replacing the text");
    this.#count(
      name,
      batches.reduce((sum, { length }) => sum + length, 0),
    );
  }

  async #apply(path: string, batches: Batches): Promise<void> {
    const open = this.open.get(path);
    if (open === undefined) return;
    for (const edits of batches) {
      const { changes, text } = changesOf(open.text, edits);
      open.text = text;
      await this.#played.change(path, changes);
    }
  }
}

/** The edit that makes one text of another, as editors send it when something is undone; it splits no line break. */
function smallestEdit(before: string, after: string): ClientEdit {
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++;
  while (start > 0 && before[start - 1] === "\r") start--;
  let end = 0;
  const longest = Math.min(before.length, after.length) - start;
  while (end < longest && before.at(-1 - end) === after.at(-1 - end)) end++;
  while (end > 0 && (before.at(-end) === "\n" || after.at(-end) === "\n")) end--;
  return { start, end: before.length - end, text: after.slice(start, after.length - end) };
}

import { basename, extname } from "node:path";
import type { WantedFiles } from "./walk/options.ts";

/**
 * What applications are nearly always read from: helpers, packed charts and texts that templates read are parts of charts. What Git
 * ignores is not searched.
 */
const usual = {
  names: ["Kustomization", ".helmignore", ".gitignore"],
  endings: [".yaml", ".yml", ".json", ".tpl", ".tgz", ".txt"],
} as const;

/** How many other kinds of files are followed by their names; where there are more, every file is followed. */
const mostKinds = 64;

/** Which files on disk are followed: the usual ones, and all of a kind that was read, as a template may ask for any file. */
export class FollowedFiles {
  readonly #noteMore: () => void;
  readonly #names = new Set<string>(usual.names);
  readonly #endings = new Set<string>(usual.endings);

  /** `noteMore` is called when files of another kind are followed from then on. */
  constructor(noteMore: () => void = () => undefined) {
    this.#noteMore = noteMore;
  }

  /** Follows a file that is read, and others whose names end like its name. */
  noteRead(path: string): void {
    const [name, ending] = [basename(path), extname(path)];
    if (this.#endings.has("") || this.#endings.has(ending) || this.#names.has(name)) return;
    const isMore = this.#names.size + this.#endings.size >= mostKinds + usual.names.length + usual.endings.length;
    if (isMore) this.#endings.add("");
    else if (ending === "") this.#names.add(name);
    else this.#endings.add(ending);
    this.#noteMore();
  }

  /** Those that are followed now, for a search. */
  get wanted(): WantedFiles {
    return { names: [...this.#names], endings: [...this.#endings] };
  }

  /** The same as patterns of LSP, which only ever become more. */
  get patterns(): readonly string[] {
    const others = [...this.#endings].slice(usual.endings.length);
    const usualEndings = usual.endings.map((ending) => ending.slice(1)).join(",");
    return [
      `**/*.{${usualEndings}}`,
      ...[...this.#names].map((name) => `**/${literal(name)}`),
      ...others.map((ending) => `**/*${literal(ending)}`),
    ];
  }
}

/** A pattern that a name fits: each character that may mean something in patterns stands for any one. */
function literal(name: string): string {
  return name.replaceAll(/[^\w.-]/g, "?");
}

import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/** What a window of VS Code opens at its start; every path is absolute. */
export interface Opening {
  /** A folder, a file or a `.code-workspace`. */
  readonly path: string;
  /** The folders of extensions that help with that. */
  readonly helpers: readonly string[];
}

/**
 * What to open, by the arguments of `npm start`: a path, or the example, which a small extension of its own shows beside its plan.
 * Throws an Error with a message for the user if that is not one path of something that exists.
 */
export function openingOf(root: string, paths: readonly string[]): Opening {
  const [path, ...more] = paths;
  if (more.length > 0 || path?.startsWith("-"))
    throw new Error(`Expected one folder or file to open, got "${paths.join(" ")}". Write "npm start -- PATH".`);
  if (path === undefined) {
    const showExample = join(import.meta.dirname, "show-example");
    return { path: join(root, "examples", "agent-platform"), helpers: [showExample] };
  }
  // npm starts its scripts in the project's folder and keeps the user's own in INIT_CWD.
  const absolute = resolve(process.env["INIT_CWD"] ?? ".", path);
  if (existsSync(absolute)) return { path: absolute, helpers: [] };
  throw new Error(
    `There is no "${path}", so VS Code has nothing to open. Write "npm start -- PATH" with a folder or file that exists.`,
  );
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { format, resolveConfig } from "prettier";
import { listEntry } from "./list-entry.ts";
import { type Names, scaffolds } from "./scaffolds.ts";

const templates = join(import.meta.dirname, "templates");

/** What came of it: the files that were written, by paths from the root, and what is left to do. */
export interface Written {
  readonly paths: readonly string[];
  readonly next: readonly string[];
}

/**
 * Writes a new thing of a kind into a project, and lists it.
 * Throws an Error with a message for the user where there is no such kind, the name is none, or the thing is already there.
 */
export async function writeNew(root: string, kind: string, id: string): Promise<Written> {
  const names = namesOf(id);
  const scaffold = Object.hasOwn(scaffolds, kind) ? scaffolds[kind]?.(names) : undefined;
  if (scaffold === undefined) {
    throw new Error(`There is no "${kind}" to make. Take one of: ${Object.keys(scaffolds).join(", ")}.`);
  }
  const { files, listings, next } = scaffold;
  const present = files.find(({ path }) => existsSync(join(root, path)));
  if (present !== undefined) throw new Error(`${present.path} is already there. Take another name.`);
  const texts = files.map(({ template, path }) => [path, fill(template, names)] as const);
  const listed = listings.map(
    (listing) => [listing.path, listEntry(readFileSync(join(root, listing.path), "utf8"), listing)] as const,
  );
  const all = [...texts, ...listed];
  for (const [path, text] of all) await writeFormatted(join(root, path), text);
  return { paths: all.map(([path]) => path), next };
}

function namesOf(id: string): Names {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    throw new Error(`"${id}" is not a name in kebab-case, such as prune-last-on-hook.`);
  }
  const name = id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return { id, name, Name: name.slice(0, 1).toUpperCase() + name.slice(1), words: id.replaceAll("-", " ") };
}

function fill(template: string, names: Names): string {
  const text = readFileSync(join(templates, template), "utf8");
  return text.replace(/\{\{(id|name|Name|words)\}\}/g, (_, key: keyof Names) => names[key]);
}

async function writeFormatted(filepath: string, text: string): Promise<void> {
  mkdirSync(dirname(filepath), { recursive: true });
  writeFileSync(filepath, await format(text, { ...(await resolveConfig(filepath)), filepath }));
}

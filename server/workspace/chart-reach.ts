import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { filesPacked } from "./packed-chart.ts";
import { isWithin } from "./paths.ts";
import { isAbsent, reasonOf } from "./reasons.ts";
import { readRegularFile } from "./regular-file.ts";
import { type Network, nothingIsFetched } from "./tool-environment.ts";

/** How many files and folders of a chart are looked at. */
const maxEntries = 50_000;

const schemaName = "values.schema.json";

/**
 * Why Helm must not load a chart: a link leads out of the repository, whose files a template could then print, or the schema of
 * the values names another machine. A sentence for the user; `undefined` where it may load it. `folder` and `root` are real paths.
 */
export async function whyNotLoaded(folder: string, root: string, network: Network): Promise<string | undefined> {
  const waiting = [folder];
  const folders = new Set(waiting);
  let files = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    try {
      for (const entry of await readdir(next, { withFileTypes: true })) {
        const path = join(next, entry.name);
        const target = entry.isSymbolicLink() ? await targetOf(path) : path;
        if (target === undefined) continue;
        if (!isWithin(target, root)) return `"${path}" is a link that leads out of the repository: Argo CD refuses it.`;
        if (++files > maxEntries) return `"${folder}" has more than ${maxEntries.toLocaleString("en")} files.`;
        const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && (await stat(target)).isDirectory());
        if (isFolder && !folders.has(target)) {
          folders.add(target);
          waiting.push(target);
        }
        const problem = isFolder || network === "allowed" ? undefined : await whyNotChecked(target, entry.name);
        if (problem !== undefined) return problem;
      }
    } catch (error) {
      return `"${next}" cannot be read (${reasonOf(error)}), so what Helm would load is not known.`;
    }
  }
  return undefined;
}

/** Where a link leads; `undefined` for nowhere. */
async function targetOf(link: string): Promise<string | undefined> {
  try {
    return await realpath(link);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** Why values must not be checked against the schema in a file, if there is one. */
async function whyNotChecked(path: string, name: string): Promise<string | undefined> {
  const isSchema = name === schemaName;
  if (!isSchema && !/\.t(?:ar\.)?gz$/i.test(name)) return undefined;
  const bytes = await readRegularFile(path);
  const schemas = isSchema ? [bytes] : filesPacked(bytes, schemaName);
  if (schemas === undefined) return `"${path}" cannot be unpacked here, so what Helm would load is not known.`;
  for (const schema of schemas) {
    const value = valueOf(schema);
    if (value === undefined)
      return `The schema of values in "${path}" is not JSON, so what Helm would load is not known.`;
    const address = addressIn(value);
    if (address !== undefined) return `The schema of values in "${path}" names "${address}": ${nothingIsFetched}.`;
  }
  return undefined;
}

function valueOf(schema: Buffer): unknown {
  try {
    return JSON.parse(schema.toString("utf8"));
  } catch {
    // Helm might read the beginning of it.
    return undefined;
  }
}

const references: readonly string[] = ["$ref", "$dynamicRef", "$recursiveRef", "$schema"];

/** Helm knows these by heart. */
const known = /^https?:\/\/json-schema\.org\/(?:schema|draft-0[467]\/schema|draft\/20(?:19-09|20-12)\/schema)#?$/;

/** The first address in a schema that is read when values are checked, or a path, which may be one from a base that is given. */
function addressIn(schema: unknown): string | undefined {
  const waiting = [schema];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== "object" || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      const isReference = references.includes(key) && typeof inner === "string";
      if (isReference && !inner.startsWith("#") && !known.test(inner)) return inner;
      waiting.push(inner);
    }
  }
  return undefined;
}

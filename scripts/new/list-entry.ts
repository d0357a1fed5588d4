import type { Listing } from "./scaffolds.ts";

/** The text of a file with a list, with the new thing in it. Throws an Error where the file has no such list. */
export function listEntry(text: string, { path, module, entry, list, order }: Listing): string {
  if (list === undefined) return withExport(text, `export { ${entry} } from "${module}";`, module);
  const lines = withImport(text, `import { ${entry} } from "${module}";`).split("\n");
  const start = lines.findIndex((line) => line.startsWith(`export const ${list}: `));
  const end = lines.indexOf("];", start);
  if (start < 0 || end < 0) throw new Error(`${path} has no list "${list}" to add to.`);
  const before = lines.slice(start + 1, end).findIndex((line) => order === "by name" && kebab(line) > kebab(entry));
  return lines.toSpliced(before < 0 ? end : start + 1 + before, 0, `  ${entry},`).join("\n");
}

/** Imports stand in the order of their lines' paths. */
function withImport(text: string, line: string): string {
  const lines = text.split("\n");
  const imports = lines.filter((it) => it.startsWith("import "));
  const next = imports.find((it) => pathIn(it) > pathIn(line));
  const at = next === undefined ? lines.lastIndexOf(imports.at(-1) ?? "") + 1 : lines.indexOf(next);
  return lines.toSpliced(at, 0, line).join("\n");
}

/** Exports stand beside those of the same folder. */
function withExport(text: string, line: string, module: string): string {
  const folder = module.slice(0, module.lastIndexOf("/") + 1);
  const lines = text.trimEnd().split("\n");
  const beside = lines.findLastIndex((it) => pathIn(it).startsWith(folder));
  return `${lines.toSpliced(beside < 0 ? lines.length : beside + 1, 0, line).join("\n")}\n`;
}

function pathIn(importLine: string): string {
  return /"([^"]*)"/.exec(importLine)?.[1] ?? "";
}

/** `  pruneLastOnHook,` as `prune-last-on-hook`. */
function kebab(name: string): string {
  return name.replace(/[\s,]/g, "").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

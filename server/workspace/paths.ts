import { dirname, sep } from "node:path";

/** Whether a path is a folder or is somewhere below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** The folders around a path, from the nearest to the root of the disk. */
export function foldersAround(path: string): string[] {
  const around: string[] = [];
  for (let [at, folder] = [path, dirname(path)]; folder !== at; [at, folder] = [folder, dirname(folder)]) {
    around.push(folder);
  }
  return around;
}

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type Ignore, readHelmIgnore } from "../../server/core/helm/chart/ignored-files.ts";

/** The files of a chart on disk as Helm loads them, those in packed charts too. Throws where its `.helmignore` is wrong. */
export function readChartFolder(folder: string): ReadonlyMap<string, string> {
  const rules = join(folder, ".helmignore");
  const isIgnored = readHelmIgnore(existsSync(rules) ? readFileSync(rules, "utf8") : "");
  if (isIgnored === undefined) throw new Error(`"${rules}" has a rule that Helm refuses.`);
  const files = new Map<string, string>();
  addFolder(files, folder, "", isIgnored);
  return files;
}

function addFolder(files: Map<string, string>, folder: string, path: string, isIgnored: Ignore): void {
  for (const name of readdirSync(join(folder, path))) {
    const inner = path === "" ? name : `${path}/${name}`;
    const stat = statSync(join(folder, inner), { throwIfNoEntry: false });
    if (stat?.isDirectory() === true) {
      if (!isIgnored(inner, "folder")) addFolder(files, folder, inner, isIgnored);
    } else if (stat !== undefined && !isIgnored(inner, "file"))
      addFile(files, inner, readFileSync(join(folder, inner)));
  }
}

function addFile(files: Map<string, string>, path: string, bytes: Buffer): void {
  if (!/^(?:.*\/)?charts\/[^/]+\.tgz$/.test(path)) {
    files.set(path, bytes.toString("utf8").replace(/^\uFEFF/, ""));
    return;
  }
  // The folder at the root of an archive has the name of the chart: that of the archive stands for it.
  for (const [name, content] of filesInTar(gunzipSync(bytes))) {
    addFile(files, path + name.slice(name.indexOf("/")), content);
  }
}

/** The names and contents of the files in an archive; long names stand in entries of their own. */
function* filesInTar(tar: Buffer): Iterable<readonly [string, Buffer]> {
  let longName: string | undefined;
  for (let at = 0; at + 512 <= tar.length;) {
    const field = (from: number, size: number): string =>
      tar.toString("utf8", at + from, at + from + size).replace(/\0.*$/s, "");
    const size = Number.parseInt(field(124, 12), 8) || 0;
    const type = field(156, 1);
    const content = tar.subarray(at + 512, at + 512 + size);
    const prefix = field(345, 155);
    const name: string = longName ?? (prefix === "" ? "" : `${prefix}/`) + field(0, 100);
    longName = undefined;
    if (type === "L") longName = content.toString("utf8").replace(/\0.*$/s, "");
    else if (type === "x") longName = /\d+ path=([^\n]*)\n/.exec(content.toString("utf8"))?.[1];
    else if ((type === "0" || type === "") && name !== "") yield [name, content];
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

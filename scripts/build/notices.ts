// What the licences of bundled packages ask for: their texts, beside the bundles.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The files of `dist` with the licences of what is bundled: in the extension, which has all of it, and in the npm package. */
export const noticesFiles = { extension: "third-party-notices.txt", npm: "third-party-notices-npm.txt" } as const;

const line = `\n${"-".repeat(80)}\n\n`;

/** The folders of the packages that these files are from, each once: `node_modules/yaml`. The paths are as esbuild names its inputs. */
export function packagesOf(inputs: readonly string[]): readonly string[] {
  // The last one, since packages may be inside of others.
  const folders = inputs.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

/**
 * The licences of the packages in some folders below `root`, as one text.
 * Throws an Error where a package has no text of its licence: it must not be published then.
 */
export function noticesOf(root: string, packages: readonly string[]): string {
  const notices = packages.map((folder) => noticeOf(join(root, folder)));
  return [`Argo CD Annotations contains these packages:\n`, ...notices].join(line);
}

function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
    readonly license: string;
  };
  const names = readdirSync(folder).sort();
  const licences = names.filter((file) => /^(?:licen[cs]e|copying)(?:\.(?:md|txt))?$/i.test(file));
  if (licences.length === 0) {
    throw new Error(`The package "${name}" is bundled and has no text of its licence (${license}) in "${folder}".`);
  }
  const others = names.filter((file) => /^(?:notice|thirdpartynotices)(?:\.(?:md|txt))?$/i.test(file));
  const texts = [...licences, ...others].map((file) => readFileSync(join(folder, file), "utf8"));
  const inLines = texts.map((text) => text.replaceAll("\r\n", "\n").trim());
  return `${name} ${version} (${license})\n\n${inLines.join("\n\n")}\n`;
}

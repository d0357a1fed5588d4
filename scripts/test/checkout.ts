import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import type { FoundThere } from "../../test/repositories/compare.ts";

/** A folder with the files of a repository. */
export interface Checkout {
  readonly folder: string;
  /** `owner/name`. */
  readonly name: string;
  /** `undefined` if the folder is not a Git repository. */
  readonly commit: string | undefined;
}

/** What lint says of a checkout. */
export interface Lint {
  readonly checkout: Checkout;
  readonly seconds: number;
  /** Errors and warnings. */
  readonly serious: readonly FoundThere[];
  /** Information and hints. */
  readonly lesser: readonly FoundThere[];
  /** What it could not read, for the user; empty if it read all. */
  readonly complaints: string;
}

/** A finding in the JSON of the command line. */
interface Printed {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
}

/** A checkout, with its name from its remote "origin", or from its folder: `owner+name` or `owner__name`. */
export function checkoutAt(folder: string): Checkout {
  const isGit = existsSync(join(folder, ".git"));
  const origin = isGit ? git(folder, "config", "--get", "remote.origin.url") : undefined;
  return {
    folder,
    name: nameOf(origin ?? basename(folder).replace(/\+|__/, "/")),
    commit: isGit ? git(folder, "rev-parse", "HEAD") : undefined,
  };
}

/** Lints a checkout with the built command line. Throws with what that complains of if it fails. */
export function lintCheckout(program: string, checkout: Checkout): Lint {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, "lint", ".", "--format", "json", "--fail-on", "never"],
    { cwd: checkout.folder, encoding: "utf8", maxBuffer: Infinity },
  );
  const seconds = (performance.now() - start) / 1000;
  // 2 with findings: a file cannot be read, such as one of test data.
  if (stdout === "" || (status !== 0 && status !== 2))
    throw new Error(`Lint failed in "${checkout.folder}": ${stderr}`);
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly Printed[] };
  const of = (severities: readonly string[]): readonly FoundThere[] =>
    findings
      .filter(({ severity }) => severities.includes(severity))
      .map(({ file, line, rule, message }) => ({ repository: checkout.name, path: file, line, rule, message }));
  return {
    checkout,
    seconds,
    serious: of(["error", "warning"]),
    lesser: of(["information", "hint"]),
    complaints: stderr.trim(),
  };
}

/** The last two names of an address or a path. */
function nameOf(address: string): string {
  return address
    .replace(/\.git$/, "")
    .split(/[/:]/)
    .slice(-2)
    .join("/");
}

function git(folder: string, ...words: readonly string[]): string | undefined {
  try {
    return execFileSync("git", ["-C", folder, ...words], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return undefined;
  }
}

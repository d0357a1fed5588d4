// Writes what the health checks of Argo CD say, from a checkout of it with its tags:
// `npm run health-checks -- CHECKOUT [--check]`. With `--check`, only says whether the file is out of date.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { format, resolveConfig } from "prettier";
import { installDependencies } from "./install-dependencies.mjs";
import { healthOf } from "./health-checks/lua.ts";

const root = join(import.meta.dirname, "..");
const target = join(root, "server", "core", "sync", "health-checks.ts");
const scriptsFolder = "resource_customizations";

/** The fields that a person sets to make a resource rest, with what they set. */
const rests: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ["suspend", { suspend: true }],
  ["paused", { paused: true }],
];

interface Check {
  readonly since: string;
  /** The first version without it. */
  readonly until?: string;
  readonly degrades: boolean;
  readonly fresh: string;
  readonly resting: readonly (readonly [string, string])[];
}

const [checkout, ...flags] = process.argv.slice(2);
if (checkout === undefined || checkout.startsWith("-")) {
  console.error('No checkout of Argo CD was given. Write "npm run health-checks -- CHECKOUT".');
  process.exitCode = 2;
} else {
  await installDependencies(join(import.meta.dirname, "health-checks"), "Installing a Lua interpreter (once) ...");
  process.exitCode = await update(resolve(process.env["INIT_CWD"] ?? "", checkout));
}

async function update(repository: string): Promise<number> {
  const text = await format(textOf(checksIn(repository), git(repository, "rev-parse", "HEAD").trim()), {
    ...(await resolveConfig(target)),
    filepath: target,
  });
  const isStale = readFileSync(target, "utf8") !== text;
  if (flags.includes("--check")) {
    console.log(isStale ? `Out of date: ${target}` : "Up to date.");
    return isStale ? 1 : 0;
  }
  writeFileSync(target, text);
  return 0;
}

/** The checks by their folder: GROUP/KIND, where "_" stands for any text. */
function checksIn(repository: string): ReadonlyMap<string, Check> {
  const releases = releasesIn(repository);
  // What no release has yet comes with the one that the checkout is going to be.
  const next = git(repository, "show", "HEAD:VERSION").trim().split(".").slice(0, 2).join(".");
  const all = [...releases, { version: next, commit: "HEAD", folders: new Set(scriptsAt(repository, "HEAD")) }];
  const folders = [...new Set(all.flatMap((release) => [...release.folders]))].sort();
  return new Map(
    folders.map((folder): [string, Check] => {
      const first = all.findIndex((release) => release.folders.has(folder));
      const last = all.findLastIndex((release) => release.folders.has(folder));
      const script = git(repository, "show", `${all[last]?.commit ?? "HEAD"}:${scriptsFolder}/${folder}/health.lua`);
      const fresh = healthOf(script, objectWith(folder, {}));
      const resting = rests.flatMap(([field, spec]): (readonly [string, string])[] => {
        const health = healthOf(script, objectWith(folder, spec));
        return health === fresh ? [] : [[field, health]];
      });
      const until = all[last + 1]?.version;
      return [
        folder,
        {
          since: all[first]?.version ?? next,
          ...(until !== undefined && { until }),
          // Every script writes the statuses that it gives as words.
          degrades: /degraded/i.test(script),
          fresh,
          resting,
        },
      ];
    }),
  );
}

/** A resource just after it was applied: no controller has written a status yet. */
function objectWith(folder: string, spec: Readonly<Record<string, unknown>>): unknown {
  const [group = "", kind = ""] = folder.split("/");
  return { apiVersion: `${group}/v1`, kind, metadata: { name: "a", namespace: "b", generation: 1 }, spec };
}

function scriptsAt(repository: string, commit: string): readonly string[] {
  const paths = git(repository, "ls-tree", "-r", "--name-only", commit, `${scriptsFolder}/`).split("\n");
  return paths
    .filter((path) => path.endsWith("/health.lua"))
    .map((path) => path.slice(scriptsFolder.length + 1, -"/health.lua".length))
    .sort();
}

/** The first release of a minor version, with the checks that it has. */
interface Release {
  readonly version: string;
  readonly commit: string;
  readonly folders: ReadonlySet<string>;
}

/** In the order of their versions. */
function releasesIn(repository: string): readonly Release[] {
  return git(repository, "tag", "--list", "v*.*.0")
    .split("\n")
    .flatMap((tag): (readonly [number, number])[] => {
      const [, major, minor] = /^v(\d+)\.(\d+)\.0$/.exec(tag) ?? [];
      return major === undefined || minor === undefined ? [] : [[Number(major), Number(minor)]];
    })
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
    .map(([major, minor]) => {
      const commit = `v${major}.${minor}.0`;
      return { version: `${major}.${minor}`, commit, folders: new Set(scriptsAt(repository, commit)) };
    });
}

function textOf(checks: ReadonlyMap<string, Check>, commit: string): string {
  const rows = [...checks].map(([folder, { since, until, degrades, fresh, resting }]) => {
    const parts = [
      `since: ${JSON.stringify(since)}`,
      ...(until === undefined ? [] : [`until: ${JSON.stringify(until)}`]),
      ...(fresh === "Progressing" ? [] : [`fresh: ${JSON.stringify(fresh)}`]),
      ...resting.map(([field, health]) => `${field}: ${JSON.stringify(health)}`),
      ...(degrades ? [] : ["degrades: false"]),
    ];
    return `  ${JSON.stringify(folder)}: { ${parts.join(", ")} },`;
  });
  return [
    "/**",
    " * What a script says of the health of a kind: since which version it is there and, if it is gone, since which it is not; what it says",
    ' * of a resource that no controller has seen yet where that is not "Progressing", and of one with `spec.suspend` or `spec.paused` where',
    ' * that differs; and whether it never says "Degraded".',
    " */",
    "interface ScriptedCheck {",
    "  readonly since: string;",
    "  readonly until?: string;",
    '  readonly fresh?: "Healthy" | "Unknown";',
    '  readonly suspend?: "Healthy" | "Suspended";',
    '  readonly paused?: "Suspended";',
    "  readonly degrades?: false;",
    "}",
    "",
    "/**",
    ` * The scripts of Argo CD ${commit.slice(0, 12)} and of all versions before by their folder in resource_customizations, GROUP/KIND,`,
    ' * where "_" stands for any text. Each is the file `health.lua` in its folder. Written by `npm run health-checks`.',
    " */",
    "export const scriptedChecks: Readonly<Record<string, ScriptedCheck>> = {",
    ...rows,
    "};",
    "",
  ].join("\n");
}

function git(repository: string, ...words: readonly string[]): string {
  return execFileSync("git", ["-C", repository, ...words], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}

// Writes which fields the objects of Argo CD have, from a checkout of it with its tags:
// `npm run object-fields -- CHECKOUT [--check]`. With `--check`, only says whether the file is out of date.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { format, resolveConfig } from "prettier";
import { fieldsOf, type Release } from "./object-fields/shapes.ts";

const target = join(import.meta.dirname, "..", "server", "core", "catalogue", "object-fields.ts");
const definitions = { Application: "application", ApplicationSet: "applicationset", AppProject: "appproject" };

const [checkout, ...flags] = process.argv.slice(2);
if (checkout === undefined || checkout.startsWith("-")) {
  console.error('No checkout of Argo CD was given. Write "npm run object-fields -- CHECKOUT".');
  process.exitCode = 2;
} else {
  process.exitCode = await update(resolve(process.env["INIT_CWD"] ?? "", checkout));
}

async function update(repository: string): Promise<number> {
  const releases = releasesIn(repository);
  const { shapes, kinds } = fieldsOf(
    Object.entries(definitions).map(([kind, file]) => ({
      kind,
      schemas: releases.flatMap(({ commit, version }) => {
        const text = definitionAt(repository, commit, file);
        return text === undefined ? [] : [{ version, text }];
      }),
    })),
  );
  const text = await format(textOf(shapes, kinds, git(repository, "rev-parse", "HEAD").trim()), {
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

/** The first release of each minor version since 1.0, the oldest first; the last is what the checkout is going to be. */
function releasesIn(repository: string): readonly (Pick<Release, "version"> & { readonly commit: string })[] {
  const next = git(repository, "show", "HEAD:VERSION").trim().split(".").slice(0, 2).join(".");
  const released = git(repository, "tag", "--list", "v*.*.0")
    .split("\n")
    .flatMap((tag) => {
      const [, major = "0", minor = "0"] = /^v([1-9]\d*)\.(\d+)\.0$/.exec(tag) ?? [];
      return major === "0" ? [] : [{ commit: tag, major: Number(major), minor: Number(minor) }];
    })
    .sort((one, other) => one.major - other.major || one.minor - other.minor)
    .map(({ commit, major, minor }) => ({ commit, version: `${major.toString()}.${minor.toString()}` }));
  return [...released.filter(({ version }) => version !== next), { commit: "HEAD", version: next }];
}

function definitionAt(repository: string, commit: string, file: string): string | undefined {
  const path = `manifests/crds/${file}-crd.yaml`;
  const isThere = git(repository, "ls-tree", "--name-only", commit, path).trim() !== "";
  return isThere ? git(repository, "show", `${commit}:${path}`) : undefined;
}

function textOf(shapes: object, kinds: object, commit: string): string {
  return [
    "/** One field of an object. A field without `shape`, `list` and `open` holds a single value, as do the items of such a list. */",
    "export interface ObjectField {",
    "  /** It is a mapping with the fields of this shape. */",
    "  readonly shape?: string;",
    "  /** It is a list; with a shape, each item is such a mapping. */",
    "  readonly list?: true;",
    "  /** Its keys are up to the user. */",
    "  readonly open?: true;",
    "  /** Each of these keys holds a text. */",
    "  readonly texts?: true;",
    "  /** The API server does not look into it: the controller reads it. Not in what is written below. */",
    "  readonly unchecked?: true;",
    "  /** The type of a single value that is not text; `any` may be text or a number. */",
    '  readonly type?: "boolean" | "integer" | "any";',
    "  /** The first version of Argo CD that has it, where that is newer than the object. */",
    "  readonly since?: string;",
    "  /** The last version that has it. */",
    "  readonly until?: string;",
    "}",
    "",
    "/** The shape of each kind of object. Written by `npm run object-fields`, as are the shapes. */",
    `export const objectShapes: Readonly<Record<string, string>> = ${JSON.stringify(kinds)};`,
    "",
    "/**",
    ` * The fields that the objects of Argo CD ${commit.slice(0, 12)} have, by the shape of the mapping that they are in: the schemas of`,
    " * manifests/crds, where equal mappings are one shape.",
    " */",
    `export const shapes: Readonly<Record<string, Readonly<Record<string, ObjectField>>>> = ${JSON.stringify(shapes)};`,
    "",
  ].join("\n");
}

function git(repository: string, ...words: readonly string[]): string {
  return execFileSync("git", ["-C", repository, ...words], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}

import assert from "node:assert/strict";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { openFile } from "../../server/core/index.ts";
import { applyEdits } from "../support/apply-edits.ts";
import { diagnoseFile, fixFile } from "../support/diagnose.ts";

type Tree = Readonly<Record<string, unknown>>;

/** What belongs somewhere else, and where people have written it. */
const misplaced: readonly (readonly [path: string, value: unknown])[] = [
  ["automated", { prune: true }],
  ["metadata.metadata", { annotations: { team: "shop" }, labels: { tier: "web" } }],
  ["spec.annotations", { team: "shop" }],
  ["spec.finalizers", ["resources-finalizer.argocd.argoproj.io"]],
  ["spec.namespace", "shop"],
  ["spec.source.ignoreDifferences", [{ kind: "Job", jsonPointers: ["/spec"] }]],
  ["spec.source.releaseName", "shop"],
  ["spec.source.syncPolicy", { syncOptions: ["Replace=true"] }],
  ["spec.source.valueFiles", ["a.yaml", "b.yaml"]],
  ["spec.source.values", "a: 1\n\nb: |\n  text\n"],
  ["spec.syncOptions", ["CreateNamespace=true"]],
  ["spec.syncPolicy.automated.retry", { limit: 2, duration: "5s", maxDuration: "1m" }],
  ["spec.syncPolicy.prune", true],
  ["spec.syncPolicy.retry.factor", 2],
  ["syncPolicy", { automated: { selfHeal: true } }],
];

/** What may stand where it belongs. */
const placed: readonly (readonly [path: string, value: unknown])[] = [
  ["spec.destination", { server: "https://kubernetes.default.svc" }],
  ["spec.source.helm", { skipCrds: true }],
  ["spec.syncPolicy.automated", { selfHeal: false }],
  ["spec.syncPolicy.automated", null],
  ["spec.syncPolicy.retry", { limit: 1 }],
  ["metadata.annotations", { owner: "us" }],
];

const applications = fc
  .record({
    wrong: fc.subarray([...misplaced], { minLength: 1, maxLength: 4 }),
    right: fc.subarray([...placed]),
    indent: fc.constantFrom(2, 3, 4),
    style: fc.constantFrom("block", "flow", "JSON"),
    crlf: fc.boolean(),
    comments: fc.array(fc.nat({ max: 60 }), { maxLength: 6 }),
  })
  .map(({ wrong, right, indent, style, crlf, comments }) => {
    const braces = style !== "block";
    const tree = [...right, ...wrong].reduce((all, [path, value]) => withValue(all, path.split("."), value), base);
    const text =
      style === "JSON"
        ? JSON.stringify(tree, null, indent)
        : stringify(tree, { indent, nullStr: "", collectionStyle: braces ? "flow" : "block", lineWidth: 0 });
    const lines = text.split("\n").map((line, index) => {
      const isPlain = braces ? line.endsWith(",") : /^[\w ./-]+:(?: [\w./]+)?$/.test(line) && !/^ +[ab]:/.test(line);
      return isPlain && style !== "JSON" && comments.includes(index) ? `${line} # comment ${index.toString()}` : line;
    });
    return lines.join(crlf ? "\r\n" : "\n");
  });

describe("fields that are moved", () => {
  it("are where they were meant to be, while all else and every comment stays", () => {
    let moves = 0;
    fc.assert(
      fc.property(applications, (text) => {
        for (const { message, fixes } of diagnoseFile(openFile(text))) {
          for (const { title, edits } of fixes) {
            const moved = movedAs(parse(text) as Tree, message, title);
            if (moved === undefined) continue;
            moves++;
            const after = applyEdits(text, edits);
            assert.deepEqual(parse(after), moved, `${title}:\n${text}\n---\n${after}`);
            assert.deepEqual(commentsIn(after), commentsIn(text), `${title}:\n${text}\n---\n${after}`);
            assert.equal(/[^\r]\n/.test(after), /[^\r]\n/.test(text), "the line endings changed");
          }
        }
      }),
      { numRuns: 600 },
    );
    assert.ok(moves > 300, `only ${moves.toString()} fields were moved`);
  });

  it("are moved all at once without a key twice or a value lost", () => {
    fc.assert(
      fc.property(applications, (text) => {
        const fixed = fixFile(openFile(text));
        assert.deepEqual(valuesIn(parse(fixed)).sort(), valuesIn(parse(text)).sort(), `${text}\n---\n${fixed}`);
        assert.deepEqual(commentsIn(fixed), commentsIn(text), `${text}\n---\n${fixed}`);
      }),
      { numRuns: 400 },
    );
  });
});

const base: Tree = {
  apiVersion: "argoproj.io/v1alpha1",
  kind: "Application",
  metadata: { name: "shop" },
  spec: { project: "default", source: { repoURL: "https://git.example.com/a.git", path: "deploy" } },
};

/** A tree with a value at a path; what is a mapping in both places is put together. */
function withValue(tree: unknown, [key, ...rest]: readonly string[], value: unknown): Tree {
  const map = isTree(tree) ? tree : {};
  if (key === undefined) return isTree(value) ? { ...map, ...value } : map;
  const there = map[key];
  const inside = rest.length === 0 && !isTree(value) ? value : withValue(there, rest, value);
  return { ...map, [key]: inside };
}

function withoutValue(tree: unknown, [key = "", ...rest]: readonly string[]): Tree {
  const { [key]: there, ...others } = isTree(tree) ? tree : {};
  if (rest.length === 0) return others;
  const left = withoutValue(there, rest);
  // Without anything in it, "automated" still turns on automated syncs.
  const isLeft = Object.keys(left).length > 0 || key === "automated";
  return isLeft ? { ...(tree as Tree), [key]: left } : others;
}

function valueAt(tree: unknown, path: readonly string[]): unknown {
  return path.reduce((at, key) => (isTree(at) ? at[key] : undefined), tree);
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a fix is to make of an Application, by the words of the problem and the title; `undefined` if it moves nothing. */
function movedAs(tree: Tree, message: string, title: string): Tree | undefined {
  const [, key = "", place = ""] = /has no "(\w+)" (?:in "([\w.]+)"|at its top level)/.exec(message) ?? [];
  const [, isJoined, target = ""] = /^Move (what is in it )?to "([\w.]+)"$/.exec(title) ?? [];
  if (key === "" || target === "") return undefined;
  const from = [...(place === "" ? [] : place.split(".")), key];
  const to = [...target.split("."), ...(isJoined === undefined ? [key] : [])];
  return withValue(withoutValue(tree, from), to, valueAt(tree, from));
}

function commentsIn(text: string): readonly string[] {
  return (text.match(/# comment \d+/g) ?? []).sort();
}

/** Everything in a tree that is no mapping. */
function valuesIn(tree: unknown): string[] {
  if (isTree(tree)) return Object.values(tree).flatMap(valuesIn);
  return tree === null ? [] : [JSON.stringify(tree)];
}

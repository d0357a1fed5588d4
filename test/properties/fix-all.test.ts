import assert from "node:assert/strict";
import fc from "fast-check";
import { parseDocument } from "yaml";
import { openFile } from "../../server/core/index.ts";
import { applyEdits } from "../support/apply-edits.ts";
import { diagnoseFile, fixFile, type MadeProblem } from "../support/diagnose.ts";

const head = "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: migrate\n";

describe("fixing everything", () => {
  const cases: readonly (readonly [title: string, before: string, after: string])[] = [
    [
      "keeps comments and the style of quotes",
      `# Runs first.\n${head}  annotations: # ours\n    argocd.argoproj.io/hook: 'Presync' # why\n    # weight\n    argocd.argoproj.io/wave: 5 # five\n`,
      `# Runs first.\n${head}  annotations: # ours\n    argocd.argoproj.io/hook: 'PreSync' # why\n    # weight\n    argocd.argoproj.io/sync-wave: "5" # five\n`,
    ],
    [
      "keeps Windows line endings where it adds lines",
      `${head}  labels:\n    app: shop\n    argocd.argoproj.io/hook: PreSync\n`.replaceAll("\n", "\r\n"),
      `${head}  annotations:\n    argocd.argoproj.io/hook: PreSync\n  labels:\n    app: shop\n`.replaceAll(
        "\n",
        "\r\n",
      ),
    ],
    [
      "keeps the missing line break at the end",
      `annotations:\n  argocd.argoproj.io/hook: PreSync\n${head}`.trimEnd(),
      `${head}  annotations:\n    argocd.argoproj.io/hook: PreSync`,
    ],
    [
      "moves several annotations into one new block",
      `${head}  labels:\n    argocd.argoproj.io/hook: PreSync\n    argocd.argoproj.io/sync-wave: "1"\n`,
      `${head}  annotations:\n    argocd.argoproj.io/sync-wave: "1"\n    argocd.argoproj.io/hook: PreSync\n`,
    ],
    [
      "writes JSON that is JSON",
      `{\n  "apiVersion": "batch/v1",\n  "kind": "Job",\n  "metadata": {\n    "name": "migrate",\n    "labels": { "argocd.argoproj.io/sync-wave": 1 }\n  }\n}\n`,
      `{\n  "apiVersion": "batch/v1",\n  "kind": "Job",\n  "metadata": {\n    "annotations": { "argocd.argoproj.io/sync-wave": "1" },\n    "name": "migrate"\n  }\n}\n`,
    ],
    [
      "writes into braces",
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, labels: { argocd.argoproj.io/sync-options: 'prune=false,Replace=True' } }\n`,
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { annotations: { argocd.argoproj.io/sync-options: 'Prune=false,Replace=true' }, name: settings }\n`,
    ],
    [
      "reaches every item of a list, and every document",
      `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: one\n    labels:\n      argocd.argoproj.io/sync-wave: "1"\n- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: two\n    annotations: {argocd.argoproj.io/sync-wave: 2}\n---\n${head}  annotations:\n    argocd.argoproj.io/hook: presync\n`,
      `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: one\n    annotations:\n      argocd.argoproj.io/sync-wave: "1"\n- apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: two\n    annotations: {argocd.argoproj.io/sync-wave: "2"}\n---\n${head}  annotations:\n    argocd.argoproj.io/hook: PreSync\n`,
    ],
    [
      "turns a block scalar into one line, with the comment of its header",
      `${head}  annotations:\n    argocd.argoproj.io/sync-wave: | # third\n      3\n    argocd.argoproj.io/hook: Sync\n`,
      `${head}  annotations:\n    argocd.argoproj.io/sync-wave: "3" # third\n    argocd.argoproj.io/hook: Sync\n`,
    ],
    [
      "leaves templates and guesses alone",
      `${head}  annotations:\n    argocd.argoproj.io/hook: {{ .Values.hook }}\n    argocd.argoproj.io/sync-wave: "first"\n    {{- if .Values.last }}\n    helm.sh/hook-weight: \${WEIGHT}\n    {{- end }}\n`,
      `${head}  annotations:\n    argocd.argoproj.io/hook: {{ .Values.hook }}\n    argocd.argoproj.io/sync-wave: "first"\n    {{- if .Values.last }}\n    helm.sh/hook-weight: \${WEIGHT}\n    {{- end }}\n`,
    ],
  ];
  for (const [title, before, after] of cases) {
    it(title, () => {
      assert.equal(fixFile(openFile(before)), after);
    });
  }

  it("ends, leaves nothing to fix and no broken YAML, and changes nothing a second time", () => {
    fc.assert(
      fc.property(manifest(), (text) => {
        const fixed = fixFile(openFile(text));
        const left = diagnoseFile(openFile(fixed)).filter(({ fixes }) => fixes.some((fix) => fix.preferred));
        assert.deepEqual(left, []);
        assert.deepEqual(parseDocument(fixed, { uniqueKeys: false }).errors, []);
        assert.equal(fixFile(openFile(fixed)), fixed);
        assert.equal(/[^\r]\n/.test(fixed), /[^\r]\n/.test(text), "the line endings changed");
      }),
      { numRuns: 200 },
    );
  });

  it("offers only fixes that end what they are offered for, and leave YAML that can be read", () => {
    fc.assert(
      // Without one of several equal keys the next takes its place, together with what is said about it.
      fc.property(manifest(uniqueEntries), (text) => {
        const problems = diagnoseFile(openFile(text));
        for (const { message, fixes } of problems) {
          for (const { title, edits } of fixes) {
            const fixed = applyEdits(text, edits);
            assert.deepEqual(parseDocument(fixed, { uniqueKeys: false }).errors, [], `${title}\n${fixed}`);
            const left = diagnoseFile(openFile(fixed));
            assert.ok(countOf(message, left) < countOf(message, problems), `${title}\n${fixed}`);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it("keeps every word of the user that it does not mend", () => {
    fc.assert(
      fc.property(manifest(), (text) => {
        const comments = (it: string): string[] => [...it.matchAll(/# [a-z]+/g)].map(([comment]) => comment).sort();
        assert.deepEqual(comments(fixFile(openFile(text))), comments(text));
      }),
      { numRuns: 100 },
    );
  });
});

function countOf(message: string, problems: readonly MadeProblem[]): number {
  return problems.filter((problem) => problem.message === message).length;
}

const keys = fc.constantFrom(
  "argocd.argoproj.io/hook",
  "argocd.argoproj.io/hooks",
  "argocd.argoproj.io/sync-wave",
  "argocd.argoproj.io/wave",
  "argocd.argoproj.io/hook-weight",
  "argocd.argoproj.io/hook-deletion-policy",
  "argocd.argoproj.io/hook-delete-policy",
  "argocd.argoproj.io/sync-options",
  "argocd.argoproj.io/compare-options",
  "helm.sh/hook",
  "helm.sh/hook-weight",
  "helm.sh/hook-delete-policy",
  "argocd.argoproj.io/ignore-healthcheck",
  "argocd.argoproj.io/skip-reconcile",
  "argocd.argoproj.io/refresh",
  "argocd.argoproj.io/tracking-id",
  "link.argocd.argoproj.io/docs",
  "team",
);

const values = fc.constantFrom(
  "presync",
  "PreSync,Postsync",
  "PostDelete",
  "pre-install",
  "HookSucceeded",
  "Prune=true",
  '"True"',
  '"1 "',
  "'2'",
  "5",
  "true",
  "[PreSync, Sync]",
  "prune=false",
  "hook-succeeded",
  '"IgnoreExtraneous, Prune=False"',
  "ServerSideDiff=true",
  "CreateNamespace=true",
  "pre-instal",
  '""',
);

const entries = fc.array(fc.tuple(keys, values), { maxLength: 5 });
const uniqueEntries = fc.uniqueArray(fc.tuple(keys, values), { maxLength: 5, selector: ([key]) => key });

/** A manifest with annotations, right and wrong, in three places, written in one of three ways. */
function manifest(block: fc.Arbitrary<[string, string][]> = entries): fc.Arbitrary<string> {
  const places = fc.record({ annotations: block, labels: block, template: block });
  const style = fc.constantFrom(inBlocks, inBraces, withWindowsLines);
  return fc
    .tuple(places, style, fc.constantFrom("Job", "Deployment", "Application"))
    .map(([it, write, kind]) => write(it, kind));
}

type Entries = readonly (readonly [string, string])[];
type Places = Readonly<Record<"annotations" | "labels" | "template", Entries>>;

function inBlocks({ annotations, labels, template }: Places, kind: string): string {
  const block = (name: string, list: Entries, indent: string): string =>
    list.length === 0
      ? ""
      : `${indent}${name}: # ours\n${list.map(([key, value]) => `${indent}  ${key}: ${value} # why\n`).join("")}`;
  const api = apiOf(kind);
  return [
    `apiVersion: ${api}\nkind: ${kind}\nmetadata:\n`,
    block("labels", labels, "  "),
    "  name: web\n",
    block("annotations", annotations, "  "),
    "spec:\n  replicas: 1\n  template:\n    metadata:\n      name: web\n",
    block("annotations", template, "      "),
  ].join("");
}

function withWindowsLines(places: Places, kind: string): string {
  return inBlocks(places, kind).replaceAll("\n", "\r\n");
}

function inBraces({ annotations, labels, template }: Places, kind: string): string {
  const map = (list: Entries): string => `{ ${list.map(([key, value]) => `"${key}": ${quoted(value)}`).join(", ")} }`;
  const api = apiOf(kind);
  return `{ "apiVersion": "${api}", "kind": "${kind}", "metadata": { "labels": ${map(labels)}, "annotations": ${map(annotations)} },\n  "spec": { "template": { "metadata": { "annotations": ${map(template)} } } } }\n`;
}

function apiOf(kind: string): string {
  if (kind === "Application") return "argoproj.io/v1alpha1";
  return kind === "Job" ? "batch/v1" : "apps/v1";
}

/** Between braces a comma needs quotes. */
function quoted(value: string): string {
  return /^["'[]|^(?:5|true)$/.test(value) ? value : JSON.stringify(value);
}

import fc from "fast-check";
import {
  buildApplication,
  codeLenses,
  complete,
  differences,
  explainSync,
  hover,
  openFile,
  planOutline,
  readDeclaredApplications,
  readLive,
  rosterOf,
} from "../../server/core/index.ts";
import { applyEdits } from "../support/apply-edits.ts";
import { nastyText } from "../support/texts.ts";
import { diagnoseDocument, diagnoseFile, fixFile, quickFixesOf } from "../support/diagnose.ts";

/** Beginnings of documents that hold other YAML as text, with the indentation of that text. */
const holders: readonly string[] = [
  "apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    helm:\n      values: |\n        ",
  "apiVersion: argoproj.io/v1alpha1\nkind: Application\nstatus:\n  operationState:\n    phase: Running\n    message: |\n      ",
  "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nspec:\n  templatePatch: |\n    ",
  "resources: []\npatches:\n- patch: |-\n    ",
  "patchesStrategicMerge:\n- >\n  ",
  "extraObjects:\n- |\n  ",
  "apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    ",
  '{{ define "a" }}\n',
];

/** Asks for everything that the core can tell about a text. */
function askEverything(text: string): void {
  const file = openFile(text);
  const name = "file.yaml";
  const identity = { name, source: { type: "file", path: name }, namespace: "default" } as const;
  const application = buildApplication([{ name, file }], { ...identity, createNamespace: true });
  buildApplication([{ name, file }], identity, "literal");
  planOutline(rosterOf(application));
  codeLenses(rosterOf(application), name, "always");
  readDeclaredApplications(file, name);
  const reading = readLive(text);
  if ("live" in reading) explainSync(reading.live, application);
  const problems = diagnoseFile(file);
  for (const { fix } of quickFixesOf(problems, 0, text.length)) applyEdits(text, fix.edits);
  for (const document of file.documents) diagnoseDocument(document, { configMaps: "read" });
  differences(file, fixFile(file));
  for (let offset = 0; offset <= text.length; offset++) {
    hover(file, offset, rosterOf(application), name);
    complete(file, offset, application);
  }
}

/** Asks for the problems alone, of a text that is too long to ask at every place. */
function askEverythingOnce(text: string): void {
  const file = openFile(text);
  quickFixesOf(diagnoseFile(file), 0, text.length);
  fixFile(file);
}

describe("the core", () => {
  it("never throws, whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof({ weight: 4, arbitrary: nastyText }, fc.string({ unit: "binary" })), askEverything),
      {
        numRuns: 60,
      },
    );
  });

  it("never throws on text inside text", () => {
    const embedded = fc.tuple(fc.constantFrom(...holders), nastyText).map(([holder, text]) => {
      const indent = /[^\n]*$/.exec(holder)?.[0] ?? "";
      return holder + text.replaceAll("\n", `\n${indent}`);
    });
    fc.assert(fc.property(embedded, askEverything), { numRuns: 30 });
  });

  it("never takes long over aliases of aliases in any place", () => {
    const chain = Array.from(
      { length: 100 },
      (_, level) => `  k${level + 1}: &a${level + 1} [*a${level}, *a${level}]\n`,
    );
    const annotations = "    annotations: {argocd.argoproj.io/hook: presync}\n";
    for (const head of [
      "apiVersion: a.b/v1\nkind: A\n",
      "",
      "apiVersion: kustomize.config.k8s.io/v1\nkind: Component\n",
    ]) {
      askEverythingOnce(`${head}spec:\n  k0: &a0\n${annotations}${chain.join("")}`);
    }
  });

  it("never throws on what is nested deeply", () => {
    const head = "apiVersion: v1\nkind: A\nmetadata:\n  annotations:\n";
    askEverything(`${head}    argocd.argoproj.io/hook: ${"[".repeat(250)}`);
    const chain = Array.from({ length: 500 }, (_, level) => `k${level + 1}: &a${level + 1} [*a${level}]\n`);
    const file = openFile(
      `k0: &a0 [x]\n${chain.join("")}apiVersion: v1\nkind: A\nmetadata: {argocd.argoproj.io/hook: *a500}\n`,
    );
    diagnoseFile(file);
  });
});

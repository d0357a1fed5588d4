import fc from "fast-check";
import {
  buildApplication,
  codeLenses,
  complete,
  diagnoseFile,
  differences,
  fixAll,
  hover,
  openFile,
  quickFixes,
  readApplications,
  syncOrder,
} from "../../server/core/index.ts";
import { nastyText } from "../support/texts.ts";

/** Asks for everything that the core can tell about a text. */
function askEverything(text: string): void {
  const file = openFile(text);
  const name = "file.yaml";
  const identity = { name, source: { type: "file", path: name }, namespace: "default" } as const;
  const application = buildApplication([{ name, file }], { ...identity, createNamespace: true });
  buildApplication([{ name, file }], identity, "literal");
  syncOrder(application);
  codeLenses(application, name, "always");
  readApplications(file);
  quickFixes(file, diagnoseFile(file), 0, text.length);
  differences(file, fixAll(file));
  for (let offset = 0; offset <= text.length; offset++) {
    hover(file, offset, application, name);
    complete(file, offset, application);
  }
}

describe("the core", () => {
  it("never throws, whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof({ weight: 4, arbitrary: nastyText }, fc.string({ unit: "binary" })), askEverything),
      {
        numRuns: 150,
      },
    );
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

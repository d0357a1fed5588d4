import assert from "node:assert/strict";
import fc from "fast-check";
import type { Span } from "../../server/core/manifest/node.ts";
import { readOrdinary } from "../../server/core/manifest/ordinary/read-ordinary.ts";
import { readYaml } from "../../server/core/manifest/parse-yaml.ts";
import { splitDocuments } from "../../server/core/manifest/split.ts";
import { maskTemplate } from "../../server/core/manifest/template.ts";
import { readCases } from "../conformance/conformance-case.ts";
import { readCorpus } from "../corpus/corpus.ts";
import { nastyText } from "../support/texts.ts";
import { readRenders } from "../tools/kustomize-render.ts";
import { generatedDocument, spoilt } from "./ordinary-texts.ts";

/** Whether a part of a text is read as an ordinary document; if so, the `yaml` package has to read the same. */
function isReadAlike(text: string, part: Span = { start: 0, end: text.length }): boolean {
  const { text: masked, actions } = maskTemplate(text);
  const read = readOrdinary({ text, masked, actions }, part);
  if (read === undefined) return false;
  assert.deepEqual(read, readYaml({ text, masked, actions }, part), JSON.stringify(text));
  return true;
}

/** The documents of every manifest among the fixtures. */
function realDocuments(): readonly string[] {
  const cases = (["named", "random", "files"] as const).flatMap(readCases);
  const renders = (["cases", "public"] as const).flatMap(readRenders);
  return [
    ...readCorpus().map(({ text }) => text),
    ...cases.map(({ manifests }) => manifests),
    ...renders.flatMap(({ files, rendered = "" }) => [...Object.values(files), rendered]),
  ].flatMap(splitDocuments);
}

describe("an ordinary document is read as the yaml package reads it", () => {
  it("in the manifests of public repositories, nearly all of which are ordinary", () => {
    const documents = realDocuments();
    const share = documents.filter((text) => isReadAlike(text)).length / documents.length;
    assert.ok(
      share > 0.99,
      `${(share * 100).toFixed(1)} % of ${documents.length} documents are read without the package`,
    );
  });

  it("in any combination of what manifests are made of", () => {
    fc.assert(
      fc.property(generatedDocument, (text) => void isReadAlike(text)),
      { numRuns: 5000 },
    );
  });

  it("in documents with something wrong", () => {
    const real = realDocuments().filter(({ length }) => length < 1000);
    const text = fc.oneof(spoilt(generatedDocument), spoilt(fc.constantFrom(...real)), nastyText);
    fc.assert(
      fc.property(text, (spoiltText) => void isReadAlike(spoiltText)),
      { numRuns: 10_000 },
    );
  });

  it("in any part of a document", () => {
    const part = fc.tuple(generatedDocument, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat());
    fc.assert(
      fc.property(part, ([text, fraction, length]) => {
        const start = Math.floor(fraction * text.length);
        void isReadAlike(text, { start, end: Math.min(text.length, start + length) });
      }),
      { numRuns: 3000 },
    );
  });
});

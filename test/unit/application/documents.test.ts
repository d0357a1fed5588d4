import assert from "node:assert/strict";
import { documentFaults, encodingFaults } from "../../../server/core/application/document-faults.ts";
import { withFailures } from "../../../server/core/application/failure.ts";
import { beginningOf } from "../../../server/core/application/location.ts";
import { generationFaults, toSyncResource } from "../../../server/core/application/resource.ts";
import { type ManifestDocument, openFile } from "../../../server/core/manifest/file.ts";
import type { Manifest } from "../../../server/core/manifest/manifest.ts";
import { invalidByte } from "../../../server/core/text.ts";

function documentIn(text: string): ManifestDocument {
  const [document] = openFile(text).documents;
  return document ?? assert.fail();
}

function manifestIn(text: string): Manifest {
  return documentIn(text).manifests[0] ?? assert.fail();
}

describe("what is wrong with a document", () => {
  const cases: readonly (readonly [text: string, marked?: string, message?: RegExp])[] = [
    ["kind: A\n"],
    ["# nothing\n"],
    ["~\n"],
    ["${ALL}\n"],
    ["{{ .all }}\n"],
    ["kind: List\nitems: []\n"],
    ["kind: A\ndata: {{ .x }}: [\n"],
    ["kind: A\ndata: \u0007 {{ .x }}\n"],
    ["kind: A\ndata: a\u007fb\n"],
    ["text\n", "text", /must be a mapping/],
    ["5\n", "5", /must be a mapping/],
    ["items: []", "items: []", /must have a "kind"/],
    ["kind: A\nx: \u0000\n", "\u0000", /^The control character 0x00 is not allowed in YAML: remove it\.$/],
    ["kind: A\nx: \u001f\n", "\u001f", /^The control character 0x1F /],
    ["kind: A\nx: \u000b\n", "\u000b", /^The control character 0x0B /],
    ["kind: A\nx: 'a' b # c\n", "b # c", /^This is not valid YAML: [^:]+\.$/],
    ["kind: A\nx: [\n  a\n\n", "a", /^This is not valid YAML/],
    ["kind: A\r\nx: [\r\n  a\r\n\r\n", "a", /^This is not valid YAML/],
  ];
  for (const [text, marked, message] of cases) {
    it(`${marked === undefined ? "is nothing in" : "is marked in"} ${JSON.stringify(text)}`, () => {
      const faults = documentFaults(documentIn(text));
      assert.deepEqual(
        faults.map(({ span }) => text.slice(span.start, span.end)),
        marked === undefined ? [] : [marked],
      );
      for (const fault of faults) assert.match(fault.message, message ?? /^$/);
    });
  }

  it("is the first byte that is not UTF-8", () => {
    const text = `kind: A # ${invalidByte(0xe9)}${invalidByte(0xff)}\n`;
    const [fault] = encodingFaults(documentIn(text));
    assert.deepEqual(fault?.span, { start: 10, end: 11 });
    assert.deepEqual(encodingFaults(documentIn("kind: é\n")), []);
  });
});

describe("the annotations that Argo CD reads", () => {
  const annotated = (annotations: string, kind = "Job") =>
    manifestIn(`kind: ${kind}\nmetadata: { name: a, annotations: ${annotations} }\n`);
  const cases: readonly (readonly [annotations: string, unknown: string, literal: string])[] = [
    ["{ a: b, c: '5' }", "a=b c=5", "a=b c=5"],
    ["{ a: b, a: c }", "a=c", "a=c"],
    ["{ a: '${X}' }", "a=?", "a=${X}"],
    ["{ a: '{{ .x }}' }", "a=?", "a=?"],
    ["{ a: ~ }", "a=", "a="],
    ["{ a: b, c: 5 }", "", ""],
    ["{ a: b, c: yes }", "", ""],
    ["{ a: b, c: [d] }", "", ""],
    ["{ c: 5, c: d }", "c=d", "c=d"],
    ["text", "", ""],
  ];
  for (const [annotations, unknown, literal] of cases) {
    it(`are those of ${annotations}`, () => {
      const read = (placeholders: "unknown" | "literal"): string =>
        [...toSyncResource(annotated(annotations), placeholders).annotations]
          .map(([key, text]) => `${key}=${text ?? "?"}`)
          .join(" ");
      assert.deepEqual([read("unknown"), read("literal")], [unknown, literal]);
    });
  }

  it("may be others where a template adds some", () => {
    const manifest = manifestIn(
      'kind: Job\nmetadata:\n  annotations:\n    {{- if .x }}\n    a: b\n    {{- end }}\n    {{- include "c" . | nindent 4 }}\n',
    );
    const { annotations, annotationsKnown } = toSyncResource(manifest);
    assert.deepEqual([[...annotations], annotationsKnown], [[["a", undefined]], false]);
    assert.equal(toSyncResource(annotated("{}")).annotationsKnown, true);
  });

  const faults: readonly (readonly [annotations: string, ...wrong: string[]])[] = [
    ["{ a: 5, b: yes, c: ~, d: [e], f: g, h: '${X}' }", "a", "b", "c", "d"],
    ["{ a: 5, a: b }"],
    ["[a]", "annotations"],
    ["text", "annotations"],
    ["~"],
    ["${X}"],
    ["{}"],
  ];
  for (const [annotations, ...wrong] of faults) {
    it(`are wrong at ${wrong.length} keys of ${annotations}`, () => {
      const text = `kind: Job\nmetadata: { name: a, annotations: ${annotations.startsWith("$") ? `"${annotations}"` : annotations} }\n`;
      const marked = generationFaults(manifestIn(text)).map(({ span }) => text.slice(span.start, span.end));
      assert.deepEqual(marked, wrong);
    });
  }

  it("are not looked at in a CustomResourceDefinition", () => {
    const text =
      "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: { name: a, annotations: { a: 5 } }\n";
    assert.deepEqual(generationFaults(manifestIn(text)), []);
    assert.equal(generationFaults(manifestIn(text.replace("apiextensions.k8s.io", "example.com"))).length, 1);
    assert.equal(generationFaults(manifestIn(text.replace("CustomResourceDefinition", "Other"))).length, 1);
  });
});

describe("the failures of an application", () => {
  const failuresFor = (count: number) =>
    withFailures({}, [], () =>
      Array.from({ length: count }, (_, index) => ({ message: `${index}.`, location: beginningOf("a") })),
    ).failures;

  it("are the first fifty, with how many more there are", () => {
    assert.deepEqual(
      [50, 51, 52].map((count) => [failuresFor(count).length, failuresFor(count).at(-1)?.message]),
      [
        [50, "49."],
        [50, "49. 1 more problem makes the application fail."],
        [50, "49. 2 more problems make the application fail."],
      ],
    );
    assert.deepEqual(failuresFor(0), []);
  });

  it("are told once for each place, and only looked for when somebody asks", () => {
    let asked = 0;
    const at = (path: string, offset: number) => ({ message: "x.", location: { path, offset, end: offset } });
    const failing = withFailures({}, [{ name: "b", file: openFile("\n\nx: y\n") }], () => {
      asked += 1;
      return [at("b", 2), at("b", 2), at("b", 3), at("a", 2)];
    });
    assert.equal(asked, 0);
    assert.equal(failing.error, "b, line 3: x.");
    assert.equal(failing.failures.length, 3);
    assert.equal(asked, 1);
    assert.equal(withFailures({}, [], () => [at("b", 2)]).error, "b: x.");
    assert.equal(withFailures({}, [], () => []).error, undefined);
  });
});

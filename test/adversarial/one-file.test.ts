import assert from "node:assert/strict";
import { withFolder } from "../cli/run-cli.ts";
import { anchored, deep, type HostileText, manyInOne, manyResources, strange, written } from "./hostile-texts.ts";
import { runLimited } from "./run-limited.ts";

/** How large the files are, and what `lint` says of each. */
interface Group {
  readonly texts: Readonly<Record<string, HostileText>>;
  readonly count: number;
  /** The last line of `lint`; where none is named it is `oneError`. */
  readonly answers?: Readonly<Record<string, string>>;
  /** Those that are not read, and nothing else is said of them. */
  readonly refused?: readonly string[];
}

const none = "No problems in 1 file.";

/** One wave that is no number: whatever stands around it, that is found, and nothing else. */
const oneError = "1 error in 1 of 1 file.";

const allFixable = "4000 errors in 1 of 1 file. --fix can fix 4000 of them.";

const tooLong = [
  "a plain value",
  "a plain value of words",
  "a quoted value",
  "a value of escapes",
  "a value of quotes",
  "a sync wave without end",
  "a hook without end",
  "line separators",
  "quotes that never end",
];

const groups: Readonly<Record<string, Group>> = {
  "many things in one resource": {
    texts: manyInOne,
    count: 10_000,
    answers: {
      "unknown sync options": "10000 warnings in 1 of 1 file.",
      "unknown compare options": "10000 warnings in 1 of 1 file.",
      "unknown hook types": "10000 errors in 1 of 1 file. --fix can fix 100 of them.",
      "unknown delete policies": "10001 warnings in 1 of 1 file.",
      "unknown Helm hooks": "10000 errors in 1 of 1 file.",
      commas: none,
      "one sync option over and over": "1 error in 1 of 1 file. --fix can fix 1 of them.",
      "unknown finalizers": "10000 warnings in 1 of 1 file.",
      "sync options of an Application": "10000 warnings in 1 of 1 file.",
      "duplicate annotations": "9999 warnings in 1 of 1 file.",
      "different annotations": "1 error, 10000 hints in 1 of 1 file.",
      "foreign annotations": none,
      "notification keys": "1 error, 10000 information in 1 of 1 file.",
      "misspelt annotations": "1 error, 100 warnings, 9900 hints in 1 of 1 file. --fix can fix 1 of them.",
      "image updater aliases": "1 error, 10000 information in 1 of 1 file.",
      "numbers as values": "10000 errors, 10000 hints in 1 of 1 file. --fix can fix 10000 of them.",
      "annotation blocks": "9999 warnings in 1 of 1 file.",
      "annotation blocks with keys of their own": "1 error, 9999 warnings, 1 hint in 1 of 1 file.",
      "misspelt blocks": "10000 warnings in 1 of 1 file. --fix can fix 10000 of them.",
      "annotations as labels": "10000 warnings in 1 of 1 file. --fix can fix 10000 of them.",
      "annotations on top": "10000 warnings in 1 of 1 file. --fix can fix 10000 of them.",
      "comments that suppress": "9999 warnings, 9999 hints in 1 of 1 file.",
      "comments that suppress in a row": none,
      "comments that suppress in the file": none,
      "unused comments": "10000 hints in 1 of 1 file.",
      "rules in a comment": "1 error, 10000 hints in 1 of 1 file.",
    },
  },
  "many resources": {
    texts: manyResources,
    count: 3000,
    answers: {
      "Jobs in a wave": none,
      "Jobs in waves of their own": none,
      "Jobs of one name": "2999 warnings in 1 of 1 file.",
      "Jobs without annotations behind one": none,
      hooks: none,
      "hooks of one name": "2999 warnings in 1 of 1 file.",
      "hooks in waves of their own": none,
      "misspelt hooks": "3000 errors in 1 of 1 file. --fix can fix 3000 of them.",
      "ConfigMaps in waves of their own": none,
      "Namespaces behind what is in them": none,
      "definitions behind what they define": none,
      "ConfigMaps that a Pod uses": "3000 warnings in 1 of 1 file.",
      "Pods that use a Secret": "3000 warnings in 1 of 1 file.",
      "Pods that use a Secret of which there are many": "2999 warnings in 1 of 1 file.",
      "ServiceAccounts with bindings": "3000 warnings, 3000 hints in 1 of 1 file.",
      "a ServiceAccount with bindings": none,
      "a binding of ServiceAccounts": "3000 warnings, 3000 hints in 1 of 1 file.",
      "custom resources that mention everything": none,
      "Ingresses and Services": "3000 hints in 1 of 1 file.",
      "items of a List": none,
      "misspelt items of a List": "3000 errors in 1 of 1 file. --fix can fix 3000 of them.",
      "Lists of Lists": none,
      "items of a List with a template": none,
      "empty documents": none,
      "tiny documents": none,
      "ends of documents": none,
    },
  },
  "strange texts": {
    texts: strange,
    count: 600_000,
    answers: {
      // An annotation of more than 256 KiB is an error beside the one in each text.
      ...Object.fromEntries(tooLong.map((name) => [name, "2 errors in 1 of 1 file."])),
      "a sync option without end": "1 error, 1 warning in 1 of 1 file.",
      "a key without end": "2 errors in 1 of 1 file.",
      // The API server takes no other annotation without a text either, and Argo CD reads no file that is not YAML.
      "lines of comments that fit nowhere": "2 errors in 1 of 1 file.",
      "question marks": "2 errors in 1 of 1 file.",
      colons: "3 errors in 1 of 1 file.",
      ampersands: "2 errors in 1 of 1 file.",
      dashes: "2 errors in 1 of 1 file.",
      NUL: "3 errors in 1 of 1 file.",
      "lone surrogates": "2 errors, 1 warning in 1 of 1 file.",
    },
    refused: ["CR alone", "mixed line ends", "next lines"],
  },
  "nested texts": {
    texts: deep,
    count: 10_000,
    refused: Object.keys(deep).filter((name) => name !== "brackets that never opened"),
  },
  "anchors and aliases": {
    texts: anchored,
    count: 8000,
    answers: {
      "merges into annotations": "1 error, 8000 hints in 1 of 1 file.",
      anchors: "1 error in 1 of 1 file. --fix can fix 1 of them.",
    },
    refused: [
      "laughs",
      "laughs in values",
      "laughs in a custom resource",
      "laughs in a List",
      "merges",
      "aliases of a long text",
    ],
  },
  "templates and texts in texts": {
    texts: written,
    count: 4000,
    answers: {
      "conditional annotations": "4000 hints in 1 of 1 file.",
      "conditional duplicates": "8000 errors in 1 of 1 file.",
      "annotations with actions": "4000 hints in 1 of 1 file.",
      "annotations that are quoted twice":
        "1 error, 40000 warnings, 40000 hints in 1 of 1 file. --fix can fix 40000 of them.",
      "conditional resources": allFixable,
      "named templates": "4000 errors in 1 of 1 file.",
      "backquotes in actions": none,
      "manifests in text": allFixable,
      "manifests in one text": allFixable,
      // What is in the first object is created by something other than Argo CD.
      "text in text": "1 error in 1 of 1 file. --fix can fix 1 of them.",
      "patches of a kustomization": allFixable,
      operations: allFixable,
      "values of a chart": allFixable,
    },
  },
};

for (const [what, { texts, count, answers = {}, refused = [] }] of Object.entries(groups)) {
  describe(`lint of ${what}`, () => {
    for (const [name, write] of Object.entries(texts)) {
      const isRefused = refused.includes(name);
      const answer = answers[name] ?? oneError;
      it(isRefused ? `says why it does not read ${name}` : `finds in ${name}: ${answer}`, async () => {
        await withFolder({ "a.yaml": write(count) }, async (cwd) => {
          const { stdout, stderr } = await runLimited(["lint", "a.yaml"], cwd);
          assert.deepEqual([stdout.trimEnd().split("\n").at(-1), stderr], [answer, ""]);
          assert.equal(stdout.includes("(document-not-read)"), isRefused);
        });
      });
    }
  });
}

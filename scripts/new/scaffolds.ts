// What `npm run new` writes: which template becomes which file, and where the new thing is listed.

/** Names of one new thing in the forms in which templates and lists need it. */
export interface Names {
  /** `prune-last-on-hook`. */
  readonly id: string;
  /** `pruneLastOnHook`. */
  readonly name: string;
  /** `PruneLastOnHook`. */
  readonly Name: string;
  /** `prune last on hook`. */
  readonly words: string;
}

/** A file made from a template, both by paths from the root. */
export interface NewFile {
  readonly template: string;
  readonly path: string;
}

/** A list of the project that names every thing of a kind. */
export interface Listing {
  readonly path: string;
  /** How the list's file names the new file. */
  readonly module: string;
  /** The exported constant that is listed. */
  readonly entry: string;
  /** The constant that holds the list; `undefined` where the file only exports what others define. */
  readonly list: string | undefined;
  /** Whether the entries stand in the order of their names, or the new one comes last. */
  readonly order: "by name" | "last";
}

/** All that one kind of thing takes. */
export interface Scaffold {
  readonly files: readonly NewFile[];
  readonly listings: readonly Listing[];
  /** What only a person can do afterwards, one step each. */
  readonly next: readonly string[];
}

const fillIn = 'Fill in what says "FILL IN": npm run check lists what is left.';
const generateRule = "Run npm run generate, which writes its docs page, its setting and its row in the list of rules.";
const generateAnnotation = "Run npm run generate, which writes its docs page and colours its key.";

/** The kinds of things that can be made, each with what it takes. */
export const scaffolds: Readonly<Record<string, (names: Names) => Scaffold>> = {
  rule: (names) => ruleFrom("rule", names),
  "application-rule": (names) => ruleFrom("application-rule", names),
  annotation: ({ id, name }) => ({
    files: [{ template: "annotation.ts.txt", path: `server/core/catalogue/annotations/${id}.ts` }],
    listings: [
      {
        path: "server/core/catalogue/index.ts",
        module: `./annotations/${id}.ts`,
        entry: name,
        list: "catalogue",
        order: "last",
      },
    ],
    next: [
      fillIn,
      "Add the constant of Argo CD that declares it to test/fixtures/catalogue/argocd-constants.json.",
      "Move it in `catalogue` of server/core/catalogue/index.ts to where completion should offer it.",
      generateAnnotation,
      testOne("test/unit/catalogue/catalogue-drift.test.ts"),
    ],
  }),
  feature: ({ id, name }) => ({
    files: [
      { template: "feature.ts.txt", path: `server/core/features/${id}.ts` },
      { template: "lsp-feature.ts.txt", path: `server/lsp/features/${id}.ts` },
      { template: "lsp-feature.test.ts.txt", path: `test/server/${id}.test.ts` },
    ],
    listings: [
      {
        path: "server/core/index.ts",
        module: `./features/${id}.ts`,
        entry: name,
        list: undefined,
        order: "last",
      },
      {
        path: "server/lsp/features/index.ts",
        module: `./${id}.ts`,
        entry: `${name}Feature`,
        list: "features",
        order: "last",
      },
    ],
    next: [
      fillIn,
      "Take the request that it answers, with its capability. One that LSP does not have is declared in server/protocol, and the client sends it.",
      testOne(`test/server/${id}.test.ts`),
    ],
  }),
};

/** Both kinds of rules stand in one list; their examples have a file of tests each. */
function ruleFrom(kind: "rule" | "application-rule", { id, name }: Names): Scaffold {
  return {
    files: [{ template: `${kind}.ts.txt`, path: `server/core/rules/${id}.ts` }],
    listings: [
      { path: "server/core/rules/index.ts", module: `./${id}.ts`, entry: name, list: "rules", order: "by name" },
    ],
    next: [
      fillIn,
      generateRule,
      testOne(`test/unit/findings/${kind}s.test.ts -g ${id}`),
      `See what it says about real manifests: npm run test:one -- test/corpus/${kind === "rule" ? "corpus" : "application-rules"}.test.ts`,
    ],
  };
}

function testOne(words: string): string {
  return `Run its tests: npm run test:one -- ${words}`;
}

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
  /** The constant that holds the list; `undefined` where the file only exports what others define. */
  readonly list: string | undefined;
  /** Whether the entries stand in the order of their names, or the new one comes last. */
  readonly order: "by name" | "last";
}

/** All that one kind of thing takes. */
export interface Scaffold {
  readonly files: readonly NewFile[];
  readonly listing: Listing;
  /** What only a person can do afterwards, one step each. */
  readonly next: readonly string[];
}

const fillIn = 'Fill in what says "FILL IN": npm run check lists what is left.';
const generate = "Run npm run generate, which writes its docs page, its setting and its rows in tables.";

/** The kinds of things that can be made, each with what it takes. */
export const scaffolds: Readonly<Record<string, (names: Names) => Scaffold>> = {
  rule: ({ id }) => ({
    files: [{ template: "rule.ts.txt", path: `server/core/rules/${id}.ts` }],
    listing: { path: "server/core/rules/index.ts", module: `./${id}.ts`, list: "rules", order: "by name" },
    next: [fillIn, "Its examples are its tests.", generate],
  }),
  "application-rule": ({ id }) => ({
    files: [{ template: "application-rule.ts.txt", path: `server/core/rules/${id}.ts` }],
    listing: {
      path: "server/core/rules/application-rules.ts",
      module: `./${id}.ts`,
      list: "hazards",
      order: "by name",
    },
    next: [fillIn, "Its examples are its tests.", generate],
  }),
  annotation: ({ id }) => ({
    files: [{ template: "annotation.ts.txt", path: `server/core/catalogue/annotations/${id}.ts` }],
    listing: {
      path: "server/core/catalogue/index.ts",
      module: `./annotations/${id}.ts`,
      list: "catalogue",
      order: "last",
    },
    next: [
      fillIn,
      "Move it in `catalogue` of server/core/catalogue/index.ts to where completion should offer it.",
      "Add the constant of Argo CD that declares it to test/fixtures/catalogue/argocd-constants.json.",
      generate,
    ],
  }),
  feature: ({ id }) => ({
    files: [
      { template: "feature.ts.txt", path: `server/core/features/${id}.ts` },
      { template: "feature.test.ts.txt", path: `test/unit/features/${id}.test.ts` },
    ],
    listing: { path: "server/core/index.ts", module: `./features/${id}.ts`, list: undefined, order: "last" },
    next: [
      fillIn,
      "Offer it in server/lsp: a handler (feature-requests.ts shows some), its capability in server.ts, and a test of the conversation in test/server.",
    ],
  }),
};

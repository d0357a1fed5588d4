import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";
import { booleanParametersRule } from "./scripts/eslint/boolean-parameters.mjs";
import { documentedExportsRule } from "./scripts/eslint/documented-exports.mjs";
import { fenceRule } from "./scripts/eslint/fence.mjs";
import { filledInRule } from "./scripts/eslint/filled-in.mjs";
import { guardedHandlersRule } from "./scripts/eslint/guarded-handlers.mjs";
import { literalPatternsRule } from "./scripts/eslint/literal-patterns.mjs";
import { moduleStateRule } from "./scripts/eslint/module-state.mjs";
import { oneWriterRule } from "./scripts/eslint/one-writer.mjs";
import { noTodoRule } from "./scripts/eslint/no-todo.mjs";

/**
 * The house: each folder with all that is below it, and what it may import besides its own files.
 * A folder may name only folders that stand above it in this table, so no two folders can depend on each other.
 */
const layers = {
  "server/core/go-pattern": [],
  "server/core/sync": core(),
  "server/core/catalogue": core("sync"),
  "server/core/manifest": ["yaml", ...core()],
  "server/core/edit": core("manifest"),
  "server/core/helm": [
    ...["@noble/hashes/legacy.js", "@noble/hashes/sha2.js", "@noble/hashes/utils.js"],
    ...core("go-pattern", "manifest"),
  ],
  "server/core/application": [
    ...["@noble/hashes/sha2.js", "@noble/hashes/utils.js"],
    ...core("go-pattern", "sync", "catalogue", "manifest", "helm"),
  ],
  "server/core/needs": core("sync", "manifest", "application"),
  "server/core/roster": core("sync", "manifest", "application", "needs"),
  "server/core/live": core("sync", "manifest", "application"),
  "server/core/rule-kit": core("sync", "catalogue", "manifest", "edit", "application", "needs", "roster"),
  "server/core/rules": core("sync", "catalogue", "manifest", "edit", "application", "needs", "roster", "rule-kit"),
  "server/core/configuration": core("catalogue", "manifest", "application", "rule-kit", "rules"),
  "server/core/findings": core(
    ...[
      "sync",
      "catalogue",
      "manifest",
      "edit",
      "application",
      "needs",
      "roster",
      "rule-kit",
      "rules",
      "configuration",
    ],
  ),
  "server/core/features": core(
    ...["sync", "catalogue", "manifest", "edit", "helm", "application", "needs", "roster", "live", "rule-kit"],
    ...["configuration", "findings"],
  ),
  "server/core": core(
    ...["sync", "catalogue", "manifest", "edit", "application", "needs", "roster", "live", "rule-kit", "rules"],
    ...["configuration", "findings", "features"],
  ),
  "server/protocol": [
    ...["server/core/visible.ts", "server/core/counted.ts"],
    ...["server/core/sync/phase.ts", "server/core/features/plan/task-id.ts"],
  ],
  "server/workspace": ["server/core/index.ts", "node:"],
  "server/lsp": [
    ...["server/core/index.ts", "server/protocol/index.ts", "server/workspace/", "node:"],
    ...["vscode-languageserver", "vscode-languageserver/node"],
  ],
  "server/results": [],
  "server/cli": ["server/core/index.ts", "server/results/index.ts", "server/workspace/", "server/lsp/", "node:"],
  "server/library": [
    ...["server/core/index.ts", "server/results/index.ts"],
    ...["server/cli/lint/finding.ts", "server/cli/plan/planned.ts", "server/cli/plan/plan-json.ts"],
    ...["server/workspace/configuration-reach.ts", "server/workspace/settings.ts", "node:path"],
  ],
  "client/panel": ["server/protocol/index.ts"],
  "client/src": [
    ...["client/panel/messages.ts", "client/panel/frame.ts", "server/protocol/index.ts", "node:"],
    ...["vscode", "vscode-languageclient", "vscode-languageclient/node"],
  ],
  "client/playground": [
    ...["server/core/index.ts", "server/protocol/index.ts", "client/panel/"],
    // What an editor is sent and what VS Code makes of it, where that needs neither.
    ...["server/lsp/to-plan.ts", "server/lsp/shown-answer.ts", "server/lsp/problem-counts.ts"],
    ...["client/src/panel-host/answers.ts", "client/src/plan/plan-resources.ts", "client/src/plan/moves.ts"],
    ...["codemirror", "@lezer/highlight"],
    ...["autocomplete", "commands", "lang-yaml", "language", "lint", "state", "view"].map((it) => `@codemirror/${it}`),
    ...["agent-config", "migration-access", "migration-job", "agent-api", "smoke-tests"].map(
      (it) => `examples/agent-platform/${it}.yaml`,
    ),
    ...["misspelt-hook", "wave-in-words", "policy-in-helm-spelling"].map((it) => `examples/mistakes/${it}.yaml`),
  ],
};

/** Rooms of the core, as targets of the table, and what every room may use: texts, what is safe to show, counts in words, values that are kept, glob patterns, and versions. */
function core(...rooms) {
  return [
    "server/core/text.ts",
    "server/core/visible.ts",
    "server/core/counted.ts",
    "server/core/memo.ts",
    "server/core/glob.ts",
    "server/core/versions.ts",
    ...rooms.map((room) => `server/core/${room}/`),
  ];
}

/** The rules of this house, each in its file below scripts/eslint. */
const house = {
  rules: {
    "boolean-parameters": booleanParametersRule,
    "documented-exports": documentedExportsRule,
    fence: fenceRule(layers),
    "filled-in": filledInRule,
    "guarded-handlers": guardedHandlersRule,
    "literal-patterns": literalPatternsRule,
    "module-state": moduleStateRule,
    "no-todo": noTodoRule,
    "one-writer": oneWriterRule,
  },
};

/** The build leaves the documentation of rules out of the bundles, so nothing that is bundled may read it. */
const docsInBundles = ["MemberExpression[property.name", "ObjectPattern > Property[key.name"].map((name) => ({
  selector: `${name}=/^(?:docs|examples)$/]`,
  message:
    "The bundles hold no docs and examples of rules (scripts/build/without-docs.ts): use the summary, and link to the page of the rule.",
}));

/** What a variable of a module would remember between two calls. */
const noVariables = {
  selector: ":matches(Program, ExportNamedDeclaration) > VariableDeclaration[kind='let']",
  message: "A module keeps no state: pass what a function needs.",
};

/** Arguments stand on the stack, which a large array overflows: the whole run would end. */
const noSpreads = [
  "CallExpression[callee.property.name=/^(?:push|unshift|splice|apply)$/] > SpreadElement",
  "CallExpression[callee.object.name='Math'] > SpreadElement",
].map((selector) => ({
  selector,
  message: "A large array would overflow the stack: add the items one by one, or build another array with spreads.",
}));

const noInput =
  "The core does no input and output: take what it would read as a parameter, and return what it would write.";
const noClock =
  "The core reads no clock and waits for nothing: take a time as a parameter, and wait in server/workspace or server/lsp.";

/** What modules may use of Node's file systems: nothing that opens a file. */
const withoutOpening = ["node:fs", "node:fs/promises"].map((name) => ({
  name,
  allowImportNames: [...["access", "constants", "Dirent", "readdir", "readdirSync", "realpath", "stat", "statSync"]],
  message:
    "Only server/workspace/regular-file.ts opens files to read them, and only server/cli/lint/write-whole.ts to write them: a pipe, a device or a link could be in their place.",
}));

/** Where texts reach people, by the folder that they come from, and the one file there that makes them safe. */
const writers = [
  {
    folder: "server/cli",
    writer: "server/cli/output.ts",
    others: ["server/cli/progress.ts"],
    sinks: ["MemberExpression[object.name='process'][property.name=/^std(?:out|err)$/]", "Identifier[name='console']"],
  },
  {
    folder: "server/lsp",
    writer: "server/lsp/tell.ts",
    sinks: [
      "Identifier[name=/^(?:console|createWorkDoneProgress|(?:Show|Log)MessageNotification)$/]",
      "MemberExpression[property.name=/^show(?:Error|Warning|Information)Message$/]",
    ],
  },
  {
    folder: "client/src",
    writer: "client/src/tell.ts",
    sinks: [
      "MemberExpression[property.name=/^show(?:Error|Warning|Information)Message$/]",
      "MemberExpression[property.name=/^(?:showQuickPick|showInputBox|setStatusBarMessage|withProgress)$/]",
    ],
  },
  ...["client/panel", "client/playground"].map((folder) => ({
    folder,
    writer: "client/panel/element.ts",
    sinks: [
      "AssignmentExpression[left.property.name=/^(?:textContent|innerText|innerHTML|outerHTML|ariaLabel|title)$/]",
      "MemberExpression[property.name=/^(?:insertAdjacentHTML|setHTMLUnsafe|createTextNode)$/]",
    ],
  })),
];

/** Data whose fields say what it is: a docstring would only repeat its summary. */
const selfExplaining = ["Rule", "ApplicationRule", "AnnotationSpec", "LabelSpec", "FieldSpec", "SnippetSpec"];

export default defineConfig(
  globalIgnores(["out/", "dist/", "coverage/", "scripts/*/node_modules/", "**/*.d.ts"]),
  js.configs.recommended,
  {
    plugins: { house },
    rules: { "house/no-todo": "error", "house/documented-exports": ["error", { selfExplaining }] },
  },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-import-type-side-effects": "error",
      "house/boolean-parameters": "error",
      "no-else-return": "error",
      eqeqeq: "error",
    },
  },
  {
    files: ["scripts/**/*.mjs", "scripts/**/*.cjs", "*.mjs"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        setTimeout: "readonly",
        clearTimeout: "readonly",
        URL: "readonly",
      },
    },
  },
  {
    // Whatever `npm run check` proves to take linear time (scripts/patterns.ts).
    files: ["*.mjs", "{server,client,scripts}/**/*.{ts,mjs,cjs}"],
    rules: { "house/literal-patterns": "error" },
  },
  {
    // Wherever `npm run new` writes files.
    files: ["{server,client}/**/*.ts", "test/server/**/*.ts"],
    rules: { "house/filled-in": "error" },
  },
  {
    files: ["{server,client}/**/*.ts"],
    rules: {
      "house/fence": "error",
      "no-restricted-syntax": ["error", ...docsInBundles],
    },
  },
  {
    files: ["server/**/*.ts", "client/{panel,playground}/**/*.ts"],
    rules: {
      "house/module-state": "error",
      "no-restricted-syntax": ["error", ...docsInBundles, ...noSpreads, noVariables],
    },
  },
  {
    // The build puts the texts themselves in its place.
    files: ["server/cli/explain/rule-docs.ts"],
    rules: { "no-restricted-syntax": ["error", ...noSpreads, noVariables] },
  },
  {
    files: ["{server,client}/**/*.ts"],
    ignores: [
      ...["server/workspace/regular-file.ts", "server/cli/lint/write-whole.ts"],
      // Makes an empty folder of its own for tools.
      "server/workspace/tool-environment.ts",
      // Moves what Helm has fetched within a folder that is ours alone.
      "server/workspace/fetch-charts.ts",
    ],
    rules: { "no-restricted-imports": ["error", { paths: withoutOpening }] },
  },
  {
    files: ["server/lsp/**/*.ts"],
    rules: { "house/guarded-handlers": "error" },
  },
  ...writers.map(({ folder, writer, others = [], sinks }) => ({
    files: [`${folder}/**/*.ts`],
    ignores: [writer, ...others],
    rules: { "house/one-writer": ["error", { sinks, writer }] },
  })),
  {
    files: ["server/core/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        ...docsInBundles,
        ...noSpreads,
        noVariables,
        {
          selector: "ClassDeclaration, ClassExpression",
          message: "The core has no classes: write functions over readonly data.",
        },
        { selector: "ImportExpression", message: "The core loads nothing at run time." },
      ],
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "The core answers the same every time: pass what varies." },
      ],
      "no-restricted-globals": [
        "error",
        ...["process", "console", "fetch"].map((name) => ({ name, message: noInput })),
        ...["setTimeout", "setInterval", "performance", "Date"].map((name) => ({ name, message: noClock })),
      ],
    },
  },
);

import { posix } from "node:path";
import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

/**
 * The house: each folder, and what it may import besides its own files.
 * A folder may name only folders that stand above it in this table, so no two folders can depend on each other;
 * a folder that is missing from the table may import nothing.
 */
const layers = {
  "server/core/sync": [],
  "server/core/catalogue": ["../sync/", "./annotations/", "./snippets/"],
  "server/core/manifest": ["yaml"],
  "server/core/application": ["../sync/", "../catalogue/", "../manifest/"],
  "server/core/rules": ["../sync/", "../catalogue/", "../manifest/", "../application/"],
  "server/core/hazards": ["../sync/", "../catalogue/", "../manifest/", "../application/", "../rules/"],
  "server/core/features": ["../sync/", "../catalogue/", "../manifest/", "../application/", "../rules/", "../hazards/"],
  "server/core": ["./"],
  "server/protocol": [],
  "server/src": [
    "../core/index.ts",
    "../protocol/index.ts",
    "vscode-languageserver",
    "vscode-languageserver/node",
    "node:",
  ],
  "server/cli": ["../core/index.ts", "../src/", "vscode-languageserver/node", "node:"],
  "client/src/plan-panel": ["../../../server/protocol/index.ts"],
  "client/src": [
    "./plan-panel/messages.ts",
    "../../server/protocol/index.ts",
    "vscode",
    "vscode-languageclient",
    "vscode-languageclient/node",
    "node:",
  ],
};

/** Lets the files of one folder import the allowed targets and refuses everything else. */
function fence(folder, allowed) {
  const targets = allowed.map((target) => `|${RegExp.escape(target)}${/[/:]$/.test(target) ? "" : "$"}`).join("");
  return {
    files: [`${folder}/*.ts`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: `^(?!\\./[^./]+\\.ts$${targets})`,
              message: `${folder} may import only ${["its own files", ...allowed].join(", ")}: see ARCHITECTURE.md.`,
            },
            {
              regex: "[^./]/\\.\\./",
              message: "Write the path so that it goes up first: the fences read its beginning.",
            },
          ],
        },
      ],
    },
  };
}

const above = new Set();
for (const [folder, allowed] of Object.entries(layers)) {
  for (const target of allowed.filter((it) => it.startsWith("../") && it.endsWith("/"))) {
    const imported = posix.join(folder, target).slice(0, -1);
    if (!above.has(imported)) throw new Error(`${folder} may not import ${imported}: it does not stand above it.`);
  }
  above.add(folder);
}

export default defineConfig(
  globalIgnores(["out/", "dist/", "coverage/", "scripts/vscode-host/node_modules/", "**/*.d.ts"]),
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
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
  fence("{server,client}/**", []),
  ...Object.entries(layers).map(([folder, allowed]) => fence(folder, allowed)),
  {
    files: ["server/core/catalogue/annotations/*.ts"],
    rules: fence("server/core/catalogue/annotations", ["../annotation.ts", "../values.ts", "../../sync/"]).rules,
  },
  {
    files: ["server/core/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "ImportExpression", message: "The core loads nothing at run time." },
        {
          selector: "Program > VariableDeclaration[kind='let']",
          message: "The core keeps no state: pass what a function needs.",
        },
      ],
      "no-restricted-globals": [
        "error",
        "process",
        "console",
        "setTimeout",
        "setInterval",
        "fetch",
        "performance",
        "Date",
      ],
    },
  },
);

import type { Plugin } from "esbuild";
import { ruleDocs } from "../../server/cli/explain/rule-docs.ts";

/** The module that has the documentation of the rules. */
export const ruleDocsSource = "server/cli/explain/rule-docs.ts";

/** Puts the texts themselves into the bundle of that module, without the rules that they are written in. */
export const ruleDocsAlone: Plugin = {
  name: "rule-docs-alone",
  setup(build) {
    build.onLoad({ filter: /[\\/]explain[\\/]rule-docs\.ts$/ }, () => ({
      contents: `export const ruleDocs = ${JSON.stringify(ruleDocs)};`,
      loader: "js",
    }));
  },
};

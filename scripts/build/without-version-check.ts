import type { Plugin } from "esbuild";

/**
 * Leaves out the package by which the language client compares the version of VS Code with the one that it needs. VS Code installs
 * no extension whose `engines` in package.json it does not satisfy, and a test compares the two versions.
 */
export const withoutVersionCheck: Plugin = {
  name: "without-version-check",
  setup(build) {
    build.onResolve({ filter: /^semver\/functions\/(?:parse|satisfies)$/ }, ({ path }) => ({
      path,
      namespace: "without-version-check",
    }));
    // The version as it is, which has everything that is asked for.
    build.onLoad({ filter: /./, namespace: "without-version-check" }, () => ({
      contents: "module.exports = (version) => ({ version });",
    }));
  },
};

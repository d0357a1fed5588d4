// The documents for contributors name files and folders that are there.
import assert from "node:assert/strict";
import { globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");

/** What the examples of CONTRIBUTING.md would write. */
const invented = ["prune-last-on-hook", "sync-note", "document-links"];

describe("the documents for contributors", () => {
  const present = globSync("{.github,.vscode,client,docs,examples,packages,scripts,server,syntaxes,test}/**", {
    cwd: root,
  })
    .concat(globSync("*", { cwd: root }))
    .map((path) => `/${path.replaceAll("\\", "/")}`);

  for (const document of ["ARCHITECTURE.md", "CONTRIBUTING.md"]) {
    it(`${document} names no file or folder that is not there`, () => {
      const named = pathsIn(readFileSync(join(root, document), "utf8"));
      assert.ok(named.length > 20);
      const missing = named.filter((path) => !present.some((it) => it.endsWith(`/${path.replace(/\/$/, "")}`)));
      assert.deepEqual(missing, []);
    });
  }

  it("ARCHITECTURE.md says what is in each folder", () => {
    const text = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
    const sources = ["server", "server/core", "client"].flatMap((folder) =>
      foldersIn(folder).map((name) => `${folder}/${name}`),
    );
    const unnamed = [...sources, ...foldersIn("test")].filter((name) => !text.includes(`\`${name}\``));
    assert.deepEqual(unnamed, ["server/core"]);
  });

  it("CONTRIBUTING.md says what is tested in each folder", () => {
    const text = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
    assert.deepEqual(
      foldersIn("test").filter((name) => !text.includes(`\`test/${name}\``)),
      [],
    );
  });
});

/** The names of the folders in a folder of the repository. */
function foldersIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** Every path between backticks or in a link, except web addresses, patterns and what is invented. */
function pathsIn(markdown: string): readonly string[] {
  const quoted = [...markdown.matchAll(/`([^`\n]+)`|\]\(([^)]+)\)/g)].map(([, code = "", link = ""]) => code || link);
  const words = quoted.flatMap((text) => text.split(" "));
  const paths = words.filter((word) => /^[\w.-]+(?:\/[\w.-]*)+$|^[\w-]+\.(?:ts|mjs|md|json)$/.test(word));
  return paths.filter((path) => !invented.some((name) => path.includes(name)));
}

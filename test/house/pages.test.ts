// The pages for users: their links lead somewhere, wherever they are shown, and what they list is all there is.
import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..", "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

const pages = globSync(["*.md", "docs/**/*.md"], { cwd: root }).map((path) => path.replaceAll("\\", "/"));

describe("the pages for users", () => {
  it("have links to files and headings that are there", () => {
    assert.ok(pages.length > 100);
    assert.deepEqual(
      pages.flatMap((page) =>
        linksIn(page)
          .filter((link) => !leadsSomewhere(page, link))
          .map((link) => `${page}: ${link}`),
      ),
      [],
    );
  });

  it("have whole addresses on npm, which shows nothing of the repository", () => {
    const links = linksIn("packages/npm/README.md");
    const ours = "https://github.com/argocd-annotations/argocd-annotations/blob/main/";
    assert.deepEqual(
      links.filter((link) => !link.startsWith("https://")),
      [],
    );
    const named = links.filter((link) => link.startsWith(ours)).map((link) => link.slice(ours.length));
    assert.ok(named.length > 1);
    assert.deepEqual(
      named.filter((path) => !existsSync(join(root, path))),
      [],
    );
  });

  it("are all reached from the README", () => {
    const reached = new Set(["README.md"]);
    for (const page of reached) {
      for (const link of linksIn(page)) {
        const path = join(dirname(page), link.replace(/#.*$/, "")).replaceAll("\\", "/");
        if (pages.includes(path)) reached.add(path);
      }
    }
    assert.deepEqual(
      pages.filter((page) => page.startsWith("docs/") && !reached.has(page)),
      [],
    );
  });

  it("install an archive by a path that npm does not take for a repository of GitHub", () => {
    const installed = pages.flatMap((page) => [...read(page).matchAll(/npm install [^`\n]*?(\S+\.tgz)/g)]);
    assert.ok(installed.length >= 4);
    for (const [command, path = ""] of installed) assert.ok(path.startsWith("./"), command);
  });

  it("say what a version brings in as much as people read", () => {
    const [, ...versions] = read("CHANGELOG.md").split(/^## /m);
    assert.ok(versions.length > 0);
    for (const version of versions) {
      assert.ok(version.length < 10_000, `CHANGELOG.md has ${version.length} characters about ${version.slice(0, 20)}`);
    }
  });

  it("list every command of VS Code", () => {
    const { contributes } = JSON.parse(read("package.json")) as {
      readonly contributes: { readonly commands: readonly { readonly title: string }[] };
    };
    const listed = [...read("docs/vs-code.md").matchAll(/^\| `([^`]+)` /gm)].map(([, title = ""]) => title);
    const titles = contributes.commands.map(({ title }) => title);
    assert.deepEqual(listed.filter((it) => !it.startsWith("argocdAnnotations.")).sort(), titles.sort());
  });
});

/** The targets of all links and pictures outside of code. */
function linksIn(page: string): readonly string[] {
  const text = read(page).replace(/^( *)```.*?^\1```$/gms, "");
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
}

function leadsSomewhere(page: string, link: string): boolean {
  if (link.startsWith("https://")) return true;
  const [path = "", heading] = link.split("#");
  const target = path === "" ? page : join(dirname(page), path);
  if (!existsSync(join(root, target))) return false;
  return heading === undefined || headingsOf(target).includes(heading);
}

/** The names by which GitHub links to the headings of a page. */
function headingsOf(page: string): readonly string[] {
  return [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

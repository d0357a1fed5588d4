import assert from "node:assert/strict";
import { readDeclaredApplications } from "../../../server/core/application/argocd-application.ts";
import { readDeclared } from "../../../server/core/application/deployed-application.ts";
import { type Listing, resolvePath, type SourceTree } from "../../../server/core/application/source-tree.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { failureLines } from "../../support/failures.ts";
import { manifest } from "../../support/manifests.ts";
import { treeOf } from "../../support/source-tree.ts";

type Texts = Readonly<Record<string, string>>;

/** What an Application whose source is a text in flow style comes to: its type, its members, what is not read, and its failures. */
function read(source: string, files: Texts, tree: SourceTree = treeOf(files)): readonly string[] {
  const text = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: shop }\nspec: { source: ${source} }\n`;
  const [declared] = readDeclaredApplications(openFile(text), "app.yaml");
  assert.ok(declared);
  const { application } = readDeclared(declared, tree);
  return [
    `${application.source.type} ${application.source.path}`,
    ...application.members.map(({ resource }) => resource.name),
    ...application.unread.map((it) => `unread ${it.text}: ${it.reason}`),
    ...failureLines(application, { ...files, "app.yaml": text }),
  ];
}

const plain = manifest("Secret", "a");
const kustomization: Texts = { "app/kustomization.yaml": "resources: [a.yaml]\n", "app/a.yaml": plain };

describe("the options of a source", () => {
  const cases: readonly (readonly [source: string, files: Texts, ...read: string[]])[] = [
    ["{ path: app }", kustomization, "kustomize app", "a"],
    ["{ path: app, directory: { recurse: true } }", { "app/b/a.yaml": plain }, "directory app", "a"],
    [
      "{ path: app, directory: { recurse: true } }",
      { "app/c.yaml": manifest("Secret", "c"), "app/b/x.yaml": manifest("Secret", "x"), "app/a.yaml": plain },
      "directory app",
      "a",
      "x",
      "c",
    ],
    ["{ path: app, directory: { recurse: false } }", { "app/b/a.yaml": plain }, "directory app"],
    ["{ path: app, directory: { jsonnet: { libs: [x] } } }", kustomization, "directory app", "a"],
    ["{ path: app, kustomize: { namePrefix: '' } }", kustomization, "kustomize app", "a"],
    ["{ path: app, kustomize: { version: v5 } }", kustomization, "kustomize app", "a"],
    ["{ path: app, kustomize: { namePrefix: x-, nameSuffix: -y } }", kustomization, "kustomize app", "x-a-y"],
    [
      "{ path: app, kustomize: { commonAnnotations: {} }, helm: { skipCrds: false, parameters: [], values: '', version: ~ } }",
      kustomization,
      "kustomize app",
      "a",
    ],
    [
      "{ path: app, kustomize: { components: [part] } }",
      kustomization,
      "kustomize app",
      "a",
      'app.yaml:4 part | "part" does not exist.',
    ],
    [
      "{ path: app, kustomize: { components: [part, ../..], ignoreMissingComponents: true } }",
      kustomization,
      "kustomize app",
      "a",
    ],
    [
      "{ path: app, plugin: {} }",
      kustomization,
      "directory app",
      "unread app: What a plugin makes of this folder is not known.",
    ],
    [
      "{ path: app, helm: { parameters: [{ name: a }] } }",
      { "app/Chart.yaml": "apiVersion: v2\nname: a\nversion: 1.0.0\n", "app/templates/a.yaml": plain },
      "helm app",
      "a",
    ],
    [
      "{ path: ., helm: { releaseName: a } }",
      { "Chart.yaml": "apiVersion: v2\nname: a\nversion: 1.0.0\n", "templates/a.yaml": plain },
      "helm ",
      "a",
    ],
    [
      "{ path: ., kustomize: { namePrefix: a- } }",
      { "kustomization.yml": "resources: [a.yaml]\n", "a.yaml": plain },
      "kustomize ",
      "a-a",
    ],
    ["{ path: . }", { "a.yaml": plain }, "directory ", "a"],
    [
      "{ path: ., helm: { releaseName: a } }",
      { "a.yaml": plain },
      "directory ",
      "unread .: The root of this workspace has no files for the tool of this source: it may be in another repository.",
    ],
    ["{ ref: values }", {}, "directory "],
    [
      "{ chart: redis, path: app }",
      kustomization,
      "directory redis",
      'unread redis: The chart "redis" is in a registry, which is not read.',
    ],
  ];
  for (const [source, files, ...expected] of cases) {
    it(source, () => {
      assert.deepEqual(read(source, files), expected);
    });
  }
});

describe("a file beside the manifests of a source", () => {
  const overridden = (source: string, override: string, name = ".argocd-source.yaml"): readonly string[] =>
    read(source, { ...kustomization, [`app/${name}`]: override });
  const source = "{ path: app, kustomize: { namePrefix: x-, commonAnnotations: { a: b } } }";

  it("is merged into the options, key by key", () => {
    assert.deepEqual(overridden(source, "kustomize: { nameSuffix: -y }\n"), ["kustomize app", "x-a-y"]);
    assert.deepEqual(overridden(source, "kustomize: { namePrefix: y- }\n"), ["kustomize app", "y-a"]);
    assert.deepEqual(overridden(source, "kustomize: { namePrefix: null }\n"), ["kustomize app", "a"]);
    assert.deepEqual(overridden(source, "kustomize: ~\n"), ["kustomize app", "a"]);
    assert.deepEqual(overridden("{ path: app, kustomize: ~ }", "kustomize: { namePrefix: y- }\n"), [
      "kustomize app",
      "y-a",
    ]);
  });

  it("counts for its own application only, where it has a name", () => {
    const override = "kustomize: { namePrefix: y- }\n";
    assert.deepEqual(overridden(source, override, ".argocd-source-shop.yaml"), ["kustomize app", "y-a"]);
    assert.deepEqual(overridden(source, override, ".argocd-source-other.yaml"), ["kustomize app", "x-a"]);
    assert.deepEqual(overridden(source, "# nothing\n"), ["kustomize app", "x-a"]);
  });

  it("stands in the root too", () => {
    const files = {
      "kustomization.yaml": "resources: [a.yaml]\n",
      "a.yaml": plain,
      ".argocd-source.yaml": "kustomize: { namePrefix: y- }\n",
    };
    assert.deepEqual(read("{ path: . }", files), ["kustomize ", "y-a"]);
  });

  it("is where a second tool is one too many, as it is read after the Application", () => {
    const [, failure] = overridden("{ path: app, plugin: { name: x } }", "helm: { releaseName: a }\n");
    assert.match(
      failure ?? "",
      /^app\/\.argocd-source\.yaml:1 helm \| The source has options for "helm" and "plugin",/,
    );
    const [, other] = read("{ path: app, helm: { releaseName: a }, directory: { recurse: true } }", kustomization);
    assert.match(other ?? "", /^app\.yaml:4 directory \| The source has options for "helm" and "directory",/);
  });
});

describe("what we cannot read, though Argo CD may be able to", () => {
  const closed = (paths: readonly string[], files: Texts): SourceTree => {
    const tree = treeOf(files);
    return {
      file: (path) => (paths.includes(path) ? "closed" : tree.file(path)),
      list: (path): Listing | "absent" | "closed" | undefined => (paths.includes(path) ? "closed" : tree.list(path)),
    };
  };
  const note = (path: string): string =>
    `unread ${path}: This cannot be read here. Argo CD may be able to read it, unless a link on its way leads out of the repository.`;
  const chart = {
    "app/Chart.yaml": "apiVersion: v2\nname: a\nversion: 1.0.0\ndependencies: [{ name: b }]\n",
    "app/templates/a.yaml": plain,
    "app/templates/b.yaml": plain,
    "app/charts/b/Chart.yaml": "apiVersion: v2\nname: b\nversion: 1.0.0\n",
  };
  const cases: readonly (readonly [what: string, source: string, closed: string[], files: Texts, ...read: string[]])[] =
    [
      ["a folder", "{ path: app }", ["app"], kustomization, "directory app", note("app")],
      [
        "a file of a directory",
        "{ path: app }",
        ["app/a.yaml"],
        { "app/a.yaml": plain, "app/b.yaml": manifest("Secret", "b") },
        "directory app",
        "b",
        note("app/a.yaml"),
      ],
      [
        "a base",
        "{ path: app }",
        ["base"],
        { ...kustomization, "app/kustomization.yaml": "resources: [a.yaml, ../base]\n", "base/x": "" },
        "kustomize app",
        "a",
        note("base"),
      ],
      [
        "the folder of a resource",
        "{ path: app }",
        ["other"],
        { ...kustomization, "app/kustomization.yaml": "resources: [a.yaml, ../other/b.yaml]\n" },
        "kustomize app",
        "a",
        note("other"),
      ],
      [
        "the folder of a patch",
        "{ path: app }",
        ["other"],
        { ...kustomization, "app/kustomization.yaml": "resources: [a.yaml]\npatches: [{ path: ../other/p.yaml }]\n" },
        "kustomize app",
        "a",
        note("other"),
      ],
      [
        "a resource, named twice",
        "{ path: app }",
        ["app/a.yaml"],
        { ...kustomization, "app/kustomization.yaml": "resources: [a.yaml, a.yaml]\n" },
        "kustomize app",
        note("app/a.yaml"),
      ],
      ["a template", "{ path: app }", ["app/templates/b.yaml"], chart, "helm app", "a", note("app/templates/b.yaml")],
      ["all templates", "{ path: app }", ["app/templates"], chart, "helm app", note("app/templates")],
      ["the charts inside", "{ path: app }", ["app/charts"], chart, "helm app", "a", "a", note("app/charts")],
      [
        "the description of a chart",
        "{ path: app }",
        ["app/Chart.yaml"],
        chart,
        "helm app",
        "a",
        "a",
        note("app/Chart.yaml"),
      ],
    ];
  for (const [what, source, paths, files, ...expected] of cases) {
    it(`is ${what}`, () => {
      assert.deepEqual(read(source, files, closed(paths, files)), expected);
    });
  }
});

describe("a path in a folder", () => {
  const paths: readonly (readonly [folder: string, relative: string, path: string | undefined])[] = [
    ["a/b", "c.yaml", "a/b/c.yaml"],
    ["a/b", "./c//d/", "a/b/c/d"],
    ["a/b", "../../c", "c"],
    ["a/b", "../..", ""],
    ["", "a", "a"],
    ["a/b", "../../../c", undefined],
    ["a", "/b", undefined],
  ];
  for (const [folder, relative, path] of paths) {
    it(`"${folder}": ${relative}`, () => {
      assert.equal(resolvePath(folder, relative), path);
    });
  }
});

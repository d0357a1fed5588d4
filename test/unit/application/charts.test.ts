import assert from "node:assert/strict";
import { readSource } from "../../../server/core/application/source.ts";
import type { SourceReading } from "../../../server/core/application/source-member.ts";
import { documentLocation } from "../../../server/core/application/location.ts";
import { plainSource, readSourceSpec } from "../../../server/core/application/source-spec.ts";
import { startOf } from "../../../server/core/application/application.ts";
import { templatesAsWritten } from "../../../server/core/application/chart/templates-as-written.ts";
import type { Failing } from "../../../server/core/application/failure.ts";
import { openFile } from "../../../server/core/index.ts";
import { positionAt } from "../../../server/core/manifest/file.ts";
import { manifest } from "../../support/manifests.ts";
import { treeOf } from "../../support/source-tree.ts";

function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;
}

function namesIn({ members }: SourceReading): string[] {
  return members.map(({ resource }) => resource.name);
}

/** The Application of a chart that stands in the folder `chart`, read with the other files of its repository. */
function readWith(application: string, files: Readonly<Record<string, string>>): SourceReading & Failing {
  const file = openFile(application);
  const node = file.documents[0]?.parsed.root ?? assert.fail();
  const source = readSourceSpec(node, documentLocation("app.yaml", file, 0));
  return readSource(source, "shop", treeOf({ ...files, "app.yaml": application }));
}

describe("the values of a chart", () => {
  const files = {
    "chart/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
    "chart/values.yaml": "a: own\nb: own\nc: own\nlist: { one: 1, two: 2 }\n",
    "chart/values-prod.yaml": "a: beside\n",
    "chart/values.txt": "",
    "chart/env/prod.yaml": "b: prod\nlist: { two: null, three: 3 }\n",
    "chart/more/a.yaml": "a: more-a\n",
    "chart/more/z.yaml": "a: more-z\nb: more-z\n",
    "chart/more/deep/b.yaml": "b: deep\n",
    "shared.yaml": "c: shared\n",
    "text.txt": "one, two",
    "chart/templates/a.yaml": configMap("{{ .Values.a }}-{{ .Values.b }}-{{ .Values.c }}"),
    "chart/templates/b.yaml": configMap('list-{{ keys .Values.list | sortAlpha | join "-" }}'),
  };
  const given: readonly (readonly [what: string, options: string, names: readonly string[], unread?: string[]])[] = [
    ["are its own", "{}", ["own-own-own", "list-one-two"]],
    [
      "are its own under those of files",
      "valueFiles: [env/prod.yaml, /shared.yaml]",
      ["own-prod-shared", "list-one-three"],
    ],
    [
      "are those of the Application before those of files",
      "valueFiles: [env/prod.yaml], values: 'b: text', parameters: [{ name: c, value: set }]",
      ["own-text-set", "list-one-three"],
    ],
    [
      "are an object rather than a text",
      "values: 'b: text', valuesObject: { b: object }",
      ["own-object-own", "list-one-two"],
    ],
    [
      "may be in a file that may be missing",
      "valueFiles: [no.yaml], ignoreMissingValueFiles: true",
      ["own-own-own", "list-one-two"],
    ],
    [
      "are those of all files that a pattern means",
      "valueFiles: ['env/*.yaml', '/**/sha?ed.yaml']",
      ["own-prod-shared", "list-one-three"],
    ],
    [
      "are those of a file where it is named, whatever a pattern before it means",
      "valueFiles: ['/chart/values-*.yaml', 'more/**/*.yaml', more/a.yaml]",
      ["more-a-deep-own", "list-one-two"],
    ],
    [
      "are those that sets and braces mean, in the order of their names",
      "valueFiles: ['/chart/{more,env}/[!b-o]*.yaml', 'mor[^a]/{z,a}.ya?l']",
      ["more-z-more-z-own", "list-one-three"],
    ],
    [
      "may have a pattern that means nothing",
      "valueFiles: ['no/*.yaml'], ignoreMissingValueFiles: true",
      ["own-own-own", "list-one-two"],
    ],
    [
      "are not read from elsewhere",
      "valueFiles: [https://example.com/b.yaml, 'v\\[a-z*.yaml', '{a/b,c}*.yaml', '[*.yaml', '**/{a,b}*']",
      ["own-own-own", "list-one-two"],
      [
        '"https://example.com/b.yaml" is an address, and nothing is fetched.',
        '"chart/v\\[a-z*.yaml" is a pattern with signs that only Argo CD can read.',
        '"chart/{a/b,c}*.yaml" is a pattern with signs that only Argo CD can read.',
        '"chart/[*.yaml" is a pattern with signs that only Argo CD can read.',
        '"chart/**/{a,b}*" is a pattern with signs that only Argo CD can read.',
      ],
    ],
    [
      "are not known where only Argo CD can fill them in",
      "parameters: [{ name: b, value: $ARGOCD_APP_REVISION }]",
      ["own-…-own", "list-one-two"],
    ],
    [
      "are set by name and namespace",
      "parameters: [{ name: c, value: $ARGOCD_APP_NAME }]",
      ["own-own-shop", "list-one-two"],
    ],
    [
      "are the text of a file",
      "fileParameters: [{ name: list.file, path: ../text.txt }]",
      ["own-own-own", "list-file-one-two"],
    ],
  ];
  for (const [what, options, names, unread = []] of given) {
    it(what, () => {
      const reading = readWith(`path: chart\nhelm: { ${options} }\n`, files);
      assert.deepEqual(namesIn(reading), names);
      assert.deepEqual(
        reading.unread.map(({ reason }) => reason),
        unread,
      );
      assert.deepEqual(reading.failures, []);
      // What cannot be read may change anything.
      const isCertain = unread.length === 0;
      assert.ok(reading.members.every(({ conditional }) => conditional === !isCertain));
    });
  }

  it("make the application fail where a file is missing, leads out of the repository, or holds no values", () => {
    const reading = readWith(
      "path: chart\nhelm: { valueFiles: [no.yaml, ../../out.yaml, $values/a.yaml, ../text.txt, 'no-*', 'e*'] }\n",
      files,
    );
    assert.deepEqual(
      reading.failures.map(({ message, location }) => `${location.path}:${location.offset} ${message}`),
      [
        'app.yaml:33 There is no file "chart/no.yaml".',
        'app.yaml:42 "../../out.yaml" leads out of the repository: Argo CD refuses it.',
        'app.yaml:58 There is no file "a.yaml": no source of this Application has the ref that "$values" may mean, so Argo CD reads it as an empty variable.',
        "text.txt:0 Helm cannot read these values: it is not a mapping.",
        'app.yaml:87 No file matches "no-*".',
        'app.yaml:95 "e*" matches the folder "chart/env", too.',
      ],
    );
  });

  it("make the application fail where Helm refuses a parameter", () => {
    const reading = readWith(
      "path: chart\nhelm: { parameters: [{ name: a.b, value: x }], valuesObject: { a: y } }\n",
      files,
    );
    assert.deepEqual(
      reading.failures.map(({ message, location }) => `${location.path}:${location.offset} ${message}`),
      ['app.yaml:33 Helm cannot set "a.b": there is no mapping at "a".'],
    );
  });

  it("are read where they may be, beside the chart and where its Application says so", () => {
    const reading = readWith("path: chart\nhelm: { valueFiles: [env/prod.yaml] }\n", files);
    const values = reading.files.map(({ name }) => name).filter((name) => !name.includes("templates/"));
    assert.deepEqual(values, [
      "chart/Chart.yaml",
      "chart/values.yaml",
      "chart/values-prod.yaml",
      "chart/env/prod.yaml",
    ]);
  });
});

describe("a chart", () => {
  const files = {
    "chart/Chart.yaml": `apiVersion: v2
name: web
version: 1.0.0
dependencies:
  - { name: database, version: 1.0.0 }
  - { name: cache, condition: cache.enabled }
`,
    "chart/values.yaml": 'wave: "3"\njob: { names: [one, two] }\ncache: { enabled: true }\n',
    "chart/crds/widgets.yaml": `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec: { group: example.com, names: { kind: Widget } }
`,
    "chart/templates/_helpers.tpl": '{{ define "web.name" }}{{ .Release.Name }}-web{{ end }}',
    "chart/templates/NOTES.txt": "Thank you",
    "chart/templates/all.yaml": `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "web.name" . }}
  annotations:
    argocd.argoproj.io/sync-wave: {{ .Values.wave | quote }}
{{- range .Values.job.names }}
---
apiVersion: batch/v1
kind: Job
metadata: { name: {{ . }} }
{{- end }}
---
{{- if .Capabilities.APIVersions.Has "example.com/v1" }}
apiVersion: example.com/v1
kind: Widget
metadata: { name: maybe }
{{- else }}
apiVersion: v1
kind: Secret
metadata: { name: instead }
{{- end }}
`,
    "chart/templates/more/deep.yaml": `{{- if .Values.deep }}\n${configMap("deep")}{{- end }}\n`,
    "chart/charts/cache/Chart.yaml": "apiVersion: v2\nname: cache\nversion: 1.0.0\n",
    "chart/charts/cache/templates/cache.yaml": configMap("cache"),
  };
  const reading = readSource(plainSource("chart"), "shop", treeOf(files));

  it("deploys its definitions, and what its templates and those of the charts inside it print", () => {
    assert.equal(reading.type, "helm");
    assert.deepEqual(namesIn(reading), ["widgets.example.com", "cache", "shop-web", "one", "two", "instead", "maybe"]);
    assert.equal(reading.members[2]?.resource.annotations.get("argocd.argoproj.io/sync-wave"), "3");
  });

  it("has each resource where its template prints it", () => {
    const lines = reading.members.map((member) => {
      const { fileName, file, resource } = member;
      return `${resource.name} ${fileName}:${positionAt(file, startOf(member)).line + 1}`;
    });
    assert.deepEqual(lines.slice(1), [
      "cache chart/charts/cache/templates/cache.yaml:1",
      "shop-web chart/templates/all.yaml:1",
      "one chart/templates/all.yaml:9",
      "two chart/templates/all.yaml:9",
      "instead chart/templates/all.yaml:19",
      "maybe chart/templates/all.yaml:15",
    ]);
  });

  it("may deploy what depends on the cluster, and what it deploys instead", () => {
    const conditional = reading.members.filter((member) => member.conditional).map(({ resource }) => resource.name);
    assert.deepEqual(conditional, ["instead", "maybe"]);
  });

  it("says which charts are not here", () => {
    const [unread] = reading.unread;
    assert.equal(
      unread?.reason,
      'The resources of the chart "database" 1.0.0 are not known: it is not in this workspace.',
    );
    const { offset, end } = unread.location;
    assert.equal(files["chart/Chart.yaml"].slice(offset, end), "database");
  });

  it("leaves out a chart that is switched off", () => {
    const off = readWith("path: chart\nhelm: { valuesObject: { cache: { enabled: false } } }\n", files);
    assert.equal(namesIn(off).includes("cache"), false);
  });

  it("says which hooks Helm leaves out, as it does not know their events", () => {
    const { members, unread } = readSource(
      plainSource("app"),
      "",
      treeOf({
        "app/Chart.yaml": "apiVersion: v2\nname: a\nversion: 1.0.0\n",
        "app/templates/a.yaml": manifest("Job", "a", { "helm.sh/hook": "crd-install" }),
      }),
    );
    assert.deepEqual(members, []);
    assert.deepEqual(
      unread.map(({ reason }) => reason),
      ['Helm silently leaves this Job out: it does not know the hook event "crd-install".'],
    );
  });

  const broken: readonly (readonly [what: string, template: string, message: string, names: readonly string[]])[] = [
    ["half a template, of which the rest is rendered", "{{ if }}\n", "unexpected EOF", ["a-", "b"]],
    [
      "a value that is required, and shows the template as it is written",
      '{{ required "A name is needed." .Values.name }}\n',
      "A name is needed.",
      ["b", "a-{{ .Values.x }}"],
    ],
  ];
  for (const [what, text, message, names] of broken) {
    it(`stops at ${what}`, () => {
      const declared = readWith("path: chart\n", {
        "chart/Chart.yaml": "apiVersion: v2\nname: a\nversion: 1.0.0\n",
        "chart/templates/a.yaml": text + configMap("a-{{ .Values.x }}"),
        "chart/templates/b.yaml": configMap("b"),
      });
      assert.deepEqual(namesIn(declared), names);
      assert.ok(declared.failures[0]?.message.includes(message), declared.failures[0]?.message);
      assert.equal(declared.failures[0]?.location.path, "chart/templates/a.yaml");
    });
  }

  const bare = (name: string): string => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`;

  const library = {
    "lib/common/Chart.yaml": `${bare("common")}dependencies: [{ name: gone, version: ^1, repository: file://../gone }]\n`,
    "lib/common/values.yaml": "wave: 4\n",
    "lib/common/templates/a.yaml": configMap("{{ .Chart.Name }}-{{ .Values.wave }}"),
    "lib/gone/Chart.yaml": bare("gone"),
    "lib/gone/templates/a.yaml": configMap("gone"),
  };
  function readWithLibrary(dependencies: string): SourceReading & Failing {
    const chart = { "apps/web/Chart.yaml": `${bare("web")}dependencies: [${dependencies}]\n` };
    return readSource(plainSource("apps/web"), "shop", treeOf({ ...library, ...chart }));
  }

  it("is read with the charts that it names by their folders, which lack what they need themselves", () => {
    const common = "name: common, version: ^1, repository: file://../../lib/common";
    const { unread, failures, ...reading } = readWithLibrary(`{ ${common}, alias: one }, { ${common}, alias: two }`);
    assert.deepEqual(namesIn({ ...reading, unread }).toSorted(), ["one-4", "two-4"]);
    assert.equal(reading.members[0]?.fileName, "lib/common/templates/a.yaml");
    assert.deepEqual([...unread, ...failures], []);
  });

  it("lacks a chart whose folder holds another version, another chart or none", () => {
    const reading = readWithLibrary(`
      { name: common, version: ^2, repository: file://../../lib/common },
      { name: other, version: ^1, repository: file://../../lib/gone },
      { name: out, version: ^1, repository: file://../../../lib },
      { name: root, version: ^1, repository: file:///lib/gone }`);
    assert.deepEqual(
      reading.unread.map(({ text }) => text),
      ["common", "other", "out", "root"],
    );
    assert.deepEqual(namesIn(reading), []);
  });

  it("silently lacks what charts inside it name, as Helm looks only for those that it names itself", () => {
    const { members, unread } = readSource(
      plainSource(""),
      "shop",
      treeOf({
        "Chart.yaml": `${bare("web")}dependencies: [{ name: inner, version: ^2 }]\n`,
        "charts/inner/Chart.yaml": `${bare("inner")}dependencies: [{ name: gone, version: ^1 }]\n`,
        "charts/inner/templates/a.yaml": configMap("{{ .Chart.Name }}"),
      }),
    );
    // A chart of another version is there all the same, but under its own name.
    assert.deepEqual(
      members.map(({ resource, conditional }) => [resource.name, conditional]),
      [["inner", false]],
    );
    assert.deepEqual(unread, []);
  });

  const unloadable: readonly (readonly [files: Readonly<Record<string, string>>, failure: string])[] = [
    [
      { "Chart.yaml": "apiVersion: v2\nname: web\n" },
      "Chart.yaml: Helm cannot load this chart: validation: chart.metadata.version is required.",
    ],
    [
      { "Chart.yaml": bare("web"), "charts/inner/Chart.yaml": `${bare("inner")}type: strange\n` },
      "charts/inner/Chart.yaml: Helm cannot load this chart: validation: chart.metadata.type must be application or library.",
    ],
    [
      { "Chart.yaml": bare("web"), "charts/README.md": "", "charts/_old/a.yaml": "", "charts/.gitkeep": "" },
      'Chart.yaml: Helm cannot load this chart: "charts/README.md" is not a chart. Only names that begin with "_" or "." may stand beside the charts in it.',
    ],
  ];
  for (const [files, failure] of unloadable) {
    it(`is not loaded, which is said: ${failure}`, () => {
      const { failures } = readSource(plainSource(""), "shop", treeOf(files));
      assert.deepEqual(
        failures.map(({ message, location }) => `${location.path}: ${message}`),
        [failure],
      );
    });
  }

  it("is not loaded where Helm refuses a rule of its .helmignore", () => {
    const { failures } = readWith("path: chart\n", {
      "chart/.helmignore": "# None\n\n  docs/**\n",
      "chart/Chart.yaml": "apiVersion: v2\nname: a\nversion: 1.0.0\n",
    });
    assert.deepEqual(failures, [
      {
        message: `Helm cannot load this chart: it refuses line 3 of .helmignore, "docs/**". A rule has no "**" there, and closes its brackets.`,
        location: { path: "chart/Chart.yaml", offset: 0, end: 0 },
      },
    ]);
  });

  it("may stand in the root", () => {
    const tree = treeOf({
      "Chart.yaml": "apiVersion: v2\nname: a\nversion: 1.0.0\n",
      "templates/b/a.yaml": configMap("b"),
      "templates/z.yaml": configMap("z"),
      "crds/a.yaml": configMap("c"),
      "a.yaml": configMap("a"),
    });
    assert.deepEqual(namesIn(readSource(plainSource(""), "", tree)), ["c", "b", "z"]);
  });
});

describe("templates as they are written", () => {
  const conditions: readonly (readonly [
    what: string,
    templates: Readonly<Record<string, string>>,
    maybe: string[],
    sure: string[],
  ])[] = [
    [
      "between blocks that several documents share",
      { "a.yaml": `{{- range .x }}\n---\n${configMap("a")}---\n${configMap("b")}{{- end }}\n---\n${configMap("c")}` },
      ["a", "b"],
      ["c"],
    ],
    [
      "behind a block that is closed before it",
      { "a.yaml": `{{- if .x }}{{ else }}{{- end }}\n{{- with .y }}{{- end }}\n${configMap("a")}` },
      [],
      ["a"],
    ],
    [
      "behind a block too many that is closed",
      { "a.yaml": `{{ end }}\n---\n{{ if .x }}\n${configMap("a")}{{ end }}\n` },
      ["a"],
      [],
    ],
    [
      "inside of two blocks",
      { "a.yaml": `{{ if .x }}{{ if .y }}\n${configMap("a")}{{ end }}\n---\n${configMap("b")}{{ end }}\n` },
      ["a", "b"],
      [],
    ],
    [
      "with blocks in it",
      { "a.yaml": `${configMap("a")}{{ if .x }}\ndata: {}\n{{ end }}\n---\n${configMap("b")}` },
      [],
      ["a", "b"],
    ],
    ["in another file", { "a.yaml": `{{ if .x }}\n${configMap("a")}`, "b.yaml": configMap("b") }, ["a"], ["b"]],
  ];
  for (const [what, templates, maybe, sure] of conditions) {
    it(`mark what may not be there ${what}`, () => {
      const members = templatesAsWritten(
        Object.entries(templates).map(([name, text]) => ({ name, file: openFile(text) })),
      );
      const named = (some: typeof members): string[] => some.map(({ resource }) => resource.name);
      assert.deepEqual(named(members.filter(({ conditional }) => conditional)), maybe);
      assert.deepEqual(named(members.filter(({ conditional }) => !conditional)), sure);
    });
  }
});

describe("charts inside a chart", () => {
  const wanted = `apiVersion: v2
name: app
version: 1.0.0
dependencies:
  - { name: sub, version: 1.x.x, repository: https://example.com }
`;
  const sub = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;
  const twice = (one: string, other: string): Readonly<Record<string, string>> => ({
    "chart/Chart.yaml": wanted,
    "chart/charts/sub/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 1.0.0\n",
    "chart/charts/sub/templates/a.yaml": one,
    "chart/charts/sub-copy/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 1.0.0\n",
    "chart/charts/sub-copy/templates/a.yaml": other,
  });
  const read = (files: Readonly<Record<string, string>>): SourceReading =>
    readSource(plainSource("chart"), "shop", treeOf(files));

  it("that differ and could each be the one that is needed are not guessed", () => {
    const { members, unread } = read(twice(sub("one"), sub("two")));
    assert.deepEqual(members, []);
    assert.deepEqual(
      unread.map(({ reason }) => reason),
      [
        'The resources of the chart "sub" 1.x.x are not known: it is in "charts" more than once, and Helm takes either of them. Keep one.',
      ],
    );
  });

  it("that are the same count once", () => {
    const { members, unread } = read(twice(sub("one"), sub("one")));
    assert.deepEqual([members.map(({ resource }) => resource.name), unread], [["one"], []]);
  });
});

describe("a chart that Helm stops at", () => {
  const library = {
    "chart/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\ntype: library\n",
    "chart/values.yaml": "",
    "chart/templates/a.yaml": configMap("a"),
  };
  const failing = {
    "chart/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
    "chart/values.yaml": "",
    "chart/templates/a.yaml": '{{ fail "An image is required." }}',
  };

  it("says that nothing of a library is rendered", () => {
    const reason = "library charts are not installable.";
    assert.deepEqual(
      readSource(plainSource("chart"), "shop", treeOf(library)).unread.map((it) => it.reason),
      [`Helm renders nothing of this chart: ${reason}`],
    );
    const [failure] = readWith("{ path: chart, helm: { releaseName: a } }", library).findFailures();
    assert.equal(failure?.message, `Helm cannot render this chart: ${reason}`);
  });

  it("ends what its author wrote as one sentence", () => {
    assert.deepEqual(
      readSource(plainSource("chart"), "shop", treeOf(failing)).unread.map((it) => it.reason),
      [
        "With the values that are known here, Helm stops at this template: error calling fail: An image is required. It is shown as it is written.",
      ],
    );
  });
});

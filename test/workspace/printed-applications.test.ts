import assert from "node:assert/strict";
import { openFile } from "../../server/core/index.ts";
import type { Files } from "../../server/workspace/files.ts";
import { Workspace } from "../../server/workspace/workspace.ts";
import { memoryFiles } from "../support/memory-files.ts";

type Texts = Readonly<Record<string, string>>;

function application(name: string, path: string, more = ""): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: "${name}" }
spec:
  source:
    repoURL: https://git.example.com/shop.git
    path: "${path}"
${more === "" ? "" : `    helm:\n${more}`}  destination: { namespace: "${name}-space" }
`;
}

function chart(folder: string, templates: Texts, values = ""): Texts {
  const files = Object.entries(templates).map(([name, text]) => [`${folder}/templates/${name}`, text] as const);
  return {
    [`${folder}/Chart.yaml`]: "apiVersion: v2\nname: any\nversion: 1.0.0\n",
    [`${folder}/values.yaml`]: values,
    ...Object.fromEntries(files),
  };
}

const configMap = `apiVersion: v1
kind: ConfigMap
metadata:
  name: "{{ .Release.Name }}-{{ .Values.size }}"
  annotations: { argocd.argoproj.io/sync-wave: "{{ .Values.wave }}" }
`;

/** A chart that deploys others, named by their folders in its values. */
const root = chart(
  "root",
  {
    "all.yaml": `{{- range $name, $it := .Values.apps }}\n---\n${application("{{ $name }}", "{{ $it.path }}", "      parameters: [{ name: wave, value: '{{ $it.wave }}' }]\n")}{{- end }}\n`,
  },
  "apps:\n  web: { path: charts/web, wave: 3 }\n  db: { path: charts/db, wave: 1 }\n",
);

const web = chart("charts/web", { "a.yaml": configMap }, "size: small\nwave: 0\n");
const db = chart("charts/db", { "a.yaml": configMap }, "size: large\nwave: 0\n");

interface Opened {
  readonly workspace: Workspace;
  readonly files: Files;
  readonly edit: (path: string, text: string) => void;
  /** How often each file has been read from disk. */
  readonly reads: Map<string, number>;
}

async function open(texts: Texts): Promise<Opened> {
  const open = new Map<string, ReturnType<typeof openFile>>();
  const reads = new Map<string, number>();
  const memory = memoryFiles(Object.fromEntries(Object.entries(texts).map(([path, text]) => [`/repo/${path}`, text])));
  const files: Files = {
    ...memory,
    read: (path) => {
      reads.set(path, (reads.get(path) ?? 0) + 1);
      return memory.read(path);
    },
  };
  const workspace = new Workspace(files, (path) => open.get(path));
  await workspace.applications.search("/repo");
  return {
    ...{ workspace, files, reads },
    edit: (path, text) => {
      const file = openFile(text);
      open.set(`/repo/${path}`, file);
      workspace.applications.changed(`/repo/${path}`, file);
    },
  };
}

/** The application of a file in a few words: its name, its namespace, and its resources with their waves. */
async function ownerOf(path: string, { workspace }: Opened): Promise<string> {
  const { application } = (await workspace.applications.ofFile(`/repo/${path}`)) ?? assert.fail();
  const { name, namespace, members, declared } = application;
  const resources = members.map(
    ({ resource }) => `${resource.name} ${resource.annotations.get("argocd.argoproj.io/sync-wave") ?? "?"}`,
  );
  return `${declared ? "" : "undeclared "}${name} in ${namespace}: ${resources.join(", ")}`;
}

describe("Applications that charts print", () => {
  it("deploy what they name, with the values that are printed", async () => {
    const opened = await open({ ...root, ...web, ...db });
    assert.equal(await ownerOf("charts/web/templates/a.yaml", opened), "web in web-space: web-small 3");
    assert.equal(await ownerOf("charts/db/values.yaml", opened), "db in db-space: db-large 1");
  });

  it("follow the values of whoever deploys their chart", async () => {
    const values = "      valuesObject: { apps: { web: { wave: 7 } } }\n";
    const opened = await open({ ...root, ...web, ...db, "apps/root.yaml": application("root", "root", values) });
    assert.equal(await ownerOf("charts/web/templates/a.yaml", opened), "web in web-space: web-small 7");
  });

  it("deploy charts that print others in turn", async () => {
    const middle = chart(
      "middle",
      {
        "a.yaml": application(
          "{{ .Release.Name }}-web",
          "charts/web",
          "      valuesObject: { wave: {{ .Values.wave }} }\n",
        ),
      },
      "wave: 0\n",
    );
    const apps = "apps:\n  team: { path: middle, wave: 5 }\n";
    const opened = await open({ ...root, ...middle, ...web, "root/values.yaml": apps });
    assert.equal(
      await ownerOf("charts/web/templates/a.yaml", opened),
      "team-web in team-web-space: web-small 5".replace("web-small", "team-web-small"),
    );
  });

  it("may deploy their own chart, and one another", async () => {
    const self = chart("self", { "a.yaml": application("{{ .Release.Name }}", "self") });
    const ring = (folder: string, next: string): Texts => chart(folder, { "a.yaml": application(`${next}-app`, next) });
    const opened = await open({ ...self, ...ring("one", "two"), ...ring("two", "one") });
    assert.match(await ownerOf("self/templates/a.yaml", opened), /^self in self-space: self /);
    assert.match(await ownerOf("one/templates/a.yaml", opened), /^one-app in one-app-space: two-app /);
    assert.match(await ownerOf("two/templates/a.yaml", opened), /^two-app in two-app-space: one-app /);
  });

  it("end, even if each deploys its chart once more", async () => {
    const more = "      parameters: [{ name: depth, value: '{{ add1 (int .Values.depth) }}' }]\n";
    const opened = await open(
      chart("more", { "a.yaml": application("more-{{ .Values.depth }}", "more", more) }, "depth: 0\n"),
    );
    assert.match(await ownerOf("more/templates/a.yaml", opened), /^more-0 in /);
  });

  it("own nothing where their path is not known", async () => {
    const path = "charts/{{ randAlpha 3 }}";
    const opened = await open({ ...chart("root", { "a.yaml": application("web", path) }), ...web });
    assert.equal(await ownerOf("charts/web/templates/a.yaml", opened), "undeclared web in default: web-small 0");
  });

  it("leave unknown what they give of values that are not known", async () => {
    const more = "      valuesObject: { wave: {{ randNumeric 1 | quote }}, size: tiny }\n";
    const opened = await open({ ...chart("root", { "a.yaml": application("web", "charts/web", more) }), ...web });
    assert.equal(await ownerOf("charts/web/templates/a.yaml", opened), "web in web-space: web-tiny ?");
  });

  it("are still likely where they are only printed with other values, unless those are known", async () => {
    const optional = chart("root", {
      "a.yaml": `{{- if .Values.on }}\n${application("web", "charts/web")}{{- end }}\n`,
    });
    const web0 = "web-small 0";
    assert.equal(
      await ownerOf("charts/web/templates/a.yaml", await open({ ...optional, ...web })),
      `web in web-space: ${web0}`,
    );
    const known = { ...optional, ...web, "apps/root.yaml": application("root", "root") };
    assert.equal(await ownerOf("charts/web/templates/a.yaml", await open(known)), `undeclared web in default: ${web0}`);
  });

  it("follow each edit of the values of their chart, and no edit of what they deploy renders that again", async () => {
    const opened = await open({ ...root, ...web, ...db });
    assert.equal(await ownerOf("charts/web/templates/a.yaml", opened), "web in web-space: web-small 3");
    opened.edit("root/values.yaml", "apps:\n  web: { path: charts/web, wave: 9 }\n");
    assert.equal(await ownerOf("charts/web/templates/a.yaml", opened), "web in web-space: web-small 9");
    const all = await opened.workspace.applications.declared.all();
    opened.edit("charts/web/values.yaml", "size: huge\nwave: 0\n");
    assert.equal(await ownerOf("charts/web/templates/a.yaml", opened), "web in web-space: web-huge 9");
    assert.equal(await opened.workspace.applications.declared.all(), all);
    opened.edit("root/values.yaml", "apps: {}\n");
    assert.equal(await ownerOf("charts/web/templates/a.yaml", opened), "undeclared web in default: web-huge 0");
  });

  it("may come from an ApplicationSet in a template", async () => {
    const set = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: all }
spec:
  generators:
    - list: { elements: [{ name: "{{ .Values.first }}" }] }
  template:
    metadata: { name: "{{ "{{name}}" }}" }
    spec:
      source: { repoURL: https://git.example.com/shop.git, path: "charts/{{ "{{name}}" }}" }
      destination: { namespace: set-space }
`;
    const opened = await open({ ...chart("root", { "a.yaml": set }, "first: web\n"), ...web });
    assert.equal(await ownerOf("charts/web/templates/a.yaml", opened), "web in set-space: web-small 0");
  });
});

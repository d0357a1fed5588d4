import { gzipSync } from "node:zlib";

/** An application whose files are made to do harm once a tool renders it. */
export interface HostileApplication {
  readonly name: string;
  /** By path; `-> PATH` makes a link. The application is in the folder `app`. Whatever a program would run is `app/run-me`. */
  readonly files: Readonly<Record<string, string | Buffer>>;
  /** What the user is told instead. */
  readonly refusal: RegExp;
}

/** Where an address in a file leads to, on this machine, which no proxy keeps from being reached. */
export type Address = string;

/** The attacks. `address` is a server that must not be asked. */
export function hostileApplications(address: Address): readonly HostileApplication[] {
  return [...helmOptions(address), ...charts(address), ...kustomizations(address)];
}

const template = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";

const chart = { "app/Chart.yaml": "apiVersion: v2\nname: app\nversion: 1.0.0\n", "app/templates/a.yaml": template };

/** A chart with an Application that has these options for Helm. */
export function chartWith(options: object, namespace = "shop"): Readonly<Record<string, string>> {
  const source = { repoURL: "https://example.com/owner/repo", path: "app", helm: options };
  const metadata = { name: "web", namespace: "argocd" };
  const spec = { destination: { namespace }, source };
  const application = { apiVersion: "argoproj.io/v1alpha1", kind: "Application", metadata, spec };
  return { ...chart, "application.yaml": JSON.stringify(application) };
}

function helmOptions(address: Address): readonly HostileApplication[] {
  const option = "--post-renderer=./run-me";
  const with_ = (name: string, options: object, refusal: RegExp): HostileApplication => ({
    name,
    files: chartWith(options),
    refusal,
  });
  return [
    with_("an option as the name of a release", { releaseName: option }, /cannot be the name of a Helm release/),
    with_(
      "a template as the name of a release",
      { releaseName: '{{ env "HOME" }}' },
      /cannot be the name of a Helm rel/,
    ),
    { name: "an option as a namespace", files: chartWith({}, option), refusal: /cannot be the name of a namespace/ },
    with_("an option as the namespace of Helm", { namespace: option }, /cannot be the name of a namespace/),
    with_("an option as a version", { kubeVersion: option }, /not a version of Kubernetes/),
    with_("an option as an API version", { apiVersions: ["v1", option] }, /not an API version/),
    with_("values from an address", { valueFiles: [`${address}/v.yaml`] }, /is an address, and nothing is fetched/),
    with_("values from another kind of address", { valueFiles: ["s3::x/y"] }, /is an address/),
    with_("values behind a comma", { valueFiles: [`x,${address}/v.yaml`] }, /characters that no option of Helm/),
    with_("values above the repository", { valueFiles: ["../../../etc/hostname"] }, /leads out of the repository/),
    {
      ...with_("values behind a link", { valueFiles: ["v.yaml"] }, /leads out of the repository/),
      files: { ...chartWith({ valueFiles: ["../v.yaml"] }), "v.yaml": "-> /etc/hostname" },
    },
    with_(
      "a file from an address",
      { fileParameters: [{ name: "a", path: `${address}/f` }] },
      /is an address, and nothing is fetched/,
    ),
    with_(
      "an address in the name of a file parameter",
      { fileParameters: [{ name: `a=${address}/f,b`, path: "Chart.yaml" }] },
      /cannot be the name of a file parameter/,
    ),
  ];
}

function charts(address: Address): readonly HostileApplication[] {
  const schema = JSON.stringify({ $ref: `${address}/schema.json` });
  const lib = entryOf("lib/Chart.yaml", "apiVersion: v2\nname: lib\nversion: 1.0.0\n");
  const schemaName = "lib/values.schema.json";
  const packed = packedChart(lib, entryOf(schemaName, schema));
  const hidden = entryOf(schemaName, schema);
  return [
    {
      name: "a link out of a chart",
      files: { ...chart, "app/files": "-> /etc" },
      refusal: /link that leads out of the r/,
    },
    {
      name: "a template that is a link out of the chart",
      files: { ...chart, "app/templates/b.yaml": "-> /etc/hostname" },
      refusal: /link that leads out of the repository/,
    },
    {
      name: "a schema that refers to an address",
      files: { ...chart, "app/values.schema.json": schema },
      refusal: /schema of values .* nothing is fetched/,
    },
    {
      name: "a schema behind a link of that name",
      files: { ...chart, "app/a.json": schema, "app/values.schema.json": "-> a.json" },
      refusal: /schema of values .* nothing is fetched/,
    },
    {
      name: "a schema with something behind it",
      files: { ...chart, "app/values.schema.json": `${schema} x` },
      refusal: /is not JSON/,
    },
    {
      name: "a schema in a packed chart",
      files: { ...chart, "app/charts/lib-1.0.0.tgz": packed },
      refusal: /schema of values .* nothing is fetched/,
    },
    {
      name: "a schema in a packed chart in a packed chart",
      files: { ...chart, "app/charts/top-1.0.0.tgz": packedChart(entryOf("top/charts/lib-1.0.0.tgz", packed)) },
      refusal: /schema of values .* nothing is fetched/,
    },
    ...["", "."].map((name) => ({
      name: `a schema in a packed chart whose name is in front of "${name}"`,
      files: { ...chart, "app/charts/lib-1.0.0.tgz": packedChart(lib, entryOf(name, schema, { before: schemaName })) },
      refusal: /schema of values .* nothing is fetched/,
    })),
    {
      name: "a schema where the content of a folder would be",
      files: {
        ...chart,
        "app/charts/lib-1.0.0.tgz": packedChart(lib, entryOf("lib/templates/", hidden, { type: "5" })),
      },
      refusal: /cannot be unpacked here/,
    },
  ];
}

function kustomizations(address: Address): readonly HostileApplication[] {
  const elsewhere = /on another machine: nothing is fetched/;
  const with_ = (
    name: string,
    text: string,
    refusal: RegExp = elsewhere,
    files: Readonly<Record<string, string>> = {},
  ): HostileApplication => ({
    name,
    files: { "app/kustomization.yaml": text, "app/a.yaml": template, ...files },
    refusal,
  });
  const exec = `apiVersion: x/v1\nkind: Run\nmetadata:\n  name: x\n  annotations:\n    config.kubernetes.io/function: "exec: {path: ./run-me}"\n`;
  const builtIn = `apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: x}\npath: ${address}/p.yaml\n`;
  const inJson = `{"apiVersion":"builtin","kind":"ConfigMapGenerator","metadata":{"name":"x"},"files":["${address}/f"]}`;
  const inText = (before: string, after: string): string =>
    `apiVersion: builtin\\nkind: ConfigMapGenerator\\nmetadata: {name: x}\\n${before}\\nfiles: ['${address}/f']\\n${after}\\n`;
  const notPlain = /is not plain YAML/;
  const needsOptions = /only with options which are never given/;
  return [
    with_("a resource from an address", `resources: [a.yaml, "${address}/b.yaml"]`),
    with_("a resource from a repository", "resources: [github.com/owner/repo]"),
    with_("a resource through SSH", "resources: ['git@example.com:owner/repo']"),
    with_("a field with other letters", `Resources: ["${address}/b.yaml"]`),
    with_("a resource behind an anchor", `commonAnnotations: {x: &a "${address}/b"}\nresources: [*a]`),
    with_(
      "a resource beside aliases that multiply",
      `a: &a [x, x, x, x, x, x, x, x, x, x]\n${"bcdef".replace(/./g, (name) => `${name}: &${name} [${`*${String.fromCharCode(name.charCodeAt(0) - 1)}, `.repeat(10)}]\n`)}resources: ["${address}/b.yaml"]`,
      /is not plain YAML, so what it would load is not known/,
    ),
    with_("a patch from an address", `resources: [a.yaml]\npatches: [{path: "${address}/p.yaml"}]`),
    with_("a generator from an address", `configMapGenerator: [{name: x, files: ["a=${address}/f"]}]`),
    with_("a schema from an address", `resources: [a.yaml]\nopenapi: {path: "${address}/o.json"}`),
    with_("a base whose base is elsewhere", "resources: [../base]", elsewhere, {
      "base/kustomization.yaml": `bases: ["${address}/x"]`,
    }),
    with_("settings of a transformer from elsewhere", "resources: [a.yaml]\ntransformers: [t.yaml]", elsewhere, {
      "app/t.yaml": builtIn,
    }),
    with_("settings of a transformer in a folder", "resources: [a.yaml]\ntransformers: [../t]", elsewhere, {
      "t/kustomization.yaml": "resources: [t.yaml]",
      "t/t.yaml": builtIn,
    }),
    with_(
      "settings of a transformer as text",
      `resources: [a.yaml]\ntransformers:\n- |\n  ${builtIn.replaceAll("\n", "\n  ")}`,
    ),
    with_("a program as a generator", "generators: [g.yaml]", needsOptions, { "app/g.yaml": exec }),
    with_("a program as a transformer", "resources: [a.yaml]\ntransformers: [g.yaml]", needsOptions, {
      "app/g.yaml": exec,
    }),
    with_(
      "a resource in what looks like a template",
      `namePrefix: "{{"\nresources: ["${address}/b"]\nnameSuffix: "}}"`,
    ),
    with_(
      "a resource behind a break of YAML 1.1",
      `# x\u0085resources: ["${address}/b"]\nnamePrefix: a`,
      /not plain YAML/,
    ),
    with_("a chart", `helmCharts: [{name: lib, repo: "${address}/charts"}]`, needsOptions),
    with_("a base behind a link", "resources: [out]", /outside of the repository/, { "app/out": "-> /etc" }),
    with_(
      "a field with a letter that Go takes for an s",
      `configMapGenerator: [{name: x, file\u017F: ["${address}/f"]}]`,
    ),
    with_("a base in a field with such a letter", "re\u017Fources: [../base]", elsewhere, {
      "base/kustomization.yaml": `bases: ["${address}/x"]`,
    }),
    with_(
      "an address that is encoded",
      `configMapGenerator: [{name: x, files: [!!binary ${Buffer.from(`${address}/f`).toString("base64")}]}]`,
      notPlain,
    ),
    with_("a field whose name is encoded", `!!binary cmVzb3VyY2Vz: ["${address}/b"]`, notPlain),
    with_("more than is read", `# ${"x".repeat(1_000_000)}\n? resources\n: ["${address}/b"]\n`, notPlain),
    with_("more documents than are read", `resources: ["${address}/b"]\n${"---\n".repeat(50_000)}`, notPlain),
    with_(
      "fields deeper than is read",
      `${"<<: {".repeat(201)}resources: ["${address}/b"]${"}".repeat(201)}\n`,
      notPlain,
    ),
    with_("settings as text behind a marker", `generators: ['--- ${inJson}']`),
    with_("settings as text with a tag", `generators: ['!!map ${inJson}']`),
    with_("settings as text in what looks like a template", `generators: ["${inText("#\\x7b\\x7b/*", "#*/}}")}"]`),
    with_("settings as text behind a break of YAML 1.1", `generators: ["${inText("# x\\L#", "")}"]`, notPlain),
    with_("settings that are changed where they stand", "generators: [../gens]", /may change settings of plugins/, {
      "gens/kustomization.yaml": `resources: [g.yaml]\npatches: [{target: {kind: ConfigMapGenerator}, patch: '[{"op": "add", "path": "/files", "value": ["${address}/f"]}]'}]`,
      "gens/g.yaml": "apiVersion: builtin\nkind: ConfigMapGenerator\nmetadata: {name: x}\nliterals: [a=b]\n",
    }),
    with_("a base whose name ends with a blank", 'resources: ["../base "]', elsewhere, {
      "base/kustomization.yaml": "resources: []",
      "base /kustomization.yaml": `resources: ["${address}/x"]`,
    }),
    with_("a base whose name has a line break", 'resources: ["../ba\\nse"]', elsewhere, {
      "ba\nse/kustomization.yaml": `resources: ["${address}/x"]`,
    }),
    with_("a kustomization that is no YAML", "resources: [a.yaml, 'x]", /not plain YAML/),
  ];
}

/** A packed chart, as `helm package` writes it. */
function packedChart(...entries: readonly Buffer[]): Buffer {
  return gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]));
}

/** `before` is what stands in front of a long path; `type` is that of a file, or "5" for a folder. */
function entryOf(path: string, content: string | Buffer, { before = "", type = "0" } = {}): Buffer {
  const bytes = Buffer.from(content);
  const padding = Buffer.alloc((512 - (bytes.length % 512)) % 512);
  return Buffer.concat([headerOf(path, bytes.length, before, type), bytes, padding]);
}

function headerOf(path: string, size: number, before: string, type: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write("0000644\0", 100);
  header.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  header.write("0".repeat(11), 136);
  header.write(`        ${type}`, 148);
  header.write("ustar\u000000", 257);
  header.write(before, 345);
  const sum = header.reduce((all, byte) => all + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

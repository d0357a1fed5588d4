/**
 * Renders applications that were made to do harm with real tools, and says where one of them reaches a server, runs a program, or
 * fails where it should render. Each attack is tried once more with the network allowed, which shows those that would have
 * reached it.
 */
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { planFolder } from "../../server/cli/plan/folder.ts";
import { renderPlanned } from "../../server/cli/plan/render-planned.ts";
import type { Network } from "../../server/workspace/tool-environment.ts";
import { chartWith, hostileApplications } from "../support/hostile-applications.ts";
import { hasRealTools, realTools } from "./real-tools.ts";

const root = join(import.meta.dirname, "..", "..");

async function tryAll(): Promise<void> {
  const reached: string[] = [];
  const server = createServer(({ url }, response) => {
    reached.push(url ?? "");
    response.end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [path, home] = [process.env["PATH"], process.env["HOME"]];
  let [count, real] = [0, 0];
  for (const tools of realTools(root)) {
    process.env["PATH"] = [tools, path].join(delimiter);
    for (const { name, files, refusal } of hostileApplications(address)) {
      const said = await render(files, "blocked");
      count++;
      if (!refusal.test(said.text)) report(`${name}: not refused, but: ${said.text}`);
      if (said.marked) report(`${name}: a program ran`);
      for (const url of reached.splice(0)) report(`${name}: ${url} was asked for`);
      if ((await render(files, "allowed")).marked) report(`${name}: a program ran once the network was allowed`);
      if (reached.splice(0).length > 0) real++;
    }
    for (const { name, files, expected } of harmless) {
      const said = await render(files, "blocked");
      count++;
      if (!expected.test(said.text)) report(`${name}: ${said.text}`);
      for (const url of reached.splice(0)) report(`${name}: ${url} was asked for`);
    }
  }
  Object.assign(process.env, { PATH: path, HOME: home });
  server.close();
  console.log(
    `Rendered ${count} applications that were made to do harm, or look like it: ${real} would have reached the network.`,
  );
}

function report(text: string): void {
  console.log(text);
  process.exitCode = 1;
}

interface Harmless {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly expected: RegExp;
}

const printed = `apiVersion: v1
kind: ConfigMap
metadata:
  name: "{{ .Release.Name }}.{{ .Release.Namespace }}.{{ .Capabilities.KubeVersion.Minor }}.{{ .Values.x }}.{{ .Values.top }}"
  annotations: {a: '{{ index .Values.list 1 }} {{ .Values.text }} {{ .Values.file | trim }} {{ .Capabilities.APIVersions.Has "x.y/v1" }}'}
`;

const harmless: readonly Harmless[] = [
  {
    name: "options that look like options of Helm",
    files: {
      ...chartWith({
        valueFiles: ["-x.yaml", "/top.yaml", "gone.yaml"],
        ignoreMissingValueFiles: true,
        kubeVersion: "v1.30.0",
        apiVersions: ["x.y/v1"],
        values: "z: 1\n",
        parameters: [
          { name: "--post-renderer", value: "./run-me" },
          { name: "list", value: "{1,2}" },
          { name: "text", value: "a,b" },
        ],
        fileParameters: [{ name: "file", path: "-x.yaml" }],
      }),
      "app/templates/a.yaml": printed,
      "app/-x.yaml": "x: 3\n",
      "top.yaml": "top: 4\n",
    },
    expected: /web\.shop\.30\.3\.4/,
  },
  {
    name: "a schema with references of its own",
    files: {
      ...chartWith({ values: "x: 1\n" }),
      "app/values.schema.json": JSON.stringify({
        $schema: "https://json-schema.org/draft/2020-12/schema",
        $defs: { x: { type: "number" } },
        properties: { x: { $ref: "#/$defs/x" } },
      }),
    },
    expected: /ConfigMap:.*\/a/,
  },
  {
    name: "a schema that the values do not fit",
    files: {
      ...chartWith({ values: "x: text\n" }),
      "app/values.schema.json": '{"properties": {"x": {"type": "number"}}}',
    },
    expected: /cannot sync.*number/s,
  },
  {
    name: "a dependency that nobody has fetched",
    files: {
      ...chartWith({}),
      "app/Chart.yaml":
        "apiVersion: v2\nname: app\nversion: 1.0.0\ndependencies: [{name: lib, version: 1.0.0, repository: http://127.0.0.1:9}]\n",
    },
    expected: /Run "helm dependency build" first/,
  },
  {
    name: "a generator that reads a file above its kustomization",
    files: { "app/kustomization.yaml": "configMapGenerator: [{name: x, files: [/etc/hostname]}]\n" },
    expected: /cannot sync.*security/s,
  },
  {
    name: "a kustomization with bases, patches and addresses in its texts",
    files: {
      "app/kustomization.yaml":
        'resources: [../base]\ncommonAnnotations: {docs: "https://example.com"}\nconfigMapGenerator: [{name: x, literals: ["a=https://example.com {{ $x }}"]}]\n',
      "base/kustomization.yaml": "resources: [a.yaml]\n",
      "base/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: base}\n",
    },
    expected: /ConfigMap:.*\/base/,
  },
];

/** What the user is told of the application in a folder, and whether a program of it ran. */
async function render(
  files: Readonly<Record<string, string | Buffer>>,
  network: Network,
): Promise<{ readonly text: string; readonly marked: boolean }> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "hostile-")));
  try {
    const repository = join(folder, "repository");
    process.env["HOME"] = folder;
    const run = `#!/bin/sh\ntouch ${join(folder, "marked")}\n`;
    for (const [path, content] of Object.entries({ ...files, ".git/HEAD": "ref: refs/heads/main\n" })) {
      const to = join(repository, path);
      mkdirSync(dirname(to), { recursive: true });
      const text = Buffer.from(content).toString("latin1");
      if (text.startsWith("-> ")) symlinkSync(text.slice("-> ".length), to);
      else writeFileSync(to, content);
    }
    writeFileSync(join(repository, "app", "run-me"), run, { mode: 0o755 });
    const { planned } = await planFolder(join(repository, "app"), { namespace: undefined, version: undefined });
    const texts = await Promise.all(
      planned.map(async (it) => textOf(await renderPlanned(it, { network, say: () => undefined }))),
    );
    return { text: texts.join("\n"), marked: existsSync(join(folder, "marked")) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function textOf(rendered: Awaited<ReturnType<typeof renderPlanned>>): string {
  if ("complaint" in rendered) return rendered.complaint;
  const { error, members } = rendered.application;
  if (error !== undefined) return `Argo CD cannot sync it: ${error}`;
  return members.map(({ resource: { kind, namespace, name } }) => `${kind}:${namespace}/${name}`).join("\n");
}

if (hasRealTools) await tryAll();
else console.log("The tools from npm run on Linux on x64 only: no attack was tried.");

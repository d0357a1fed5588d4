import { isAbsolute, join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { rulePage, rules, type RuleText, type Severity, visible, wellFormed } from "../../core/index.ts";
import { type Shown, shownJson } from "../shown.ts";
import type { PrintedPlace } from "../../results/index.ts";
import type { LintReport, Repair, ReportedFinding } from "./finding.ts";
import { type Fingerprint, fingerprintsOf, fromRoot } from "./fingerprints.ts";
import { grouped } from "./grouped.ts";
import { version } from "../../workspace/product-version.ts";

const levels: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** What GitHub sorts rules by. */
const problemSeverities: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "recommendation",
  hint: "recommendation",
};

/** The name of the folder that all relative addresses begin at. */
const baseId = "SRCROOT";

/** The findings as SARIF 2.1.0, which code scanning services read. */
export function formatFindingsAsSarif(report: LintReport): Shown {
  const { findings, root, complaints } = report;
  const fingerprints = fingerprintsOf(report);
  const run = {
    tool: {
      driver: {
        name: "argocd-annotations",
        fullName: "Argo CD Annotations",
        informationUri: "https://github.com/argocd-annotations/argocd-annotations",
        version,
        semanticVersion: version,
        rules: rules.map(toDescriptor),
      },
    },
    automationDetails: { id: "argocd-annotations/" },
    invocations: [
      {
        executionSuccessful: complaints.length === 0,
        toolExecutionNotifications: complaints.map((text) => ({ level: "error", message: { text: plain(text) } })),
      },
    ],
    originalUriBaseIds: {
      [baseId]: { uri: pathToFileURL(join(root, sep)).href, description: { text: "The root of the repository." } },
    },
    columnKind: "utf16CodeUnits",
    results: findings.map((finding, index) => toResult(finding, root, fingerprints[index])),
  };
  return shownJson({ $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] });
}

function toDescriptor({ id, severity, summary }: RuleText): object {
  const page = rulePage(id);
  return {
    id,
    name: id.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    helpUri: page,
    help: { text: `${summary} See ${page}.`, markdown: `${summary} See [${id}](${page}).` },
    defaultConfiguration: { level: levels[severity] },
    properties: {
      tags: ["argocd", "gitops", "kubernetes"],
      precision: "very-high",
      "problem.severity": problemSeverities[severity],
    },
  };
}

function toResult(finding: ReportedFinding, root: string, fingerprint: Fingerprint | undefined): object {
  const { rule, severity, message, related, repairs, source } = finding;
  const others = related.map((place) => ({ physicalLocation: placeOf(place, root), text: plain(place.message) }));
  if (source?.file !== undefined)
    others.push({
      physicalLocation: { artifactLocation: artifactOf(source.file, root) },
      text: "It was rendered from this file.",
    });
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: levels[severity],
    message: { text: plain(message) },
    locations: [{ physicalLocation: placeOf(finding, root) }],
    ...(others.length > 0 && {
      relatedLocations: others.map(({ physicalLocation, text }, id) => ({ id, physicalLocation, message: { text } })),
    }),
    ...(repairs.length > 0 && { fixes: repairs.map((repair) => toFix(repair, root)) }),
    ...(fingerprint && {
      partialFingerprints: { primaryLocationLineHash: `${fingerprint.hash}:${fingerprint.number}` },
    }),
  };
}

function toFix({ title, edits }: Repair, root: string): object {
  return {
    description: { text: plain(title) },
    artifactChanges: [...grouped(edits, ({ file }) => file)].map(([file, some]) => ({
      artifactLocation: artifactOf(file, root),
      replacements: some.map((edit) => ({
        deletedRegion: regionOf(edit),
        insertedContent: { text: edit.text },
      })),
    })),
  };
}

function placeOf(place: PrintedPlace, root: string): object {
  return { artifactLocation: artifactOf(place.file, root), region: regionOf(place) };
}

function regionOf({ line, column, endLine, endColumn }: PrintedPlace): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** A message for people; SARIF makes a link of `[words](address)` in it. */
function plain(message: string): string {
  return visible(message, Infinity).replaceAll("](", "] (");
}

/** Relative to the root of the repository, so that a service finds the file in its own checkout; standard input has no place. */
function artifactOf(file: string, root: string): object {
  const path = fromRoot(file, root);
  if (isAbsolute(path)) return { uri: pathToFileURL(path).href };
  return { uri: wellFormed(path).split("/").map(encodeURIComponent).join("/"), uriBaseId: baseId };
}

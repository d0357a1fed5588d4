import { isApplication, toApplication } from "../application/argocd-application.ts";
import { documentLocation } from "../application/location.ts";
import { documentStart, type ManifestFile, openFile, positionAt } from "../manifest/file.ts";
import { readManifests } from "../manifest/manifest.ts";
import { type Node, nodeAt } from "../manifest/node.ts";
import { type ParsedDocument, parsePlainText } from "../manifest/parse.ts";
import { syntaxWords } from "../manifest/syntax-words.ts";
import { changedSources } from "./changed-sources.ts";
import { flagAt, listAt, numberAt, textAt, textsAt } from "./fields.ts";
import type { LiveApplication, LiveCondition, LiveHealth, LiveResource } from "./live-application.ts";
import { isNamed, keyAt, readOperation, revisionsAt } from "./read-operation.ts";

/** An Application that was read from a text, or one sentence for the user that says why there is none. */
export type LiveReading = { readonly live: LiveApplication } | { readonly problem: string };

/**
 * Reads an Application as `kubectl get application NAME -o yaml` or `argocd app get NAME -o json` print it. Fields that are not known
 * are passed over. Never throws. Mirrors `Application` and `ApplicationStatus` in pkg/apis/application/v1alpha1/types.go.
 */
export function readLive(text: string): LiveReading {
  const file = openFile(text);
  const parsed = file.documents.map((document) => parsePlainText(document.text));
  const found = applicationsIn(parsed);
  const [first] = found;
  if (first === undefined) return { problem: whyNone(file, parsed) };
  if (found.length > 1) {
    const names = named(found.map(({ node }) => textAt(node, "metadata", "name")));
    return { problem: `The text has ${found.length} Applications (${names}): give one of them.` };
  }
  const broken = brokenLine(file, first.index, parsed[first.index]);
  if (broken !== undefined) return { problem: broken };
  const phase = textAt(first.node, "status", "operationState", "phase");
  if (phase !== "" && !operationPhases.has(phase))
    return { problem: `The phase of its operation is "${phase}", which no Argo CD writes.` };
  return { live: toLive(first.node, file, first.index) };
}

/** Mirrors `OperationPhase` in gitops-engine/pkg/sync/common/types.go. */
const operationPhases: ReadonlySet<string> = new Set(["Running", "Terminating", "Succeeded", "Failed", "Error"]);

interface Found {
  readonly node: Node;
  /** Of its document. */
  readonly index: number;
}

function applicationsIn(parsed: readonly ParsedDocument[]): Found[] {
  return parsed.flatMap((document, index): Found[] => {
    const found = readManifests(document).filter(isApplication);
    if (found.length > 0) return found.map(({ node }) => ({ node, index }));
    return isUnnamedApplication(document.root) ? [{ node: document.root, index }] : [];
  });
}

/** `argocd app get -o json` leaves the kind out. */
function isUnnamedApplication(root: Node | undefined): root is Node {
  if (textAt(root, "kind") !== "" || textAt(root, "metadata", "name") === "") return false;
  return nodeAt(root, "spec", "destination")?.type === "map" && nodeAt(root, "spec", "project") !== undefined;
}

/** What people are to give. */
const printed = 'what "kubectl get application NAME -o yaml" or "argocd app get NAME -o json" prints';

function whyNone(file: ManifestFile, parsed: readonly ParsedDocument[]): string {
  const broken = parsed.map((document, index) => brokenLine(file, index, document)).find((line) => line !== undefined);
  if (broken !== undefined) return broken;
  const others = parsed.flatMap(readManifests).map(({ kind, name }) => `${kind} ${name}`.trim());
  if (others.length > 0) return `The text has no Argo CD Application, only ${named(others)}: paste ${printed}.`;
  return `The text has no Argo CD Application: paste ${printed}.`;
}

/** That a document is broken or is not read, and where; `undefined` where it is neither. */
function brokenLine(file: ManifestFile, index: number, parsed: ParsedDocument | undefined): string | undefined {
  if (parsed?.refusal !== undefined)
    return `The document on line ${lineOf(file, index)} is not read because ${parsed.refusal}.`;
  if (parsed?.error === undefined) return undefined;
  const line = lineOf(file, index, parsed.errorAt);
  return `Line ${line} is not valid YAML or JSON: ${syntaxWords(parsed.error)}. Paste all of ${printed}.`;
}

/** The line of an offset in a document, counted from 1. */
function lineOf(file: ManifestFile, index: number, offset = 0): number {
  return positionAt(file, documentStart(file, index) + offset).line + 1;
}

function toLive(node: Node, file: ManifestFile, index: number): LiveApplication {
  const status = nodeAt(node, "status");
  const name = textAt(node, "metadata", "name");
  const automated = nodeAt(node, "spec", "syncPolicy", "automated");
  return {
    name,
    namespace: textAt(node, "metadata", "namespace"),
    declared: toApplication(name, node, documentLocation("", file, index)),
    // Mirrors `IsAutomatedSyncEnabled` in pkg/apis/application/v1alpha1/types.go.
    automated: automated?.type === "map" && textAt(automated, "enabled") !== "false",
    deletedAt: textAt(node, "metadata", "deletionTimestamp"),
    finalizers: textsAt(node, "metadata", "finalizers"),
    approved: textAt(node, "metadata", "annotations", "argocd.argoproj.io/deletion-approved"),
    requested: nodeAt(node, "operation")?.type === "map",
    hasStatus: status?.type === "map" && status.entries.length > 0,
    changedSources: changedSources(nodeAt(node, "spec"), nodeAt(status, "operationState", "syncResult")),
    sync: { status: textAt(status, "sync", "status"), revisions: revisionsAt(nodeAt(status, "sync")) },
    health: healthAt(status),
    healthElsewhere: textAt(status, "resourceHealthSource") === "appTree",
    conditions: listAt(status, "conditions").map(toCondition),
    resources: listAt(status, "resources").map(toResource).filter(isNamed),
    operation: readOperation(nodeAt(status, "operationState")),
  };
}

function toCondition(node: Node): LiveCondition {
  return { type: textAt(node, "type"), message: textAt(node, "message") };
}

function toResource(node: Node): LiveResource {
  return {
    ...keyAt(node),
    status: textAt(node, "status"),
    health: healthAt(node),
    hook: flagAt(node, "hook"),
    requiresPruning: flagAt(node, "requiresPruning"),
    requiresDeletionConfirmation: flagAt(node, "requiresDeletionConfirmation"),
    wave: numberAt(node, "syncWave") ?? 0n,
  };
}

function healthAt(node: Node | undefined): LiveHealth {
  return { status: textAt(node, "health", "status"), message: textAt(node, "health", "message") };
}

/** The first names of a list. */
function named(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

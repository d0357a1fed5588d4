/** Annotations of the catalogue in places where Argo CD does not look for annotations. */
import { compareOptions } from "../catalogue/annotations/compare-options.ts";
import { findAnnotation } from "../catalogue/index.ts";
import { nearest } from "../catalogue/near.ts";
import type { AnnotationSpec } from "../catalogue/annotation.ts";
import { actionsIn } from "../manifest/template.ts";
import { type MapNode, type Node, entryOf, nodeAt, type ScalarNode } from "../manifest/node.ts";
import type { Spot } from "../edit/entries.ts";
import { hasKey } from "./annotations.ts";
import type { Subject } from "./rule.ts";
import { derive } from "../memo.ts";

/** One of them. */
export interface MisplacedEntry extends Spot {
  readonly spec: AnnotationSpec;
  /** Where it is: in a mapping of this key, or directly in the object. */
  readonly place: "labels" | "pod template" | "top level" | "metadata" | "spec" | "misspelt block";
}

/** The kinds that create Pods from a template of their own, with the path to its metadata. */
const podTemplates: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ["/ReplicationController", ["spec", "template", "metadata"]],
  ["apps/DaemonSet", ["spec", "template", "metadata"]],
  ["apps/Deployment", ["spec", "template", "metadata"]],
  ["apps/ReplicaSet", ["spec", "template", "metadata"]],
  ["apps/StatefulSet", ["spec", "template", "metadata"]],
  ["batch/CronJob", ["spec", "jobTemplate", "spec", "template", "metadata"]],
  ["batch/Job", ["spec", "template", "metadata"]],
]);

/** The template of any other kind, such as a Rollout, that creates Pods just as a Deployment does. */
function podTemplateOf(node: MapNode): readonly string[] | undefined {
  const containers = nodeAt(node, "spec", "template", "spec", "containers");
  return containers?.type === "list" ? ["spec", "template", "metadata"] : undefined;
}

/** What Argo CD would read from the metadata of the Job that a CronJob creates, if that Job were a manifest. */
const jobTemplate = ["spec", "jobTemplate", "metadata"];

/** Every misplaced annotation, in no particular order. */
export function misplacedEntries(subject: Subject): readonly MisplacedEntry[] {
  return derive(subject, findMisplaced);
}

function findMisplaced(subject: Subject): readonly MisplacedEntry[] {
  const { node } = subject.manifest;
  const metadata = spotsAt(node, ["metadata"]).at(-1);
  const inMetadata = metadata?.entry.value;
  return [
    ...entriesOf(node, undefined, "top level"),
    ...blocksIn(node, undefined).flatMap((owner) => entriesOf(owner.entry.value, owner, "misspelt block")),
    ...topLevelBlock(node),
    ...entriesOf(inMetadata, undefined, "metadata"),
    ...labelsOf(subject, inMetadata),
    ...(inMetadata?.type === "map"
      ? blocksIn(inMetadata, undefined).flatMap((owner) => entriesOf(owner.entry.value, owner, "misspelt block"))
      : []),
    ...(isBuiltIn(subject) ? entriesOf(entryOf(node, "spec")?.value, undefined, "spec") : []),
    ...podTemplateEntries(subject),
  ];
}

function entriesOf(value: Node | undefined, owner: Spot | undefined, place: MisplacedEntry["place"]): MisplacedEntry[] {
  if (value?.type !== "map") return [];
  return value.entries.flatMap((entry) => {
    const spec = findAnnotation(entry.key.text);
    // Annotations that people do not write into manifests may be anywhere: other programs look for them there.
    if (spec?.writer !== "people" || entry.merged) return [];
    return [{ entry, map: value, owner, spec, place }];
  });
}

/** `annotations:` next to `metadata` instead of in it. */
function topLevelBlock(node: MapNode): MisplacedEntry[] {
  return spotsAt(node, ["annotations"]).flatMap((owner) => entriesOf(owner.entry.value, owner, "top level"));
}

/** Mappings whose key is nearly `annotations`: `annotation`, `Annotations`. */
function blocksIn(map: MapNode, owner: Spot | undefined): Spot[] {
  return map.entries
    .filter(
      ({ key, merged }) => !merged && key.text !== "annotations" && nearest(key.text, ["annotations"]) !== undefined,
    )
    .map((entry) => ({ entry, map, owner }));
}

/** A label that repeats an annotation does no harm: it may be there for selectors. */
function labelsOf({ manifest }: Subject, metadata: Node | undefined): MisplacedEntry[] {
  const written = new Set(manifest.annotations.map(({ key, value }) => entryText(key.text, value)));
  const owner = metadata?.type === "map" ? spotsAt(metadata, ["labels"]).at(-1) : undefined;
  return entriesOf(owner?.entry.value, owner, "labels").filter(
    ({ entry }) => entry.value.type !== "scalar" || !written.has(entryText(entry.key.text, entry.value)),
  );
}

function entryText(key: string, value: Node): string {
  return JSON.stringify(value.type === "scalar" ? [key, value.text] : [key]);
}

function isBuiltIn({ manifest: { group } }: Subject): boolean {
  return !group.includes(".") || group.endsWith(".k8s.io");
}

function podTemplateEntries(subject: Subject): MisplacedEntry[] {
  const { manifest } = subject;
  const path = podTemplates.get(`${manifest.group}/${manifest.kind}`) ?? podTemplateOf(manifest.node);
  if (path === undefined || mayPrintAnnotations(subject)) return [];
  const paths = path.includes("jobTemplate") ? [path, jobTemplate] : [path];
  return paths
    .flatMap((it) => spotsAt(manifest.node, [...it, "annotations"]).slice(-1))
    .flatMap((owner) => entriesOf(owner.entry.value, owner, "pod template"))
    .filter(({ spec }) => isForResources(spec) && !hasKey(subject, spec.key));
}

/** Whether an annotation is meant for the resource and has no effect on its Pods. */
function isForResources(spec: AnnotationSpec): boolean {
  return spec.readOn === "any resource" && spec.reachesPods !== true && spec !== compareOptions;
}

/** Whether a template prints something into the metadata that could be the annotation itself. */
function mayPrintAnnotations({ manifest, actions }: Subject): boolean {
  if (manifest.moreAnnotations) return true;
  const { entries } = manifest.node;
  const at = entries.findIndex(({ key }) => key.text === "metadata");
  const metadata = entries[at];
  if (metadata === undefined) return actions.some(({ kind }) => kind === "output");
  const end = entries[at + 1]?.key.span.start ?? Infinity;
  const inScalars = new Set(scalarsIn(metadata.value).flatMap(({ span }) => actionsIn(actions, span)));
  return actionsIn(actions, { start: metadata.key.span.end, end }).some(
    (action) => action.kind === "output" && !inScalars.has(action),
  );
}

function scalarsIn(node: Node): readonly ScalarNode[] {
  if (node.type === "scalar") return [node];
  if (node.type === "list") return node.items.flatMap(scalarsIn);
  return node.entries.flatMap(({ key, value }) => [key, ...scalarsIn(value)]);
}

/** The entries along a path of keys, each with its owner; empty if the path ends early. */
function spotsAt(node: MapNode, path: readonly string[]): Spot[] {
  const spots: Spot[] = [];
  let map: Node = node;
  for (const key of path) {
    const entry = entryOf(map, key);
    if (map.type !== "map" || entry === undefined || entry.merged) return [];
    // The metadata of a pod template may go together with its annotations, but nothing further out.
    spots.push({ entry, map, owner: key === "annotations" ? spots.at(-1) : undefined });
    map = entry.value;
  }
  return spots;
}
